import { expect, test } from 'vitest'
import { sessionOf } from './checkInCode'

test('a code tells which session it is of, so that the page can name it before anything is sent', () => {
  expect(sessionOf('AZwN3nqAcACAAAAAAACgAQcb6cYVn3a2XkQ1d0Rj8nU')).toBe(
    '019c0dde-7a80-7000-8000-00000000a001',
  )
})

test('what is no code names no session', () => {
  expect(sessionOf('x')).toBeUndefined()
  expect(sessionOf('!!!!!!!!!!!!!!!!!!!!!!!!')).toBeUndefined()
})
