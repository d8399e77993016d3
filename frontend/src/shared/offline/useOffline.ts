import { onMounted, onUnmounted, watch, type Ref } from 'vue'
import { useQueryClient } from '@tanstack/vue-query'
import { api, read, type Schemas } from '@/shared/api/client'
import { readAt, tidy, window as days } from './kept'
import { belongTo, useOutbox } from './useOutbox'

const minute = 60_000
/** How many sessions are fetched unasked. */
const ahead = 12

/** Sends what waits whenever that may succeed, and has the rolls that are due at hand. */
export function useOffline(me: Ref<Schemas['Me'] | undefined>) {
  const cache = useQueryClient()
  const { unsent, sendNow } = useOutbox()

  /** Sends what waits; what was shown from this device is read anew. */
  async function catchUp() {
    if (!navigator.onLine) return
    const before = unsent.value.length
    if (before) await sendNow()
    if (!readAt.value && unsent.value.length === before) return
    readAt.value = undefined
    await cache.invalidateQueries()
  }

  watch(
    () => me.value?.accountId,
    async (account) => {
      await belongTo(account)
      await tidy().catch(() => {})
      if (me.value?.grants.some((g) => g.role === 'SECRETARY' || g.role === 'RECORDER')) await fetchDue()
    },
    { immediate: true },
  )

  let timer: ReturnType<typeof setInterval> | undefined
  onMounted(() => {
    window.addEventListener('online', catchUp)
    timer = setInterval(catchUp, minute)
  })
  onUnmounted(() => {
    window.removeEventListener('online', catchUp)
    clearInterval(timer)
  })
}

/** Reads the sessions around today that have no roll yet, so that they are kept. */
async function fetchDue() {
  if (!navigator.onLine) return
  try {
    const query = { from: daysFromNow(-days), to: daysFromNow(days), limit: ahead }
    const { items } = await read(api.GET('/api/v1/study-sessions', { params: { query } }))
    for (const { id, state, rollTaken } of items) {
      if (state === 'CANCELLED' || rollTaken) continue
      const params = { path: { id } }
      await read(api.GET('/api/v1/study-sessions/{id}', { params }))
      await read(api.GET('/api/v1/study-sessions/{id}/attendance', { params }))
    }
  } catch {
    // What could not be fetched is not at hand; nothing else depends on it.
  }
}

/** A day relative to today in Shanghai. */
const daysFromNow = (n: number) =>
  new Date(Date.now() + (8 * 60 + n * 24 * 60) * minute).toISOString().slice(0, 10)
