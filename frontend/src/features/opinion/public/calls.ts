import type { components } from '@/shared/api/schema'
import { words } from './words'

type Schemas = components['schemas']
export type Call = Schemas['PublicOpinionCall']
export type Answer = Schemas['PublicAnswer']
export type Outcome = Schemas['PublicOpinion']
export type Dimension = Schemas['CheckDimension']

/** What was refused, or that nothing came through: status 0. */
export class Failed extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly type = '',
  ) {
    super(detail)
  }
}

/** Asks without any cookie: whoever has signed in on this phone is nobody here. */
async function ask<T>(path: string, init: RequestInit = {}): Promise<T> {
  let response: Response
  try {
    response = await fetch(`/api/v1/public/${path}`, {
      ...init,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      headers: { 'Accept-Language': 'zh-CN', ...init.headers },
    })
  } catch {
    throw new Failed(0, words.noNetwork, words.noNetworkHint)
  }
  const body = await response.json().catch(() => ({}))
  if (response.ok) return body as T
  const details = (body.errors as { detail: string }[] | undefined)?.map((e) => e.detail).join('；')
  throw new Failed(response.status, body.title ?? words.notSent, details || body.detail || '', body.type)
}

const of = (code: string) => `opinion-calls/${encodeURIComponent(code)}`

export const readCall = (code: string) => ask<Call>(of(code))

export const readAnswers = (code: string, cursor: string | null) =>
  ask<{ items: Answer[]; next: string | null }>(
    `${of(code)}/answers?limit=20${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
  )

export const readOutcome = (receipt: string) => ask<Outcome>(`opinions/${encodeURIComponent(receipt)}`)

export const sendOpinion = (code: string, form: FormData, key: string) =>
  ask<{ receipt: string }>(`${of(code)}/opinions`, {
    method: 'POST',
    body: form,
    headers: { 'Idempotency-Key': key },
  })

/** A key that nobody guesses; randomUUID is there over HTTPS only. */
export const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(20)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )
