import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { forget } from './database'

const day = 86_400_000
const id = '01998877-0000-7000-8000-000000000001'
const path = `/api/v1/study-sessions/${id}`
const inDays = (n: number) => new Date(Date.now() + 8 * 3_600_000 + n * day).toISOString().slice(0, 10)

let kept: typeof import('./kept')
let answers: Record<string, { status?: number; body: unknown }>
let online: boolean

beforeEach(async () => {
  vi.resetModules()
  vi.stubGlobal('indexedDB', new IDBFactory())
  vi.stubGlobal('location', { origin: 'http://test' })
  vi.stubGlobal('fetch', async (request: Request) => {
    if (!online) throw new TypeError('Failed to fetch')
    const { pathname, search } = new URL(request.url)
    const found = answers[pathname + search] ?? { status: 404, body: {} }
    return Response.json(found.body, { status: found.status ?? 200, headers: { ETag: '"1"' } })
  })
  online = true
  answers = {
    '/api/v1/me': me('me', 'SECRETARY'),
    [path]: { body: { id, date: inDays(1), startsAt: '', state: 'PLANNED', title: '学习' } },
    [`${path}/attendance`]: { body: { entries: [{ name: '陈志强' }] } },
    [`${path}/minutes`]: { body: { text: '发言' } },
  }
  kept = await import('./kept')
})
afterEach(() => {
  forget()
  vi.unstubAllGlobals()
})

const me = (accountId: string, role: string) => ({ body: { accountId, grants: [{ role }] } })
const get = (at: string) => kept.fetchOrKept(new Request(`http://test${at}`))

async function openEverything() {
  for (const at of ['/api/v1/me', path, `${path}/attendance`, `${path}/minutes`]) await get(at)
}

test('without a connection, a session that was opened and its roll are still there', async () => {
  await openEverything()
  expect(kept.readAt.value).toBeUndefined()
  online = false
  const roll = await get(`${path}/attendance`)
  expect(await roll.json()).toEqual({ entries: [{ name: '陈志强' }] })
  expect(roll.headers.get('ETag')).toBe('"1"')
  expect(kept.readAt.value).toBeGreaterThan(0)
  expect((await kept.keptSessions()).map((s) => s.title)).toEqual(['学习'])
})

test('after the app was started without a connection, its owner is still known', async () => {
  await openEverything()
  vi.resetModules()
  kept = await import('./kept')
  online = false
  expect(await (await get('/api/v1/me')).json()).toMatchObject({ accountId: 'me' })
  expect((await get(path)).status).toBe(200)
})

test('nothing else is kept', async () => {
  await openEverything()
  online = false
  await expect(get(`${path}/minutes`)).rejects.toThrow()
})

test('a session that is far off is not kept, nor is its roll', async () => {
  answers[path] = { body: { id, date: inDays(9), state: 'HELD' } }
  await openEverything()
  online = false
  await expect(get(path)).rejects.toThrow()
  await expect(get(`${path}/attendance`)).rejects.toThrow()
})

test('who takes no rolls keeps nothing', async () => {
  answers['/api/v1/me'] = me('me', 'MEMBER')
  await openEverything()
  online = false
  for (const at of ['/api/v1/me', path]) await expect(get(at)).rejects.toThrow()
})

test('another account sees nothing of it, and it goes', async () => {
  await openEverything()
  answers['/api/v1/me'] = me('other', 'SECRETARY')
  await get('/api/v1/me')
  online = false
  await expect(get(path)).rejects.toThrow()
  expect(await (await get('/api/v1/me')).json()).toMatchObject({ accountId: 'other' })
})

test('signing out leaves nothing', async () => {
  await openEverything()
  await kept.forgetKept()
  online = false
  for (const at of ['/api/v1/me', path]) await expect(get(at)).rejects.toThrow()
})

test('an ended session on the service ends it on the device', async () => {
  await openEverything()
  answers['/api/v1/me'] = { status: 401, body: {} }
  await get('/api/v1/me')
  online = false
  await expect(get('/api/v1/me')).rejects.toThrow()
})

test('nothing is shown after fourteen days, nor where the clock was set back far', async () => {
  await openEverything()
  expect(await kept.find(path, Date.now() + 13 * day)).toBeDefined()
  expect(await kept.find(path, Date.now() + 14 * day)).toBeUndefined()
  expect(await kept.find(path, Date.now() - 2 * day)).toBeUndefined()
  await kept.tidy(Date.now() + 14 * day)
  expect(await kept.find(path)).toBeUndefined()
})

test('what is out of reach by now is not shown from before', async () => {
  await openEverything()
  answers[path] = { status: 404, body: {} }
  expect((await get(path)).status).toBe(404)
  online = false
  await expect(get(path)).rejects.toThrow()
})

test('the page of a gate in front of the network is no answer', async () => {
  await openEverything()
  vi.stubGlobal('fetch', async () => new Response('<html>', { headers: { 'Content-Type': 'text/html' } }))
  expect(await (await get(path)).json()).toMatchObject({ title: '学习' })
})

test('a session that is recorded as held here is shown as held', async () => {
  await openEverything()
  online = false
  await kept.foresee(id, { state: 'HELD' })
  expect(await (await get(path)).json()).toMatchObject({ state: 'HELD', title: '学习' })
})

test('where storage is forbidden the service is asked all the same', async () => {
  vi.stubGlobal('indexedDB', {
    open: () => {
      throw new DOMException('no', 'SecurityError')
    },
  })
  forget()
  await openEverything()
  expect((await get(path)).status).toBe(200)
})
