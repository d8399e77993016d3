import { expect, test } from 'vitest'
import { line } from '@/shared/offline/testing'
import { letterOf, lines, startMarks, tally, usualArrival } from './marks'

const session = {
  startsAt: '2026-03-03T00:30:00Z',
  endsAt: '2026-03-03T03:30:00Z',
  date: '2026-03-03',
}

test('everyone is present but for what the roll knows already', () => {
  const marks = startMarks([
    line('a', null),
    line('b', 'LATE', { arrivedAt: '2026-03-03T01:00:00Z' }),
    line('c', 'LEAVE', { leaveReason: '陪护' }),
    line('d', 'PRESENT'),
  ])
  expect(marks.map((m) => [m.status, m.arrivedAt, m.leaveReason])).toEqual([
    ['PRESENT', '', ''],
    ['LATE', '09:00', ''],
    ['LEAVE', '', '陪护'],
    ['PRESENT', '', ''],
  ])
})

test('a roll that waits is taken up where it was left', () => {
  const marks = startMarks([line('a', null), line('b', null)], [line('a', 'ABSENT')])
  expect(marks.map((m) => m.status)).toEqual(['ABSENT', 'PRESENT'])
})

test('a time of arrival and a reason go along only with what they explain', () => {
  const [present, late] = lines(
    [
      { memberId: 'a', name: '甲', status: 'PRESENT', arrivedAt: '09:00', leaveReason: '陪护' },
      { memberId: 'b', name: '乙', status: 'LATE', arrivedAt: '09:00', leaveReason: '' },
    ],
    session,
  )
  expect(present).toMatchObject({ arrivedAt: null, leaveReason: null })
  expect(late).toMatchObject({ arrivedAt: '2026-03-03T09:00:00+08:00' })
})

test('who is marked late came now while it lasts, and otherwise a quarter of an hour after the start', () => {
  expect(usualArrival(session, Date.parse('2026-03-03T01:10:00Z'))).toBe('09:10')
  expect(usualArrival(session, Date.parse('2026-03-03T08:00:00Z'))).toBe('08:45')
  expect(usualArrival(session, Date.parse('2026-03-02T00:00:00Z'))).toBe('08:45')
  expect(usualArrival({ ...session, endsAt: '2026-03-03T00:40:00Z' }, 0)).toBe('08:40')
})

test('the counts name what there is, and always who is present', () => {
  expect(tally([{ status: 'ABSENT' }, { status: 'ABSENT' }])).toEqual([
    { status: 'PRESENT', n: 0 },
    { status: 'ABSENT', n: 2 },
  ])
})

test.each([
  ['陈志强', 'C'],
  ['阿依古丽', 'A'],
  ['周建国', 'Z'],
  ['王秀兰', 'W'],
  ['李建国', 'L'],
  ['Smith', 'S'],
  ['·', '#'],
])('%s is found under %s', (name, letter) => {
  expect(letterOf(name)).toBe(letter)
})
