import { onScopeDispose, ref } from 'vue'

/** Seconds left to wait, counted down to nothing. */
export function useCountdown() {
  const left = ref(0)
  let timer: ReturnType<typeof setInterval> | undefined

  function begin(seconds: number) {
    const end = Date.now() + seconds * 1000
    const count = () => {
      left.value = Math.max(0, Math.ceil((end - Date.now()) / 1000))
      if (left.value === 0) clearInterval(timer)
    }
    clearInterval(timer)
    timer = setInterval(count, 250)
    count()
  }

  onScopeDispose(() => clearInterval(timer))
  return { left, begin }
}
