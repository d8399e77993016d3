import { expect, test } from 'vitest'
import { accountState } from './accountState'

const now = Date.parse('2026-03-24T01:30:00Z')
const account = { enabled: true, firstCodeUntil: null, lastSignInAt: null }

test('an account waits for its code to be used, until the code is over', () => {
  expect(accountState({ ...account, firstCodeUntil: '2026-03-24T01:30:01Z' }, now)).toBe('codeWaiting')
  expect(accountState({ ...account, firstCodeUntil: '2026-03-24T01:30:00Z' }, now)).toBe('codeOver')
})

test('a code that was handed out anew counts, whoever signed in before', () => {
  const used = { ...account, lastSignInAt: '2026-03-01T00:00:00Z' }
  expect(accountState(used, now)).toBe('inUse')
  expect(accountState({ ...used, firstCodeUntil: '2026-04-01T00:00:00Z' }, now)).toBe('codeWaiting')
})

test('disabled is said first', () => {
  expect(accountState({ ...account, enabled: false, firstCodeUntil: '2026-04-01T00:00:00Z' }, now)).toBe(
    'disabled',
  )
  expect(accountState(account, now)).toBe('never')
})
