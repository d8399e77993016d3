import { expect, test } from 'vitest'
import { addMonths, clusters, minuteOf, monthOf, placed, weekOf, weekday, type Session } from './calendarDays'

const session = (from: string, to: string) =>
  ({ startsAt: `2026-03-03T${from}:00Z`, endsAt: `2026-03-03T${to}:00Z` }) as Session

test('a month is shown in whole weeks from Monday on', () => {
  const days = monthOf('2026-03-17')
  expect(days[0]).toBe('2026-02-23')
  expect(days.at(-1)).toBe('2026-04-05')
  expect(monthOf('2027-02-14')).toHaveLength(28)
  expect(days.length % 7).toBe(0)
})

test('weeks go over the end of a year', () => {
  expect(weekOf('2027-01-01')[0]).toBe('2026-12-28')
  expect(weekday('2026-03-01')).toBe(7)
  expect(addMonths('2026-12-31', 2)).toBe('2027-02-01')
})

test('times are those of China', () => {
  expect(minuteOf('2026-03-03T00:30:00Z')).toBe(8 * 60 + 30)
})

test('what overlaps stands side by side, what only meets does not', () => {
  const beside = placed([session('01:00', '03:00'), session('02:00', '04:00'), session('03:00', '05:00')])
  expect(beside.map((p) => p.lane)).toEqual([0, 1, 0])
  expect(beside.map((p) => p.lanes)).toEqual([2, 2, 2])
  const meeting = placed([session('01:00', '03:00'), session('03:00', '04:00')])
  expect(meeting.map((p) => p.lanes)).toEqual([1, 1])
})

test('what overlaps is one cluster, from its first minute to its last', () => {
  const found = clusters([session('01:00', '03:00'), session('02:00', '04:00'), session('04:00', '05:00')])
  expect(found.map((c) => [c.from / 60, c.to / 60, c.placed.length])).toEqual([
    [9, 12, 2],
    [12, 13, 1],
  ])
})
