import { expect, test } from 'vitest'
import { zh } from '@/shared/messages/zh'
import { told } from './recordWords'

const hasWord = (field: string) => field in zh.record.fields
const id = '0198c0de-7a10-7000-8000-00000000a001'

test('numbers that were read in clear are named', () => {
  expect(
    told({ kind: 'READ', type: 'Member', id, before: {}, after: { fields: ['idNumber', 'phone'] } }, hasWord),
  ).toEqual({ fields: [{ field: 'idNumber' }, { field: 'phone' }], others: 0 })
})

test('a correction shows each field before and after, and nothing of the machine', () => {
  const { fields, others } = told(
    {
      kind: 'CHANGED',
      type: 'Member',
      id,
      before: { category: 'ORDINARY', floating: false, phoneMasked: '199****8242', phoneSecret: '•••' },
      after: {
        category: 'CADRE',
        floating: true,
        phoneMasked: '199****1234',
        phoneSecret: '•••',
        post: '支部委员',
      },
    },
    hasWord,
  )
  expect(fields).toEqual([
    {
      field: 'category',
      before: { kind: 'word', key: 'enums.Category.ORDINARY' },
      after: { kind: 'word', key: 'enums.Category.CADRE' },
    },
    {
      field: 'floating',
      before: { kind: 'word', key: 'ownRecord.no' },
      after: { kind: 'word', key: 'ownRecord.yes' },
    },
    {
      field: 'phoneMasked',
      before: { kind: 'text', text: '199****8242' },
      after: { kind: 'text', text: '199****1234' },
    },
    {
      field: 'post',
      before: { kind: 'word', key: 'ownRecord.none' },
      after: { kind: 'text', text: '支部委员' },
    },
  ])
  expect(others).toBe(0)
})

test('a reference is not shown as an id: it was changed, or it began', () => {
  const change = { type: 'Member', id, before: { branch: id }, after: { branch: id } }
  expect(told({ ...change, kind: 'CHANGED' }, hasWord).fields[0].after).toEqual({
    kind: 'word',
    key: 'ownRecord.changedOnly',
  })
  expect(told({ ...change, kind: 'CREATED', before: {} }, hasWord).fields).toEqual([])
})

test('what has no word yet is counted, not hidden', () => {
  expect(
    told({ kind: 'CREATED', type: 'Member', id, before: {}, after: { hobby: '象棋' } }, hasWord),
  ).toEqual({ fields: [], others: 1 })
})
