import { expect, test } from 'vitest'
import { keyed } from './sheetKeys'

test('a number is a line, and a time after it makes somebody late', () => {
  expect(keyed('7')).toEqual({ number: 7 })
  expect(keyed(' 12 915 ')).toEqual({ number: 12, at: '09:15' })
  expect(keyed('12 9:15')).toEqual({ number: 12, at: '09:15' })
  expect(keyed('3 14：05')).toEqual({ number: 3, at: '14:05' })
})

test('what cannot be read is no line', () => {
  for (const text of ['', 'a', '7 9', '7 2560', '7 0960', '1 2 3']) expect(keyed(text)).toBeUndefined()
})
