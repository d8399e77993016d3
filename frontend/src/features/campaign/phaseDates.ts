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

function date(millis: number) {
  return new Date(millis).toISOString().slice(0, 10)
}
