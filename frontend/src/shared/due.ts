import { useQuery } from '@tanstack/vue-query'
import { useI18n } from 'vue-i18n'
import { api, read, type Schemas } from './api/client'
import { useMe } from './me'

export type Due = Schemas['Due']

const places: Record<Due['target']['resource'], { path: string; icon: string }> = {
  STUDY_SESSION: { path: '/study/', icon: 'i-lucide-book-open' },
  DISCUSSION: { path: '/discussions/', icon: 'i-lucide-messages-square' },
  RECTIFICATION_ITEM: { path: '/rectification/', icon: 'i-lucide-clipboard-check' },
  STUDY_NOTE: { path: '/writing/notes/', icon: 'i-lucide-notebook-pen' },
  REFLECTION: { path: '/writing/reflections/', icon: 'i-lucide-notebook-pen' },
  LEAVE_REQUEST: { path: '/study/leave/', icon: 'i-lucide-calendar-off' },
  OPINION_QUEUE: { path: '/opinions/', icon: 'i-lucide-message-square-quote' },
  OWN_SELF_ANALYSIS: { path: '/appraisal/analysis?campaign=', icon: 'i-lucide-scale' },
  SELF_ANALYSIS_QUEUE: { path: '/appraisal/analyses?branch=', icon: 'i-lucide-scale' },
  BALLOT_BOX: { path: '/appraisal/reviews/', icon: 'i-lucide-vote' },
  WRITING_QUEUE: { path: '/writing/review?branch=', icon: 'i-lucide-notebook-pen' },
}
const often = 5 * 60_000

/** Where a thing that is due is done. */
export const duePlace = (due: Due) =>
  places[due.target.resource].path + due.target.id + (due.target.resource === 'BALLOT_BOX' ? '/ballot' : '')

export const dueIcon = (due: Due) => places[due.target.resource].icon

/** What it is called; a queue is told by how many wait in it. */
export function useDueTitle() {
  const { t } = useI18n()
  return (due: Due) =>
    due.kind === 'WRITING_TO_REVIEW'
      ? t('writing.toReview', { n: due.title })
      : due.kind === 'OPINIONS_TO_ANSWER'
        ? t('opinion.toAnswer', { n: due.title })
        : due.kind === 'SELF_ANALYSIS_TO_READ'
          ? t('appraisal.analyses.toRead', { n: due.title })
          : due.title
}

/** Tells a thing that is due from every other. */
export const dueKey = (due: Due) => due.kind + due.target.id

/** What waits for who is signed in, read anew from time to time while somebody looks. */
export function useDue() {
  const { works } = useMe()
  return useQuery({
    queryKey: ['due'],
    queryFn: () => read(api.GET('/api/v1/me/due')),
    enabled: works,
    refetchInterval: often,
  })
}
