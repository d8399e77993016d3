import { api, mergePatch, read, readWithEtag, type Schemas } from '@/shared/api/client'
import type { SubmissionKey } from '@/shared/useSend'

export type Analysis = Schemas['SelfAnalysis']

/** What is written, by where it stands: over all, and under each criterion's id. */
export type Words = Record<string, string>

export const colors = {
  DRAFT: 'neutral',
  SUBMITTED: 'info',
  RETURNED: 'warning',
  ACCEPTED: 'success',
} as const

export const wordsOf = (a: Analysis): Words => ({
  text: a.text,
  ...Object.fromEntries(a.answers.map((each) => [each.criterionId, each.text])),
})

const at = (id: string) => ({ params: { path: { id } } })

export const analyses = {
  get: (id: string) => readWithEtag(api.GET('/api/v1/self-analyses/{id}', at(id))),
  begin: (campaignId: string, memberId: string | null, headers: SubmissionKey) =>
    read(api.POST('/api/v1/self-analyses', { headers, body: { campaignId, memberId } })),
  change: (id: string, { text, ...answers }: Words, etag: string) =>
    readWithEtag(
      api.PATCH('/api/v1/self-analyses/{id}', {
        ...at(id),
        headers: { ...mergePatch, 'If-Match': etag },
        body: {
          text,
          answers: Object.entries(answers)
            .filter(([, said]) => said.trim())
            .map(([criterionId, said]) => ({ criterionId, text: said })),
        },
      }),
    ),
  move: (id: string, to: Analysis['state'], comment: string | null, headers: SubmissionKey) =>
    read(api.POST('/api/v1/self-analyses/{id}/transitions', { ...at(id), headers, body: { to, comment } })),
  versions: (id: string) => read(api.GET('/api/v1/self-analyses/{id}/versions', at(id))),
}

/** The criteria of a branch in a campaign, withdrawn ones too: an answer keeps its question. */
export const criteriaOf = (organization: string, campaign: string) =>
  read(
    api.GET('/api/v1/criteria', {
      params: { query: { organization, campaign, withdrawn: true, limit: 200 } },
    }),
  )
