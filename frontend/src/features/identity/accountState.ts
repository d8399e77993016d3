import type { Schemas } from '@/shared/api/client'

type Account = Pick<Schemas['Account'], 'enabled' | 'firstCodeUntil' | 'lastSignInAt'>

/** Where an account stands, as its managers think of it. */
export type AccountState = 'disabled' | 'codeWaiting' | 'codeOver' | 'never' | 'inUse'

export function accountState(account: Account, now = Date.now()): AccountState {
  if (!account.enabled) return 'disabled'
  if (account.firstCodeUntil) return Date.parse(account.firstCodeUntil) > now ? 'codeWaiting' : 'codeOver'
  return account.lastSignInAt ? 'inUse' : 'never'
}
