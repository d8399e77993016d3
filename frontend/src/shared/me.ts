import { computed, ref } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import { api, read, type Schemas } from './api/client'

type Role = Schemas['Role']

/** The roles of those who carry the campaign; administrators and auditors see none of its contents. */
const working: Role[] = ['OFFICE', 'SUPERVISOR', 'LEADER', 'SECRETARY', 'RECORDER', 'MEMBER']

/** The roles that somebody who holds the first may give, as the service has it. */
const delegates: Partial<Record<Role, GivenRole[]>> = {
  ADMIN: ['SECRETARY', 'RECORDER', 'MEMBER', 'SUPERVISOR', 'LEADER', 'OFFICE', 'ADMIN', 'AUDITOR'],
  OFFICE: ['SECRETARY', 'RECORDER', 'MEMBER', 'SUPERVISOR', 'LEADER', 'OFFICE'],
  SECRETARY: ['RECORDER', 'MEMBER'],
}
type GivenRole = Schemas['NewRoleGrant']['role']

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
  const works = computed(() => can(...working))
  /** Somebody who reads the record and nothing else. */
  const audits = computed(() => can('AUDITOR') && !can('ADMIN') && !works.value)
  const givable = computed(() => {
    const all = query.data.value?.grants.flatMap((g) => delegates[g.role] ?? []) ?? []
    return (delegates.ADMIN ?? []).filter((role) => all.includes(role))
  })
  return { ...query, me: query.data, can, home, works, audits, givable }
}
