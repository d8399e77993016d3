import { describe, expect, it } from 'vitest'
import { blank, series } from './planning'

describe('what is sent of a series', () => {
  it('passes over busy half-days unless told otherwise', () => {
    expect(series(blank(), 'c').skipBusy).toBe(true)
    expect(series({ ...blank(), skipBusy: false }, 'c').skipBusy).toBe(false)
  })
  it('ends after a number or on a day, never both', () => {
    expect(series(blank(), 'c')).toMatchObject({ count: 6, until: null })
    expect(series({ ...blank(), ends: 'until', until: '2026-03-22' }, 'c')).toMatchObject({
      count: null,
      until: '2026-03-22',
    })
  })
})
