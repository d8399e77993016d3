import type { Schemas } from '@/shared/api/client'

const dayMillis = 86_400_000

/** Dates for a batch's phases, one after the other with the template's weeks, from the day after `after` or from `start`. */
export function phaseDates(
  after: string | undefined,
  start: string,
  phases: readonly Pick<Schemas['TemplatePhase'], 'kind' | 'weeks'>[],
): Schemas['PhaseDates'][] {
  let begins = after ? Date.parse(after) + dayMillis : Date.parse(start)
  return phases.map(({ kind, weeks }) => {
    const ends = begins + (weeks * 7 - 1) * dayMillis
    const dates = { kind, startsOn: date(begins), endsOn: date(ends) }
    begins = ends + dayMillis
    return dates
  })
}

/** The day so many days after another. */
export function daysAfter(day: string, days: number) {
  return date(Date.parse(day) + days * dayMillis)
}

/** The days of the weeks, from Monday, that hold the first and the last day; none without days. */
export function weeksBetween(first: string, last: string): string[][] {
  const weeks: string[][] = []
  const weekday = (new Date(Date.parse(first)).getUTCDay() + 6) % 7
  for (let monday = daysAfter(first, -weekday); monday <= last; monday = daysAfter(monday, 7)) {
    weeks.push(Array.from({ length: 7 }, (_, n) => daysAfter(monday, n)))
  }
  return weeks
}

function date(millis: number) {
  return new Date(millis).toISOString().slice(0, 10)
}
