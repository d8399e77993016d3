import { Refused } from '@/shared/api/refused'
import type { HoldChange, Line, RollChange, Stand, Status } from './change'
import type { Wire } from './deliver'

export const line = (memberId: string, status: Status | null, more: Partial<Line> = {}): Line => ({
  memberId,
  name: `名${memberId}`,
  status,
  arrivedAt: null,
  leaveReason: null,
  ...more,
})

export const untaken: Stand = {
  etag: '"0"',
  takenAt: null,
  takenBy: null,
  lines: [line('a', null), line('b', null)],
}

export const rollChange = (more: Partial<RollChange> = {}): RollChange => ({
  kind: 'roll',
  id: crypto.randomUUID(),
  account: 'me',
  session: 's1',
  title: '专题学习',
  at: Date.now(),
  state: 'waiting',
  tries: 0,
  seen: untaken,
  lines: [line('a', 'PRESENT'), line('b', 'ABSENT')],
  correctionReason: null,
  ...more,
})

export const holdChange = (more: Partial<HoldChange> = {}): HoldChange => ({
  kind: 'hold',
  id: crypto.randomUUID(),
  account: 'me',
  session: 's1',
  title: '专题学习',
  at: Date.now(),
  state: 'waiting',
  tries: 0,
  heldFrom: '2026-03-03T08:30:00+08:00',
  heldTo: '2026-03-03T11:30:00+08:00',
  ...more,
})

/** A service with one session and its roll, which counts what was really done and may lose answers. */
export function service() {
  const state = {
    account: 'me',
    online: true,
    /** How many of the next answers are lost after the work was done. */
    lose: 0,
    /** Without kept answers, as after a day. */
    forgetful: false,
    version: 0,
    roll: untaken,
    held: undefined as { from: string; to: string } | undefined,
    refusal: undefined as Refused | undefined,
    done: [] as string[],
  }
  const answered = new Set<string>()
  const reach = () => {
    if (!state.online) throw new TypeError('Failed to fetch')
  }
  const answer = () => {
    if (state.lose > 0) {
      state.lose--
      throw new TypeError('Failed to fetch')
    }
  }
  const refuse = (status: number, kind: string) => {
    throw new Refused(status, { status, title: kind, type: `urn:zhixing:problem:${kind}` })
  }
  /** Somebody takes the roll. */
  function take(by: string, lines: Line[]) {
    state.version++
    const etag = `"${state.version}"`
    state.roll = { etag, takenAt: `2026-03-03T0${state.version}:00:00Z`, takenBy: by, lines }
  }
  const wire: Wire = {
    async whoami() {
      reach()
      return state.account
    },
    async takeRoll(change, etag) {
      reach()
      if (state.refusal) throw state.refusal
      if (!answered.has(change.id) || state.forgetful) {
        if (etag !== `"${state.version}"`) refuse(412, 'precondition-failed')
        take(state.account, change.lines)
        answered.add(change.id)
        state.done.push(`roll ${change.session}`)
      }
      answer()
    },
    async roll() {
      reach()
      return state.roll
    },
    async hold(change) {
      reach()
      if (!answered.has(change.id) || state.forgetful) {
        if (state.held) refuse(409, 'move-not-allowed')
        state.held = { from: change.heldFrom, to: change.heldTo }
        answered.add(change.id)
        state.done.push(`hold ${change.session}`)
      }
      answer()
    },
    async held() {
      reach()
      return state.held
    },
  }
  return { state, wire, take }
}
