import { onBeforeUnmount, onMounted, toValue, watch, type MaybeRefOrGetter } from 'vue'
import type { Schemas } from './api/client'

type LiveEvent = Schemas['LiveEvent']

/** How often is read anew where no stream can be held, in milliseconds. */
const pollEvery = 30_000
/** What comes within so short a time is told at once, in milliseconds. */
const gatherFor = 250

/**
 * Tells what changes on the service while the page is looked at: `hear` gets the changes gathered so far, or nothing
 * where some may have been missed and everything is to be read anew. A stream takes one of the browser's few
 * connections, so it is held only as long as the page is visible.
 */
export function useLive(
  address: MaybeRefOrGetter<string | undefined>,
  hear: (changes?: LiveEvent[]) => void,
) {
  let stream: EventSource | undefined
  let poll: ReturnType<typeof setTimeout> | undefined
  let gathering: ReturnType<typeof setTimeout> | undefined
  let gathered: LiveEvent[] = []
  let missed = false

  function gather(change: LiveEvent) {
    gathered.push(change)
    gathering ??= setTimeout(tell, gatherFor)
  }

  function tell() {
    clearTimeout(gathering)
    gathering = undefined
    const changes = gathered
    gathered = []
    hear(changes.some((c) => c.kind === 'REFETCH') ? undefined : changes)
  }

  function open() {
    const url = toValue(address)
    if (!url || stream || document.hidden) return
    const opened = new EventSource(url)
    stream = opened
    opened.onopen = () => {
      clearTimeout(poll)
      if (missed) hear()
      missed = true // From the second time on.
    }
    opened.onmessage = (message: MessageEvent<string>) => gather(JSON.parse(message.data) as LiveEvent)
    opened.onerror = () => {
      if (opened.readyState !== EventSource.CLOSED) return // It tries again by itself.
      close()
      poll = setTimeout(() => {
        hear()
        open()
      }, pollEvery)
    }
  }

  function close() {
    clearTimeout(poll)
    stream?.close()
    stream = undefined
  }

  function look() {
    if (document.hidden) close()
    else open()
  }

  onMounted(() => {
    open()
    document.addEventListener('visibilitychange', look)
  })
  onBeforeUnmount(() => {
    document.removeEventListener('visibilitychange', look)
    clearTimeout(gathering)
    close()
  })
  watch(
    () => toValue(address),
    () => {
      close()
      missed = false
      open()
    },
  )
}
