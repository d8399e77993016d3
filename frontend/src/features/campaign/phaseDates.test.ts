import { expect, test } from 'vitest'
import { phaseDates } from './phaseDates'

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
