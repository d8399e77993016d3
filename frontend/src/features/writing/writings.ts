import { api, mergePatch, read, readWithEtag, type Schemas } from '@/shared/api/client'
import type { SubmissionKey } from '@/shared/useSend'

export type Writing = Schemas['Writing']
export type Phase = Schemas['PhaseKind']
export type Kind = 'notes' | 'reflections'
export type Change = Schemas['WritingChangePatch']
export interface Filter {
  state?: Schemas['WritingState']
  mine?: boolean
  reviewable?: boolean
  organization?: string
  cursor?: string
}

export const colors = {
  DRAFT: 'neutral',
  SUBMITTED: 'info',
  RETURNED: 'warning',
  ACCEPTED: 'success',
  WITHDRAWN: 'neutral',
} as const

export const kindOf = (kind: Schemas['WritingKind']): Kind => (kind === 'NOTE' ? 'notes' : 'reflections')

/** How many characters a text has, blanks not counted; a character beyond the first plane is one. */
export const characters = (text: string) => [...text.replace(/\s/g, '')].length

/** Both collections have one shape; this is the only place that knows their two addresses. */
export function writings(kind: Kind) {
  const notes = kind === 'notes'
  const at = (id: string) => ({ params: { path: { id } } })
  return {
    list: (query: Filter) =>
      read(
        notes
          ? api.GET('/api/v1/study-notes', { params: { query } })
          : api.GET('/api/v1/reflections', { params: { query } }),
      ),
    begin: (body: Schemas['NewWriting'], headers: SubmissionKey) =>
      read(
        notes
          ? api.POST('/api/v1/study-notes', { headers, body })
          : api.POST('/api/v1/reflections', { headers, body }),
      ),
    get: (id: string) =>
      readWithEtag(
        notes ? api.GET('/api/v1/study-notes/{id}', at(id)) : api.GET('/api/v1/reflections/{id}', at(id)),
      ),
    change: (id: string, body: Change, etag: string) => {
      const request = { ...at(id), headers: { ...mergePatch, 'If-Match': etag }, body }
      return readWithEtag(
        notes
          ? api.PATCH('/api/v1/study-notes/{id}', request)
          : api.PATCH('/api/v1/reflections/{id}', request),
      )
    },
    move: (id: string, body: Schemas['WritingTransition'], headers: SubmissionKey) =>
      read(
        notes
          ? api.POST('/api/v1/study-notes/{id}/transitions', { ...at(id), headers, body })
          : api.POST('/api/v1/reflections/{id}/transitions', { ...at(id), headers, body }),
      ),
    similar: (id: string) =>
      read(
        notes
          ? api.GET('/api/v1/study-notes/{id}/similar', at(id))
          : api.GET('/api/v1/reflections/{id}/similar', at(id)),
      ),
    versions: (id: string) =>
      read(
        notes
          ? api.GET('/api/v1/study-notes/{id}/versions', at(id))
          : api.GET('/api/v1/reflections/{id}/versions', at(id)),
      ),
    attachments: (id: string) =>
      read(
        notes
          ? api.GET('/api/v1/study-notes/{id}/attachments', at(id))
          : api.GET('/api/v1/reflections/{id}/attachments', at(id)),
      ),
    attach: (id: string, file: File, headers: SubmissionKey) => {
      const form = new FormData()
      form.append('file', file)
      const request = { ...at(id), headers, body: form as never, bodySerializer: () => form }
      return read(
        notes
          ? api.POST('/api/v1/study-notes/{id}/attachments', request)
          : api.POST('/api/v1/reflections/{id}/attachments', request),
      )
    },
    detach: (id: string, attachmentId: string, headers: SubmissionKey) => {
      const request = { params: { path: { id, attachmentId } }, headers }
      return read(
        notes
          ? api.DELETE('/api/v1/study-notes/{id}/attachments/{attachmentId}', request)
          : api.DELETE('/api/v1/reflections/{id}/attachments/{attachmentId}', request),
      )
    },
    file: (id: string, attachment: string) =>
      `/api/v1/${notes ? 'study-notes' : 'reflections'}/${id}/attachments/${attachment}/content`,
  }
}
