import { Refused, type Problem } from '@/shared/api/refused'
import type { Change, HoldChange, RollChange, Stand } from './change'
import { sameLines } from './roll'

/** What became of a change. `later`: nobody knows, or not now; the same is sent again. */
export type Outcome =
  | { state: 'sent' }
  | { state: 'later'; offline: boolean }
  | { state: 'refused'; problem: Partial<Problem> }
  | { state: 'conflict'; theirs: Stand }

/** The requests that a delivery makes. Each throws {@link Refused}, or anything else where no answer came. */
export interface Wire {
  whoami(): Promise<string>
  takeRoll(change: RollChange, etag: string): Promise<unknown>
  roll(change: RollChange): Promise<Stand>
  hold(change: HoldChange): Promise<unknown>
  /** When the session was held, if it was. */
  held(session: string): Promise<{ from: string; to: string } | undefined>
}

/** Sends one change. Sending it again is safe: its key, and a look at what stands, keep it single. */
export async function deliver(change: Change, wire: Wire): Promise<Outcome> {
  try {
    return change.kind === 'roll' ? await deliverRoll(change, wire) : await deliverHold(change, wire)
  } catch (failure) {
    if (!(failure instanceof Refused)) return { state: 'later', offline: true }
    const { status, problem, kind } = failure
    return status === 401 || status === 429 || status >= 500 || kind === 'idempotency-in-flight'
      ? { state: 'later', offline: status === 401 }
      : { state: 'refused', problem }
  }
}

/** A newer version that says the same as this change, or as what its taker saw, is in nobody's way. */
async function deliverRoll(change: RollChange, wire: Wire): Promise<Outcome> {
  try {
    await wire.takeRoll(change, change.seen.etag)
    return { state: 'sent' }
  } catch (failure) {
    if (!outdated(failure)) throw failure
  }
  const theirs = await wire.roll(change)
  if (theirs.takenAt && sameLines(change.lines, theirs.lines)) return { state: 'sent' }
  if (theirs.takenAt !== change.seen.takenAt || !sameLines(change.seen.lines, theirs.lines)) {
    return { state: 'conflict', theirs }
  }
  try {
    await wire.takeRoll(change, theirs.etag)
    return { state: 'sent' }
  } catch (failure) {
    if (outdated(failure)) return { state: 'later', offline: false }
    throw failure
  }
}

async function deliverHold(change: HoldChange, wire: Wire): Promise<Outcome> {
  try {
    await wire.hold(change)
    return { state: 'sent' }
  } catch (failure) {
    if (!(failure instanceof Refused) || failure.status !== 409 || failure.kind === 'idempotency-in-flight') {
      throw failure
    }
    const held = await wire.held(change.session)
    if (held && same(held.from, change.heldFrom) && same(held.to, change.heldTo)) return { state: 'sent' }
    throw failure
  }
}

const outdated = (failure: unknown) =>
  failure instanceof Refused && (failure.status === 412 || failure.kind === 'idempotency-other-rights')

const same = (a: string, b: string) => new Date(a).getTime() === new Date(b).getTime()
