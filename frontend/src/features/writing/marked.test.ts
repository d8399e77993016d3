import { expect, test } from 'vitest'
import { marked } from './marked'

test('places count code points, and overlapping marks are one', () => {
  const parts = marked('𠮷田村清淤', [
    { from: 1, to: 3 },
    { from: 2, to: 4 },
  ])
  expect(parts.map((p) => p.text)).toEqual(['𠮷', '田村', '清', '淤'])
  expect(parts.map((p) => p.marked)).toEqual([false, true, true, false])
})

test('a text without marks stays whole', () => {
  expect(marked('清淤', [])).toEqual([{ text: '清淤', marked: false }])
})
