import { computed, ref } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import { api, read, type Schemas } from './api/client'

type Role = Schemas['Role']

/** Whether the sign-in window stands over the page. */
export const asking = ref(false)

/** Who is signed in and what they may do somewhere. */
export function useMe() {
  const query = useQuery({
    queryKey: ['me'],
    queryFn: () => read(api.GET('/api/v1/me')),
    retry: false,
    staleTime: 60_000,
  })
  const can = (...roles: Role[]) => query.data.value?.grants.some((g) => roles.includes(g.role)) ?? false
  const home = computed(() => query.data.value?.grants[0]?.organization)
  return { ...query, me: query.data, can, home }
}
