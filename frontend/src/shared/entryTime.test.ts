import { describe, expect, it } from 'vitest'
import { EntryClock } from './entryTime'

function clockAt(...times: number[]) {
  let at = 0
  const clock = new EntryClock(() => at)
  for (const time of times) {
    at = time * 1000
    clock.touch()
  }
  return clock
}

describe('the time of entry', () => {
  it('runs while something is typed', () => expect(clockAt(0, 10, 25).seconds).toBe(26))
  it('stands still in a pause of more than a minute', () => expect(clockAt(0, 10, 200, 205).seconds).toBe(17))
  it('is an hour at most', () =>
    expect(clockAt(...Array.from({ length: 200 }, (_, i) => i * 50)).seconds).toBe(3600))
  it('is told once', () => {
    const clock = clockAt(0, 30)
    clock.forget()
    expect(clock.seconds).toBe(0)
  })
})
