import { computed, ref } from 'vue'
import { Refused, type Problem } from '@/shared/api/client'
import type { Change, NewChange } from './change'
import { deliver } from './deliver'
import { foresee, forgetKept } from './kept'
import * as queue from './queue'
import { alone, sendAll } from './sender'
import { wire } from './wire'

/** What became of a change that somebody made. */
export type Made = 'sent' | 'waiting' | 'conflict'

const changes = ref<Change[]>([])
const sending = ref(false)
/** Storage is full or forbidden: what cannot be sent at once is not kept. */
const unkept = ref(false)
const unsent = computed(() => changes.value.filter((c) => c.state !== 'sent'))
let account: string | undefined
const tabs = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('zhixing.changes')
if (tabs) tabs.onmessage = () => void look()

/** The changes that somebody has made on this device and that the service does not have yet. */
export function useOutbox() {
  return { changes, unsent, sending, unkept, submit, replace, drop, sendNow }
}

/** How much would stay behind on this device. */
export const unsentCount = () => unsent.value.length

/** From now on this account's changes are seen and sent, and nobody else's. */
export async function belongTo(now: string | undefined) {
  account = now
  changes.value = []
  if (!now) return
  await queue.sweep(now).catch(() => {})
  await look()
  await sendNow()
}

/**
 * Writes a change down and sends it. Without a connection it waits. What the service refuses is thrown and not kept:
 * the form still has it. Where nothing can be written down it is sent all the same, and fails loudly.
 */
async function submit(made: NewChange): Promise<Made> {
  if (!account) throw new TypeError('nobody is signed in')
  const change = { ...made, account, at: Date.now(), state: 'waiting', tries: 0 } as Change
  const n = await queue.put(change).catch(() => undefined)
  unkept.value = n === undefined
  if (n === undefined) return direct(change)
  await look()
  await sendNow()
  const now = await queue.change(n)
  if (now?.state === 'refused') {
    await drop(n)
    throw refusal(now.problem ?? {})
  }
  if (now?.state === 'waiting' && now.kind === 'hold') {
    await foresee(now.session, { state: 'HELD', startsAt: now.heldFrom, endsAt: now.heldTo })
  }
  return now?.state === 'conflict' ? 'conflict' : now && now.state !== 'sent' ? 'waiting' : 'sent'
}

async function direct(change: Change): Promise<Made> {
  const outcome = await deliver(change, wire)
  if (outcome.state === 'refused') throw refusal(outcome.problem)
  if (outcome.state !== 'sent') throw new TypeError('not sent and not kept')
  return 'sent'
}

const refusal = (problem: Partial<Problem>) => new Refused(problem.status ?? 422, problem)

/** Puts another form of a change in its place, as a request of its own, unless it has gone by now. */
function replace(change: Change) {
  return alone(async () => {
    const now = change.n === undefined ? undefined : await queue.change(change.n)
    if (now?.state === 'sent') return
    await queue.put({ ...change, state: 'waiting', tries: 0, at: Date.now(), problem: undefined })
  }).then(look)
}

async function drop(n: number) {
  await alone(() => queue.drop(n))
  await look()
}

async function sendNow() {
  if (!account) return
  sending.value = true
  try {
    await sendAll(account, wire, () => void look())
  } catch {
    // No connection: everything waits.
  } finally {
    sending.value = false
    await look()
  }
}

async function look() {
  if (!account) return
  const whose = account
  try {
    const found = await queue.changesOf(whose)
    if (whose === account) changes.value = found
    if (tabs) told(found)
  } catch {
    unkept.value = true
  }
}

/** Other tabs look too, when there is something new to see. */
let last = ''
function told(found: Change[]) {
  const now = found.map((c) => `${c.n}${c.state}${c.id}`).join()
  if (now === last) return
  last = now
  tabs?.postMessage('')
}

/** Leaves nothing to read on this device. What has not been sent stays for its maker. */
export async function leaveDevice() {
  account = undefined
  changes.value = []
  await forgetKept().catch(() => {})
}
