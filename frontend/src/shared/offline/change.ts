import type { Problem, Schemas } from '@/shared/api/client'

export type Status = Schemas['AttendanceStatus']

/** One member's line of a roll. */
export interface Line {
  memberId: string
  name: string
  /** None as long as nobody has marked the member. */
  status: Status | null
  arrivedAt: string | null
  leaveReason: string | null
}

/** A roll as the service has it. */
export interface Stand {
  etag: string
  takenAt: string | null
  takenBy: string | null
  lines: Line[]
}

/** Where a change stands on its way. What was sent stays for a day, without its contents. */
export type State = 'waiting' | 'sending' | 'refused' | 'conflict' | 'sent'

interface Common {
  /** Counts up in the order of making; given by the store. */
  n?: number
  /** Makes a repeated sending the same one. */
  id: string
  /** Who made it: nobody else sends or sees it. */
  account: string
  /** Changes of one session go one after the other. */
  session: string
  title: string
  /** When it was made or sent, in milliseconds of this device. */
  at: number
  state: State
  tries: number
  /** What was refused about it. */
  problem?: Partial<Problem>
}

/** A roll that was taken here. */
export interface RollChange extends Common {
  kind: 'roll'
  branch?: string
  /** The roll that its taker saw. */
  seen: Stand
  lines: Line[]
  correctionReason: string | null
  /** What somebody else made of the roll meanwhile. */
  theirs?: Stand
}

/** A session that was recorded as held here. */
export interface HoldChange extends Common {
  kind: 'hold'
  heldFrom: string
  heldTo: string
}

export type Change = RollChange | HoldChange
type Made<C> = C extends Change ? Omit<C, 'n' | 'account' | 'at' | 'state' | 'tries' | 'problem'> : never
export type NewChange = Made<Change>
