import { onMounted, onUnmounted, watch, type Ref } from 'vue'
import { useQueryClient } from '@tanstack/vue-query'
import { api, read, type Schemas } from '@/shared/api/client'
import { readAt, tidy, window as days } from './kept'
import { belongTo, useOutbox } from './useOutbox'

const minute = 60_000
/** Half of the first pause before something is sent again, in milliseconds. */
const first = 2_500
/** How many sessions are fetched unasked. */
const ahead = 12

/** Sends what waits whenever that may succeed, and has the rolls that are due at hand. */
export function useOffline(me: Ref<Schemas['Me'] | undefined>) {
  const cache = useQueryClient()
  const { unsent, sendNow } = useOutbox()

  let timer: ReturnType<typeof setTimeout> | undefined
  let pause = first

  /** Sends what waits; what was shown from this device is read anew. */
  async function catchUp() {
    const before = unsent.value.length
    if (navigator.onLine && before) await sendNow()
    if (navigator.onLine && (readAt.value || unsent.value.length < before)) {
      readAt.value = undefined
      await cache.invalidateQueries()
    }
    next()
  }

  /** Soon after something could not be sent, then ever more seldom, at least once a minute. */
  function next() {
    const waits = unsent.value.some((c) => c.state === 'waiting')
    pause = waits ? Math.min(2 * pause, minute) : first
    clearTimeout(timer)
    timer = setTimeout(catchUp, waits ? pause : minute)
  }
  watch(() => unsent.value.length, next)

  watch(
    () => me.value?.accountId,
    async (account) => {
      await belongTo(account)
      await tidy().catch(() => {})
      if (me.value?.grants.some((g) => g.role === 'SECRETARY' || g.role === 'RECORDER')) await fetchDue()
    },
    { immediate: true },
  )

  onMounted(() => {
    window.addEventListener('online', catchUp)
    next()
  })
  onUnmounted(() => {
    window.removeEventListener('online', catchUp)
    clearTimeout(timer)
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
