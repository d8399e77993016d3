import { useQueries } from '@tanstack/vue-query'
import { computed } from 'vue'
import { api, read } from '@/shared/api/client'
import { useMe } from '@/shared/me'

/** Whether the caller reads the record at the top of a tree: checks concern the whole house. */
export function useTop() {
  const { me } = useMe()
  const ids = computed(
    () =>
      me.value?.grants
        .filter((g) => g.role === 'ADMIN' || g.role === 'AUDITOR')
        .map((g) => g.organization.id) ?? [],
  )
  const places = useQueries({
    queries: computed(() =>
      [...new Set(ids.value)].map((id) => ({
        queryKey: ['organization', id],
        queryFn: () => read(api.GET('/api/v1/organizations/{id}', { params: { path: { id } } })),
      })),
    ),
  })
  return computed(() => places.value.some((p) => p.data?.ancestors.length === 0))
}
