import { useQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { api, readWithEtag, Refused, type Schemas } from '@/shared/api/client'

/** The ballot box of a review; nothing where none was opened. */
export function useBallotBox(review: Ref<string>) {
  const query = useQuery({
    queryKey: computed(() => ['ballot-box', review.value, 'etag']),
    queryFn: async () => {
      try {
        return await readWithEtag(
          api.GET('/api/v1/reviews/{id}/ballot-box', { params: { path: { id: review.value } } }),
        )
      } catch (error) {
        if (error instanceof Refused && error.status === 404) return null
        throw error
      }
    },
    refetchInterval: (q) => (q.state.data?.data.state === 'OPEN' ? 15_000 : false),
  })
  return {
    ...query,
    box: computed(() => query.data.value?.data),
    etag: computed(() => query.data.value?.etag),
  }
}

/** What a question is about, in words. */
export function useAsked() {
  const { t } = useI18n()
  return (q: Schemas['BallotQuestion']) => {
    const who = q.member?.name ?? t('appraisal.reviews.theBranch')
    if (q.criterion) return `${who}：${q.criterion}`
    return q.member ? who : `${who}（${t('appraisal.ballot.overall')}）`
  }
}
