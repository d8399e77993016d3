import { onBeforeUnmount, ref } from 'vue'

/** Whether the window has room for columns, as `lg:` has it. */
export function useWide() {
  const query = window.matchMedia('(min-width: 64rem)')
  const wide = ref(query.matches)
  const follow = (event: MediaQueryListEvent) => (wide.value = event.matches)
  query.addEventListener('change', follow)
  onBeforeUnmount(() => query.removeEventListener('change', follow))
  return wide
}
