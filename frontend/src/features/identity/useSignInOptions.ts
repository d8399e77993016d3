import { useQuery } from '@tanstack/vue-query'
import { api, read } from '@/shared/api/client'

/** The ways to sign in besides name and password; they do not change while the page is open. */
export function useSignInOptions() {
  return useQuery({
    queryKey: ['sign-in-options'],
    queryFn: () => read(api.GET('/api/v1/session/options')),
    staleTime: Infinity,
  }).data
}
