import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { api, read } from './api/client'

/** The campaign that began last, with its questions and phases. */
export function useCampaign() {
  const query = useQuery({
    queryKey: ['campaign', 'current'],
    queryFn: async () => {
      const list = await read(api.GET('/api/v1/campaigns', { params: { query: { limit: 1 } } }))
      const id = list.items[0]?.id
      return id ? read(api.GET('/api/v1/campaigns/{id}', { params: { path: { id } } })) : null
    },
    staleTime: 300_000,
  })
  return { ...query, campaign: computed(() => query.data.value ?? undefined) }
}
