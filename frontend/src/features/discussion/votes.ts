import { useQuery } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { useI18n } from 'vue-i18n'
import { api, read, type Schemas } from '@/shared/api/client'

export type Tally = Schemas['Tally']
export type Choice = Schemas['VoteChoice']
export type VoterLine = Schemas['VoterLine']

export const choices: Choice[] = ['AGREE', 'RESERVE', 'OBJECT']

/** How the votes on a discussion's requirements stand; the page hears of every vote and reads them anew. */
export function useTallies(discussion: MaybeRefOrGetter<Schemas['Discussion'] | undefined>) {
  const query = useQuery({
    queryKey: computed(() => ['tallies', toValue(discussion)?.id]),
    queryFn: () =>
      read(
        api.GET('/api/v1/discussions/{id}/votes', {
          params: { path: { id: toValue(discussion)?.id ?? '' }, query: { limit: 200 } },
        }),
      ),
    enabled: computed(() => !!toValue(discussion)),
  })
  return { ...query, tallies: computed(() => query.data.value?.items ?? []) }
}

/** Everybody who votes on a requirement, with their votes, by name. */
export async function readVoters(requirement: string, choice?: Choice) {
  const voters: VoterLine[] = []
  let cursor: string | undefined
  do {
    const page = await read(
      api.GET('/api/v1/requirements/{id}/votes', {
        params: { path: { id: requirement }, query: { choice, cursor, limit: 200 } },
      }),
    )
    voters.push(...page.items)
    cursor = page.next ?? undefined
  } while (cursor)
  return voters
}

/** What a requirement still lacks, in words. */
export function useLacks() {
  const { t } = useI18n()
  return (tally: Tally) =>
    tally.lacks.map((lack) => {
      if (lack === 'QUORUM') return t('vote.lacksVotes', { n: tally.quorum - tally.voted })
      if (lack === 'AGREEMENT') return t('vote.lacksAgree', { n: tally.agreement - tally.agree })
      return t('vote.lacksAnswers', { n: tally.unanswered })
    })
}

/** Whom a requirement is for, in words; nothing where it is for everybody. */
export function useForWhom() {
  const { t } = useI18n()
  return (r: { forCategory: Schemas['MemberCategory'] | null; forTrade: string | null }) =>
    [r.forCategory && t(`enums.Category.${r.forCategory}`), r.forTrade].filter(Boolean).join(' · ')
}
