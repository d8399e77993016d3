import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/** A filter that is kept in the page's address, so that a link or a reload shows the same list. */
export function useAddress(name: string) {
  const route = useRoute()
  const router = useRouter()
  return computed({
    get: () => (typeof route.query[name] === 'string' ? route.query[name] : undefined),
    set: (value: string | undefined) =>
      void router.replace({ query: { ...route.query, [name]: value || undefined } }),
  })
}
