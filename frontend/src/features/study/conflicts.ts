import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, ref, toValue, watch, type MaybeRefOrGetter } from 'vue'
import { api, read, type Schemas } from '@/shared/api/client'

export type Conflict = Schemas['SessionConflict']
export interface Proposal {
  branch: string[]
  from: string
  to: string
  presenter?: string
  place?: string
  except?: string
}

/** A value that follows once it has been still for a while: nothing is asked with every letter typed. */
export function useSettled<T>(source: () => T, wait = 400) {
  const settled = ref(source())
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(
    source,
    (now) => {
      clearTimeout(timer)
      timer = setTimeout(() => (settled.value = now as typeof settled.value), wait)
    },
    { deep: true },
  )
  return settled
}

/** What is at the time of a session that is about to be planned or moved. */
export function useConflicts(proposal: MaybeRefOrGetter<Proposal | undefined>) {
  const asked = useSettled(() => JSON.stringify(toValue(proposal) ?? null))
  const found = useQuery({
    queryKey: computed(() => ['session-conflicts', asked.value]),
    queryFn: () =>
      read(
        api.GET('/api/v1/study-session-conflicts', {
          params: { query: JSON.parse(asked.value) as Proposal },
        }),
      ),
    enabled: computed(() => asked.value !== 'null'),
    placeholderData: keepPreviousData,
  })
  return computed(() => (asked.value === 'null' ? [] : (found.data.value?.items ?? [])))
}

/** Places and presenters of earlier sessions, to choose from. */
export function useSuggestions() {
  const earlier = useQuery({
    queryKey: ['sessions', 'suggestions'],
    queryFn: () => read(api.GET('/api/v1/study-sessions', { params: { query: { limit: 100 } } })),
    staleTime: 300_000,
  })
  const of = (field: 'place' | 'presenter') =>
    computed(() => [
      ...new Set((earlier.data.value?.items ?? []).map((s) => s[field]?.trim()).filter((v) => !!v)),
    ])
  return { places: of('place'), presenters: of('presenter') }
}
