import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { scopes } from './scopes'

test('the table offers the scopes of the contract, all and no others', () => {
  const contract = readFileSync(new URL('../../../../openapi.yaml', import.meta.url), 'utf8')
  const listed = contract.slice(contract.indexOf('clientCredentials:\n          tokenUrl'))
  const named = [...listed.matchAll(/^ {12}([a-z-]+:[a-z]+): /gm)].map((m) => m[1])
  expect(named.length).toBeGreaterThan(0)
  expect([...scopes].sort()).toEqual(named.sort())
})
