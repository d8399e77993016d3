import { expect, test } from 'vitest'
import { alike, differences, merged, sameLines } from './roll'
import { line } from './testing'

const seen = [line('a', null), line('b', null), line('c', null)]

test('two lines are alike by what they say, not by how a time is written', () => {
  const late = line('a', 'LATE', { arrivedAt: '2026-03-03T09:00:00+08:00' })
  expect(alike(late, { ...late, arrivedAt: '2026-03-03T01:00:00Z' })).toBe(true)
  expect(alike(late, { ...late, arrivedAt: '2026-03-03T01:05:00Z' })).toBe(false)
  expect(alike(line('a', 'LEAVE', { leaveReason: '陪护' }), line('a', 'LEAVE'))).toBe(false)
  expect(alike(line('a', 'PRESENT', { leaveReason: '陪护' }), line('a', 'PRESENT'))).toBe(true)
})

test('a roll with one member more is another roll', () => {
  expect(sameLines(seen.slice(1), seen)).toBe(false)
})

test('only the lines that differ are asked about, and not those that one side alone has changed', () => {
  const before = [line('a', 'PRESENT'), line('b', 'PRESENT'), line('c', 'PRESENT'), line('d', 'PRESENT')]
  const mine = [line('a', 'ABSENT'), line('b', 'PRESENT'), line('c', 'ABSENT'), line('d', 'PRESENT')]
  const theirs = [line('a', 'PRESENT'), line('b', 'LEAVE'), line('c', 'LEAVE'), line('d', 'PRESENT')]
  expect(differences(before, mine, theirs).map((d) => [d.memberId, d.settled])).toEqual([
    ['a', 'mine'],
    ['b', 'theirs'],
    ['c', undefined],
  ])
})

test('where both marked an unmarked member differently, a person decides', () => {
  const theirs = [line('a', 'PRESENT'), line('b', 'LEAVE'), line('c', 'PRESENT')]
  const mine = [line('a', 'PRESENT'), line('b', 'ABSENT'), line('c', 'PRESENT')]
  expect(differences(seen, mine, theirs).map((d) => d.settled)).toEqual([undefined])
  expect(merged(mine, theirs, { b: 'mine' }).map((l) => l.status)).toEqual(['PRESENT', 'ABSENT', 'PRESENT'])
  expect(merged(mine, theirs, { b: 'theirs' }).map((l) => l.status)).toEqual(['PRESENT', 'LEAVE', 'PRESENT'])
})

test('the roster is theirs: who left it is not sent, who joined it is', () => {
  const mine = [line('a', 'ABSENT'), line('gone', 'PRESENT')]
  const theirs = [line('a', 'PRESENT'), line('new', 'LEAVE')]
  expect(merged(mine, theirs, { a: 'mine' }).map((l) => `${l.memberId} ${l.status}`)).toEqual([
    'a ABSENT',
    'new LEAVE',
  ])
})
