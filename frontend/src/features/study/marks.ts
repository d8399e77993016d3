import type { Schemas } from '@/shared/api/client'
import type { Line, Status } from '@/shared/offline/change'

/** The choices of a roll, by the digit that makes them. */
export const choices: Status[] = ['PRESENT', 'LATE', 'LEAVE', 'ABSENT']

/** What is being said of one member; a time as its field has it. */
export interface Mark {
  memberId: string
  name: string
  status: Status
  arrivedAt: string
  leaveReason: string
}

type Session = Pick<Schemas['StudySession'], 'startsAt' | 'endsAt' | 'date'>
const quarter = 15 * 60_000
const zone = 8 * 3_600_000

/** 09:30 in Shanghai, as a time field takes it. */
export const timeOf = (instant: string | number) =>
  new Date(new Date(instant).getTime() + zone).toISOString().slice(11, 16)

/** When somebody marked late now came: now, as long as the session runs, or a quarter of an hour after its start. */
export function usualArrival(session: Session, now: number) {
  const start = new Date(session.startsAt).getTime()
  const end = new Date(session.endsAt).getTime()
  return timeOf(now > start && now <= end ? now : Math.min(start + quarter, end))
}

/** Everyone present, but for what is known of them: from the roll, or from the same roll as it was left. */
export function startMarks(entries: Line[], left: Line[] = []): Mark[] {
  const before = new Map(left.map((line) => [line.memberId, line]))
  return entries.map((entry) => {
    const known = before.get(entry.memberId) ?? entry
    return {
      memberId: entry.memberId,
      name: entry.name,
      status: known.status ?? 'PRESENT',
      arrivedAt: known.arrivedAt ? timeOf(known.arrivedAt) : '',
      leaveReason: known.leaveReason ?? '',
    }
  })
}

/** The marks as the roll's lines. */
export function lines(marks: Mark[], session: Session): Line[] {
  return marks.map(({ memberId, name, status, arrivedAt, leaveReason }) => ({
    memberId,
    name,
    status,
    arrivedAt: status === 'LATE' ? `${session.date}T${arrivedAt}:00+08:00` : null,
    leaveReason: status === 'LEAVE' || status === 'MADE_UP' ? leaveReason.trim() || null : null,
  }))
}

/** How many there are of each. */
export function tally(marks: Pick<Mark, 'status'>[]): { status: Status; n: number }[] {
  return [...choices, 'MADE_UP' as const]
    .map((status) => ({ status, n: marks.filter((m) => m.status === status).length }))
    .filter(({ status, n }) => n > 0 || status === 'PRESENT')
}

/** The first character, in pinyin order, of each letter that begins a syllable. */
const first = '阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥仨他穵夕丫帀'
const letters = 'ABCDEFGHJKLMNOPQRSTWXYZ'
const pinyin = new Intl.Collator('zh-Hans-CN-u-co-pinyin')

/** The letter that a name is found under. */
export function letterOf(name: string) {
  const [start = ''] = name
  if (/[a-z]/i.test(start)) return start.toUpperCase()
  if (!/\p{Script=Han}/u.test(start)) return '#'
  let letter = '#'
  for (let i = 0; i < first.length && pinyin.compare(start, first[i]!) >= 0; i++) letter = letters[i]!
  return letter
}
