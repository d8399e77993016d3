import { ref } from 'vue'
import type { Schemas } from '@/shared/api/client'
import { database, type Kept } from './database'

type Me = Schemas['Me']
type Session = Schemas['StudySession']

const day = 86_400_000
/** How long anything is kept. */
export const life = 14 * day
/** How many days before and after its own a session can be opened without a connection. */
export const window = 7
/** How long an answer may take before the kept one is shown, in milliseconds. */
const patience = 8_000
/** The device's own entry: who works on it. */
const device = '*'
const mePath = '/api/v1/me'
const list = '/api/v1/study-sessions'
const session = /^\/api\/v1\/study-sessions\/[0-9a-f-]{36}$/
const roll = /^(\/api\/v1\/study-sessions\/[0-9a-f-]{36})\/attendance(\?.*)?$/
const roles = ['SECRETARY', 'RECORDER', 'OFFICE']

/** When what the page shows was read, while it comes from this device and not from the service. */
export const readAt = ref<number>()

/** Counts what has been kept since the page was opened. */
export const keptSince = ref(0)

/** Whose answers are kept: whoever takes rolls, once the service has said who they are. */
let owner: string | undefined

const may = (path: string) => path === mePath || path === list || session.test(path) || roll.test(path)

/** Asks the service; without a connection, what it said before is the answer. */
export async function fetchOrKept(request: Request): Promise<Response> {
  const path = pathOf(request.url)
  if (request.method !== 'GET' || !may(path)) return fetch(request)
  const asked = fetch(request)
  asked.catch(() => {})
  const kept = await find(path)
  try {
    const answer = await (kept ? Promise.race([asked, late()]) : asked)
    // A gate in front of the network answers with a page of its own.
    if (answer.ok && !answer.headers.get('Content-Type')?.includes('json')) throw new TypeError('no data')
    readAt.value = undefined
    await remember(path, answer.clone()).catch(() => {})
    return answer
  } catch (failure) {
    if (!kept) throw failure
    if (path === mePath) owner = (JSON.parse(kept.body) as Me).accountId
    readAt.value = kept.at
    return new Response(kept.body, {
      headers: { 'Content-Type': 'application/json', ...(kept.etag ? { ETag: kept.etag } : {}) },
    })
  }
}

/** What may be seen without a connection on this device: nobody's but the owner's, and not for longer than agreed. */
export async function find(path: string, now = Date.now()): Promise<Kept | undefined> {
  const account = path === mePath ? device : owner
  if (!account) return undefined
  try {
    const kept = await (await database()).get('kept', [account, path])
    return kept && now - kept.at < life && kept.at - now < day ? kept : undefined
  } catch {
    return undefined
  }
}

/** The sessions whose roll can be taken without a connection, by time. */
export async function keptSessions(): Promise<Session[]> {
  if (!owner) return []
  const mine = await (await database()).getAll('kept', IDBKeyRange.bound([owner], [owner, []]))
  const rolls = new Set(mine.map((k) => roll.exec(k.path)?.[1]))
  return mine
    .filter((k) => rolls.has(k.path))
    .map((k) => JSON.parse(k.body) as Session)
    .filter((s) => s.state !== 'CANCELLED')
    .sort((a, b) => a.startsAt.localeCompare(b.startsAt))
}

/** What the service will say of a session once a change that waits here has arrived. */
export async function foresee(id: string, known: Partial<Session>) {
  const path = `${list}/${id}`
  const kept = await find(path)
  if (!kept) return
  const body = JSON.stringify({ ...(JSON.parse(kept.body) as Session), ...known })
  await (await database()).put('kept', { ...kept, body })
}

/** Leaves nothing of what was kept for reading. */
export async function forgetKept() {
  owner = undefined
  await (await database()).clear('kept')
}

/** Forgets what is too old, and sessions that are too far off. */
export async function tidy(now = Date.now()) {
  const db = await database()
  for (const k of await db.getAll('kept')) {
    const far = session.test(k.path) && !near(JSON.parse(k.body) as Session, now)
    if (now - k.at >= life || far) await db.delete('kept', [k.account, k.path])
    if (far) await db.delete('kept', [k.account, `${k.path}/attendance`])
  }
}

async function remember(path: string, answer: Response) {
  if (!answer.ok) {
    if (path === mePath && answer.status === 401) await forgetKept()
    else if ([401, 403, 404].includes(answer.status) && owner)
      await (await database()).delete('kept', [owner, path])
    return
  }
  const body = await answer.text()
  if (path === mePath) await own(JSON.parse(body) as Me)
  const account = path === mePath ? device : owner
  if (!owner || !account || !(await wanted(path, body))) return
  const etag = answer.headers.get('ETag')
  await (await database()).put('kept', { account, path, body, etag, at: Date.now() })
  keptSince.value++
}

/** Whoever is signed in now owns what is kept; what was another's goes. */
async function own(me: Me) {
  const before = owner
  owner = me.grants.some((g) => roles.includes(g.role)) ? me.accountId : undefined
  if (before === owner && owner) return
  const db = await database()
  for (const key of await db.getAllKeys('kept')) if (key[0] !== owner) await db.delete('kept', key)
}

async function wanted(path: string, body: string) {
  if (session.test(path)) return near(JSON.parse(body) as Session)
  const of = roll.exec(path)?.[1]
  return !of || !!(await find(of))
}

function near({ date }: Session, now = Date.now()) {
  return Math.abs(Date.parse(`${date}T12:00:00+08:00`) - now) <= (window + 0.5) * day
}

function pathOf(url: string) {
  const { pathname, search } = new URL(url, location.origin)
  return pathname + search
}

const late = () =>
  new Promise<Response>((_, fail) => setTimeout(() => fail(new TypeError('no answer in time')), patience))
