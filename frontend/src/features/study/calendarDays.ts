import type { Schemas } from '@/shared/api/client'

export type Session = Schemas['StudySession']
export type View = 'week' | 'month'

const zone = 'Asia/Shanghai'

/** Today in China, as 2026-03-24. */
export const today = (now = new Date()) =>
  new Intl.DateTimeFormat('sv', { dateStyle: 'short', timeZone: zone }).format(now)

/** The service's time of a date and clock time in China. */
export const timeOf = (date: string, clock: string) => `${date}T${clock}:00+08:00`

const at = (date: string) => new Date(`${date}T00:00:00Z`)
const text = (date: Date) => date.toISOString().slice(0, 10)

export function addDays(date: string, days: number) {
  const moved = at(date)
  moved.setUTCDate(moved.getUTCDate() + days)
  return text(moved)
}

/** The first day of the month that lies so many months away. */
export function addMonths(date: string, months: number) {
  const moved = at(date)
  return text(new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + months, 1)))
}

/** 1 for Monday to 7 for Sunday. */
export const weekday = (date: string) => at(date).getUTCDay() || 7

export const mondayOf = (date: string) => addDays(date, 1 - weekday(date))

/** The days from Monday to Sunday. */
export const weekOf = (date: string) => [0, 1, 2, 3, 4, 5, 6].map((n) => addDays(mondayOf(date), n))

/** Whole weeks that hold the month. */
export function monthOf(date: string) {
  const last = addDays(addMonths(date, 1), -1)
  const days = []
  for (let day = mondayOf(addMonths(date, 0)); day <= last || weekday(day) !== 1; day = addDays(day, 1))
    days.push(day)
  return days
}

/** Sessions by the day on which they begin, in the order of time. */
export function byDay(sessions: Session[]) {
  const days = new Map<string, Session[]>()
  for (const s of [...sessions].sort((a, b) => a.startsAt.localeCompare(b.startsAt)))
    days.set(s.date, [...(days.get(s.date) ?? []), s])
  return days
}

/** Minutes after midnight in China. */
export function minuteOf(instant: string) {
  const [h, m] = new Intl.DateTimeFormat('sv', { hour: '2-digit', minute: '2-digit', timeZone: zone })
    .format(new Date(instant))
    .split(':')
  return Number(h) * 60 + Number(m)
}

/** Where a session stands in a day's column: those that overlap stand side by side. */
export interface Placed {
  session: Session
  from: number
  to: number
  lane: number
  lanes: number
}

/** Sessions that overlap, one after the other, and the time from the first to the last of them. */
export interface Cluster {
  from: number
  to: number
  lanes: number
  placed: Placed[]
}

export function clusters(sessions: Session[]): Cluster[] {
  const found: Cluster[] = []
  for (const p of placed(sessions)) {
    const last = found.at(-1)
    if (last && p.from < last.to) {
      last.placed.push(p)
      last.to = Math.max(last.to, p.to)
    } else found.push({ from: p.from, to: p.to, lanes: p.lanes, placed: [p] })
  }
  return found
}

export function placed(sessions: Session[]): Placed[] {
  const all = sessions
    .map((session) => {
      const from = minuteOf(session.startsAt)
      const length = (Date.parse(session.endsAt) - Date.parse(session.startsAt)) / 60_000
      return { session, from, to: Math.min(from + length, 24 * 60), lane: 0, lanes: 1 }
    })
    .sort((a, b) => a.from - b.from || a.to - b.to)
  let group: Placed[] = []
  let end = 0
  const close = () => {
    const lanes = Math.max(0, ...group.map((p) => p.lane)) + 1
    for (const p of group) p.lanes = lanes
    group = []
  }
  for (const p of all) {
    if (p.from >= end) close()
    const taken = new Set(group.filter((other) => other.to > p.from).map((other) => other.lane))
    while (taken.has(p.lane)) p.lane++
    group.push(p)
    end = Math.max(end, p.to)
  }
  close()
  return all
}
