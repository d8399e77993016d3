import { expect, test } from 'vitest'
import { inPlacePath, recordsPath } from './recordsPath'

test('a figure opens its records, filtered by the branch', () => {
  const link = { campaignId: 'c', branchId: 'b' }
  expect(recordsPath({ ...link, kind: 'RECTIFICATION_ITEMS' })).toBe('/rectification?organization=b')
  expect(recordsPath({ ...link, kind: 'MEMBER_HOURS' })).toBe('/organizations/b')
})

test('what no page shows is no link', () => {
  expect(recordsPath(null)).toBeUndefined()
  expect(recordsPath({ campaignId: 'c', branchId: 'b', kind: 'RESULTS' })).toBeUndefined()
})

test('a meeting opens itself, the rest opens the leadership page', () => {
  const record = { id: 'x', title: '', on: null, proves: true }
  expect(inPlacePath({ ...record, resource: 'STUDY_SESSION' }, 'c')).toBe('/study/x')
  expect(inPlacePath({ ...record, resource: 'SCHEME' }, 'c')).toBe('/campaign/leadership?campaign=c')
})
