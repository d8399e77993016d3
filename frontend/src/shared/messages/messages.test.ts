import { expect, test } from 'vitest'
import { en } from './en'
import { zh } from './zh'

function keys(tree: object, prefix = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'object' ? keys(value, `${prefix}${key}.`) : [`${prefix}${key}`],
  )
}

test('every word is said in both languages', () => {
  expect(keys(en)).toEqual(keys(zh))
})

test('no Chinese is left in the English words', () => {
  const left = JSON.stringify({ ...en, sign: { ...en.sign, language: '' } }).match(/\p{Script=Han}/u)
  expect(left).toBeNull()
})
