import type { Schemas } from '@/shared/api/client'
import type { Line, Stand } from './change'

/** The roll that an answer shows. */
export function roll(roll: Schemas['Roll'], etag: string): Stand {
  return {
    etag,
    takenAt: roll.takenAt ?? null,
    takenBy: roll.takenBy ?? null,
    lines: roll.entries.map((e) => ({
      memberId: e.memberId,
      name: e.name,
      status: e.status ?? null,
      arrivedAt: e.arrivedAt ?? null,
      leaveReason: e.leaveReason ?? null,
    })),
  }
}

/** Whether two lines say the same; 09:00+08:00 and 01:00Z are the same time. */
export function alike(a: Line | undefined, b: Line | undefined) {
  if (!a || !b) return a === b
  const arrival = (line: Line) =>
    line.status === 'LATE' && line.arrivedAt ? new Date(line.arrivedAt).getTime() : null
  const reason = (line: Line) => (line.status === 'LEAVE' ? line.leaveReason?.trim() || null : null)
  return a.status === b.status && arrival(a) === arrival(b) && reason(a) === reason(b)
}

const byMember = (lines: Line[]) => new Map(lines.map((line) => [line.memberId, line]))

export function sameLines(a: Line[], b: Line[]) {
  const others = byMember(b)
  return a.length === b.length && a.every((line) => alike(line, others.get(line.memberId)))
}

/** Where two rolls of one session differ, and which of them nobody has to think about. */
export interface Difference {
  memberId: string
  name: string
  mine?: Line
  theirs?: Line
  /** Who alone has changed the line since it was seen; both have where it is open. */
  settled?: 'mine' | 'theirs'
}

/** The lines on which `mine` and `theirs` differ, in the order of the roster. */
export function differences(seen: Line[], mine: Line[], theirs: Line[]): Difference[] {
  const was = byMember(seen)
  const here = byMember(mine)
  return theirs
    .filter((line) => !alike(here.get(line.memberId), line))
    .map((line) => {
      const before = was.get(line.memberId)
      const my = here.get(line.memberId)
      const settled = !line.status
        ? ('mine' as const)
        : !my || alike(before, my)
          ? ('theirs' as const)
          : alike(before, line)
            ? ('mine' as const)
            : undefined
      return { memberId: line.memberId, name: line.name, mine: my, theirs: line, settled }
    })
}

/** The roll as chosen: their roster, and on each line that differs what was chosen. Who is new on it is present. */
export function merged(mine: Line[], theirs: Line[], choices: Record<string, 'mine' | 'theirs'>): Line[] {
  const here = byMember(mine)
  return theirs.map((line) => {
    const my = here.get(line.memberId)
    const chosen = choices[line.memberId] === 'mine' && my ? my : line
    return { ...chosen, name: line.name, status: chosen.status ?? 'PRESENT' }
  })
}
