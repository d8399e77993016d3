import { expect, test } from 'vitest'
import type { Due } from './due'
import { byTime, dayInChina } from './dueByTime'

const due = (title: string, dueOn: string | null) => ({ title, dueOn }) as Due

test('what is due stands under its day, and what has none comes last', () => {
  const groups = byTime(
    [
      due('a', '2027-03-02'),
      due('b', '2027-03-03'),
      due('c', '2027-03-04'),
      due('d', '2027-03-10'),
      due('e', '2027-03-11'),
      due('f', null),
    ],
    '2027-03-03',
    '2027-03-10',
  )
  expect(groups.map((g) => [g.name, g.items.map((d) => d.title).join('')])).toEqual([
    ['overdue', 'a'],
    ['today', 'b'],
    ['week', 'cd'],
    ['later', 'ef'],
  ])
})

test('a group without anything is left out', () => {
  expect(byTime([due('a', '2027-03-03')], '2027-03-03', '2027-03-10').map((g) => g.name)).toEqual(['today'])
})

test('the day changes at midnight in China', () => {
  expect(dayInChina(0, Date.parse('2027-03-02T15:59:59Z'))).toBe('2027-03-02')
  expect(dayInChina(0, Date.parse('2027-03-02T16:00:00Z'))).toBe('2027-03-03')
  expect(dayInChina(7, Date.parse('2027-03-02T16:00:00Z'))).toBe('2027-03-10')
})
