import { computed } from 'vue'
import { useMe } from '@/shared/me'
import { useAddress } from '@/shared/useAddress'

/** The branch that a page is about: the one in the address, or the caller's own. Whoever has none chooses. */
export function useOwnBranch() {
  const { home } = useMe()
  const named = useAddress('organization')
  const own = computed(() => (home.value?.kind === 'BRANCH' ? home.value.id : undefined))
  const branch = computed({
    get: () => named.value ?? own.value,
    set: (id) => (named.value = id),
  })
  return { branch, chooses: computed(() => !own.value) }
}
