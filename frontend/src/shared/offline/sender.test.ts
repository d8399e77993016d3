import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Refused } from '@/shared/api/refused'
import type { Change } from './change'
import { forget } from './database'
import * as queue from './queue'
import { sendAll } from './sender'
import { holdChange, line, rollChange, service } from './testing'

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory())
  vi.stubGlobal('navigator', { onLine: true })
})
afterEach(() => {
  forget()
  vi.unstubAllGlobals()
})

async function states(account = 'me') {
  return (await queue.changesOf(account)).map((c) => `${c.kind} ${c.session} ${c.state}`)
}
async function write(...changes: Change[]) {
  for (const change of changes) await queue.put(change)
}

test('what waits is sent in the order of making', async () => {
  const { state, wire } = service()
  await write(holdChange(), rollChange())
  await sendAll('me', wire)
  expect(state.done).toEqual(['hold s1', 'roll s1'])
  expect(await states()).toEqual(['hold s1 sent', 'roll s1 sent'])
})

test('the order is that of making, whatever the clock of the device says', async () => {
  const { state, wire } = service()
  await write(holdChange({ at: Date.now() }), rollChange({ at: Date.now() - 3_600_000 }))
  await sendAll('me', wire)
  expect(state.done).toEqual(['hold s1', 'roll s1'])
})

test('without a connection everything waits, and nothing is lost', async () => {
  const { state, wire } = service()
  state.online = false
  await write(rollChange())
  await expect(sendAll('me', wire)).rejects.toThrow()
  expect(await states()).toEqual(['roll s1 waiting'])
  state.online = true
  await sendAll('me', wire)
  expect(await states()).toEqual(['roll s1 sent'])
})

test('a lost answer does not take the roll twice', async () => {
  const { state, wire } = service()
  state.lose = 1
  await write(rollChange())
  await sendAll('me', wire)
  expect(await states()).toEqual(['roll s1 waiting'])
  await sendAll('me', wire)
  expect(state.done).toEqual(['roll s1'])
  expect(await states()).toEqual(['roll s1 sent'])
})

test('a lost answer that nobody keeps any more is known by what stands', async () => {
  const { state, wire } = service()
  state.lose = 2
  state.forgetful = true
  await write(holdChange(), rollChange({ session: 's2' }))
  for (let i = 0; i < 4; i++) await sendAll('me', wire)
  expect(state.done).toEqual(['hold s1', 'roll s2'])
  expect(await states()).toEqual(['hold s1 sent', 'roll s2 sent'])
})

test('somebody else took the roll meanwhile: nothing is overwritten, both are kept to compare', async () => {
  const { state, wire, take } = service()
  take('王秀兰', [line('a', 'LEAVE'), line('b', 'ABSENT')])
  await write(rollChange())
  await sendAll('me', wire)
  expect(state.done).toEqual([])
  const [conflict] = await queue.changesOf('me')
  expect(conflict).toMatchObject({ state: 'conflict', theirs: { takenBy: '王秀兰', etag: '"1"' } })
  expect(conflict).toMatchObject({ lines: rollChange().lines })
})

test('somebody else took the same roll: it has arrived', async () => {
  const { state, wire, take } = service()
  take('王秀兰', rollChange().lines)
  await write(rollChange())
  await sendAll('me', wire)
  expect(state.done).toEqual([])
  expect(await states()).toEqual(['roll s1 sent'])
})

test('a newer version that says what was seen is in nobody’s way', async () => {
  const { state, wire } = service()
  state.version = 3
  state.roll = { ...state.roll, etag: '"3"' }
  await write(rollChange())
  await sendAll('me', wire)
  expect(state.done).toEqual(['roll s1'])
})

test('what is refused keeps its words and holds up its own session only', async () => {
  const { state, wire } = service()
  const problem = { status: 422, title: '考勤不全', errors: [] }
  state.refusal = new Refused(422, problem)
  await write(rollChange(), holdChange(), holdChange({ session: 's2' }))
  await sendAll('me', wire)
  expect(await states()).toEqual(['roll s1 refused', 'hold s1 waiting', 'hold s2 sent'])
  expect((await queue.changesOf('me'))[0]!.problem).toEqual(problem)
})

test.each([429, 503, 401])('an answer of %i is no refusal: it is sent again', async (status) => {
  const { state, wire } = service()
  state.refusal = new Refused(status, { status })
  await write(rollChange())
  await sendAll('me', wire)
  expect(await states()).toEqual(['roll s1 waiting'])
})

test('what was being sent when the page went away is sent again, once', async () => {
  const { state, wire } = service()
  const change = rollChange()
  await wire.takeRoll(change, '"0"')
  await write({ ...change, state: 'sending' })
  await sendAll('me', wire)
  expect(state.done).toEqual(['roll s1'])
  expect(await states()).toEqual(['roll s1 sent'])
})

test('two senders at once send once', async () => {
  const { state, wire } = service()
  await write(rollChange(), holdChange({ session: 's2' }))
  state.forgetful = true
  await Promise.all([sendAll('me', wire), sendAll('me', wire)])
  expect(state.done).toEqual(['roll s1', 'hold s2'])
})

test('nobody sends or sees what another account made on the same device', async () => {
  const { state, wire } = service()
  await write(rollChange({ account: 'other' }))
  await sendAll('me', wire)
  expect(state.done).toEqual([])
  expect(await states('me')).toEqual([])
  expect(await states('other')).toEqual(['roll s1 waiting'])
})

test('when somebody else has signed in meanwhile, the page of the first sends nothing', async () => {
  const { state, wire } = service()
  state.account = 'other'
  await write(rollChange())
  await sendAll('me', wire)
  expect(state.done).toEqual([])
  expect(await states()).toEqual(['roll s1 waiting'])
})

test('what was dropped while others were sent stays unsent', async () => {
  const { state, wire } = service()
  await write(holdChange({ session: 's1' }))
  const n = await queue.put(rollChange({ session: 's2' }))
  const held = wire.hold
  wire.hold = async (change) => {
    await queue.drop(n)
    return held(change)
  }
  await sendAll('me', wire)
  expect(state.done).toEqual(['hold s1'])
})

test('what has arrived keeps nobody’s name, and goes after a day', async () => {
  const { wire } = service()
  await write(rollChange())
  await sendAll('me', wire)
  expect(JSON.stringify(await queue.changesOf('me'))).not.toContain('名a')
  await queue.sweep('me', Date.now() + 2 * 86_400_000)
  expect(await states()).toEqual([])
})

test('what has not arrived stays, however old it is', async () => {
  await write(rollChange({ at: 0 }))
  await queue.sweep('me')
  expect(await states()).toEqual(['roll s1 waiting'])
})
