import type { Schemas } from './api/client'

type Due = Schemas['Due']

/** Today in China, or a day so many days later, as YYYY-MM-DD. */
export const dayInChina = (later = 0, now = Date.now()) =>
  new Date(now + 8 * 3_600_000 + later * 86_400_000).toISOString().slice(0, 10)

export const dueTimes = ['overdue', 'today', 'week', 'later'] as const

/** What is due by when, each group in the order it came in; groups without anything are left out. */
export function byTime(items: Due[], today: string, inAWeek: string) {
  const when = ({ dueOn }: Due) =>
    !dueOn
      ? 'later'
      : dueOn < today
        ? 'overdue'
        : dueOn === today
          ? 'today'
          : dueOn <= inAWeek
            ? 'week'
            : 'later'
  return dueTimes
    .map((name) => ({ name, items: items.filter((due) => when(due) === name) }))
    .filter((group) => group.items.length > 0)
}
