import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { record } from '@/shared/messages/record.zh'
import { recorded } from './recorded'

const contract = readFileSync(new URL('../../../../openapi.yaml', import.meta.url), 'utf8')
const operations = [...contract.matchAll(/^ {6}operationId: (\w+)$/gm)].map((m) => m[1])

test('every operation of the contract has its name in plain words', () => {
  expect(operations.length).toBeGreaterThan(50)
  expect(operations.filter((id) => !(id in record.operations))).toEqual([])
})

test('the filter offers what is written and what is disclosed, and no mere reading', () => {
  expect(recorded).toContain('discloseMember')
  expect(recorded).toContain('downloadImportWorkbook')
  expect(recorded).toContain('signIn')
  expect(recorded).not.toContain('listMembers')
})
