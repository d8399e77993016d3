import { onMounted, onUnmounted, ref } from 'vue'

const hour = 3_600_000

/** Keeps the page on the device, and says when a newer one is ready. It comes when somebody asks for it. */
export function useNewVersion() {
  const ready = ref(false)
  let registration: ServiceWorkerRegistration | undefined
  let asked = false
  let timer: ReturnType<typeof setInterval> | undefined

  const look = () => document.visibilityState === 'visible' && void registration?.update().catch(() => {})
  const changed = () => asked && location.reload()

  function watch(worker: ServiceWorker | null) {
    const seen = () => (ready.value = worker?.state === 'installed' && !!navigator.serviceWorker.controller)
    seen()
    worker?.addEventListener('statechange', seen)
  }

  onMounted(async () => {
    if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
    navigator.serviceWorker.addEventListener('controllerchange', changed)
    document.addEventListener('visibilitychange', look)
    timer = setInterval(look, hour)
    try {
      registration = await navigator.serviceWorker.register('/sw.js')
      if (registration.waiting) watch(registration.waiting)
      registration.addEventListener('updatefound', () => watch(registration?.installing ?? null))
    } catch {
      // Not from a secure place, or forbidden: the page works with a connection only.
    }
  })
  onUnmounted(() => {
    navigator.serviceWorker?.removeEventListener('controllerchange', changed)
    document.removeEventListener('visibilitychange', look)
    clearInterval(timer)
  })

  /** Takes the new version. Where words are not saved, the browser asks before it leaves the page. */
  function take() {
    asked = true
    if (registration?.waiting) registration.waiting.postMessage({ type: 'SKIP_WAITING' })
    else location.reload()
  }

  return { ready, take }
}
