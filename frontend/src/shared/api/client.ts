import createClient, { type Middleware } from 'openapi-fetch'
import { Refused, type Problem } from './refused'
import type { components, paths } from './schema'
import { entry } from '@/shared/entryTime'
import { language } from '@/shared/i18n'
import { fetchOrKept } from '@/shared/offline/kept'

export type Schemas = components['schemas']
export { Refused, type Problem }

/** Told when a request finds nobody signed in. */
export const signedOut = { tell: () => {} }

const middleware: Middleware = {
  onRequest({ request }) {
    request.headers.set('Accept-Language', language.value)
    if (request.method !== 'GET' && entry.seconds > 0) {
      request.headers.set('Entry-Seconds', String(entry.seconds))
    }
    return request
  },
  async onResponse({ request, response, schemaPath }) {
    if (response.ok) {
      if (request.headers.has('Entry-Seconds')) entry.forget()
      return
    }
    const problem: Partial<Problem> = await response.json().catch(() => ({ title: response.statusText }))
    if (response.status === 401 && schemaPath !== '/api/v1/session') signedOut.tell()
    throw new Refused(response.status, problem, Number(response.headers.get('Retry-After')) || undefined)
  },
}

export const api = createClient<paths>({ baseUrl: '/', fetch: fetchOrKept })
api.use(middleware)

/** The data of an answer and the ETag that a later change has to carry. */
export async function read<T>(answer: Promise<{ data?: T; response: Response }>): Promise<T> {
  return (await answer).data as T
}

export async function readWithEtag<T>(answer: Promise<{ data?: T; response: Response }>) {
  const { data, response } = await answer
  return { data: data as T, etag: response.headers.get('ETag') ?? '' }
}

export const mergePatch = { 'Content-Type': 'application/merge-patch+json' }
