import type { Change } from './change'
import { database } from './database'

const day = 86_400_000

/** Writes a change down before it is sent, so that nothing that happens on the way loses it. */
export async function put(change: Change): Promise<number> {
  // A page's reactive object cannot be stored, its contents can.
  return (await database()).put('changes', JSON.parse(JSON.stringify(change)) as Change)
}

export async function changesOf(account: string): Promise<Change[]> {
  return (await database()).getAllFromIndex('changes', 'account', account)
}

export async function change(n: number): Promise<Change | undefined> {
  return (await database()).get('changes', n)
}

export async function drop(n: number) {
  await (await database()).delete('changes', n)
}

/** What arrived needs its contents no more. */
export function arrived(sent: Change, now: number): Change {
  const done = { ...sent, problem: undefined, state: 'sent' as const, at: now }
  return done.kind === 'roll'
    ? { ...done, lines: [], seen: { ...done.seen, lines: [] }, theirs: undefined, correctionReason: null }
    : done
}

/** Forgets what was sent more than a day ago. */
export async function sweep(account: string, now = Date.now()) {
  for (const { n, state, at } of await changesOf(account)) {
    if (state === 'sent' && Math.abs(now - at) > day && n !== undefined) await drop(n)
  }
}
