import type { Change } from './change'
import { deliver, type Wire } from './deliver'
import { arrived, change as read, changesOf, put } from './queue'

let busy: Promise<unknown> = Promise.resolve()

/** One sender at a time, in all tabs; where the browser has no locks, in this one. */
export function alone<T>(work: () => Promise<T>): Promise<T> {
  if (navigator.locks) return navigator.locks.request('zhixing.changes', work) as Promise<T>
  const mine = busy.then(work, work)
  busy = mine.catch(() => {})
  return mine
}

/**
 * Sends what an account has waiting, per session in the order of making. What is refused or in conflict holds up the
 * rest of its session. Ends early where there is no connection, or where somebody else is signed in by now.
 */
export function sendAll(account: string, wire: Wire, tell: () => void = () => {}) {
  return alone(async () => {
    const left = (await changesOf(account)).filter((c) => c.state !== 'sent')
    // Nobody else is sending: what stands as being sent was cut off, and waits.
    for (const cut of left) if (cut.state === 'sending') await put({ ...cut, state: 'waiting' })
    if (!left.some((c) => c.state === 'waiting' || c.state === 'sending')) return
    if ((await wire.whoami()) !== account) return
    const held = new Set<string>()
    for (const { n } of left) {
      // Read again: what was changed or dropped in the meantime is sent as it is now, or not at all.
      const next = n === undefined ? undefined : await read(n)
      if (!next || next.state === 'sent' || held.has(next.session)) continue
      if (next.state === 'refused' || next.state === 'conflict') {
        held.add(next.session)
        continue
      }
      const more = await send(next, wire, tell)
      if (more === 'stop') return
      if (more === 'hold') held.add(next.session)
    }
  })
}

async function send(next: Change, wire: Wire, tell: () => void): Promise<'on' | 'hold' | 'stop'> {
  const sending = { ...next, state: 'sending' as const, tries: next.tries + 1 }
  await put(sending)
  tell()
  const outcome = await deliver(sending, wire)
  await put(after(sending, outcome))
  tell()
  if (outcome.state === 'sent') return 'on'
  return outcome.state === 'later' && outcome.offline ? 'stop' : 'hold'
}

function after(sending: Change, outcome: Awaited<ReturnType<typeof deliver>>): Change {
  switch (outcome.state) {
    case 'sent':
      return arrived(sending, Date.now())
    case 'later':
      return { ...sending, state: 'waiting' }
    case 'refused':
      return { ...sending, state: 'refused', problem: outcome.problem }
    case 'conflict':
      return sending.kind === 'roll'
        ? { ...sending, state: 'conflict', theirs: outcome.theirs }
        : { ...sending, state: 'waiting' }
  }
}
