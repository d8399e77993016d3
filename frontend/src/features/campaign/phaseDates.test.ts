import { expect, test } from 'vitest'
import { daysAfter, phaseDates, weeksBetween } from './phaseDates'

const phases = [
  { kind: 'STUDY', weeks: 6 },
  { kind: 'APPRAISAL', weeks: 4 },
] as const

test('phases follow one another without a gap, each as long as the template says', () => {
  expect(phaseDates(undefined, '2026-03-02', phases)).toEqual([
    { kind: 'STUDY', startsOn: '2026-03-02', endsOn: '2026-04-12' },
    { kind: 'APPRAISAL', startsOn: '2026-04-13', endsOn: '2026-05-10' },
  ])
})

test('a later batch begins the day after the one before it', () => {
  expect(phaseDates('2026-12-31', '2026-03-02', phases)[0].startsOn).toBe('2027-01-01')
})

test('the weeks of a calendar begin on Mondays and hold both days', () => {
  expect(daysAfter('2026-02-28', 1)).toBe('2026-03-01')
  const weeks = weeksBetween('2026-04-08', '2026-04-20')
  expect(weeks.map((w) => [w[0], w[6]])).toEqual([
    ['2026-04-06', '2026-04-12'],
    ['2026-04-13', '2026-04-19'],
    ['2026-04-20', '2026-04-26'],
  ])
  expect(weeksBetween('2026-04-12', '2026-04-12')).toHaveLength(1)
  expect(weeksBetween('2026-04-13', '2026-04-12')).toEqual([])
})
