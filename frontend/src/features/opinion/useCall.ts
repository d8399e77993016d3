import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { useRoute } from 'vue-router'
import { api, readWithEtag } from '@/shared/api/client'

/** The call that the page's address names. */
export function useCall() {
  const route = useRoute()
  const id = computed(() => String(route.params.id))
  const query = useQuery({
    queryKey: computed(() => ['opinion-call', id.value]),
    queryFn: () =>
      readWithEtag(api.GET('/api/v1/opinion-calls/{id}', { params: { path: { id: id.value } } })),
  })
  return {
    ...query,
    id,
    call: computed(() => query.data.value?.data),
    etag: computed(() => query.data.value?.etag),
  }
}
