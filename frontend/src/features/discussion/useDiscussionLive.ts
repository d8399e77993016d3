import { useQueryClient } from '@tanstack/vue-query'
import type { Ref } from 'vue'
import { useLive } from '@/shared/useLive'

/** What the parts of the page read anew when something of the kind has changed, by the first word of their keys. */
const concerns: Record<string, string[]> = {
  CONTRIBUTION: ['discussion', 'coverage', 'waiting', 'contribution-versions'],
  VOTE: ['tallies'],
  REQUIREMENT: ['requirements', 'requirement', 'requirement-sources', 'requirement-versions', 'waiting'],
}

/** Keeps the page of a discussion as it is on the service; `renew` is told which contributions have changed. */
export function useDiscussionLive(id: Ref<string>, renew: (contributions?: string[]) => void) {
  const cache = useQueryClient()
  useLive(
    () => `/api/v1/discussions/${id.value}/events`,
    (changes) => {
      const kinds = new Set(changes?.map((c) => c.kind))
      const all = !changes || [...kinds].some((kind) => !concerns[kind])
      const words = new Set([...kinds].flatMap((kind) => concerns[kind] ?? []))
      void cache.invalidateQueries({
        predicate: ({ queryKey }) => queryKey.includes(id.value) && (all || words.has(String(queryKey[0]))),
      })
      const contributions = changes?.filter((c) => c.kind === 'CONTRIBUTION').flatMap((c) => c.id ?? [])
      if (!contributions || contributions.length > 0) renew(contributions)
    },
  )
}
