import { api, read, readWithEtag, signedOut } from '@/shared/api/client'
import type { Wire } from './deliver'
import { roll as standing } from './roll'

/** How long the service may take to answer before a change counts as unanswered, in milliseconds. */
const patience = 30_000
const soon = () => ({ signal: AbortSignal.timeout(patience) })
const session = (id: string) => ({ path: { id } })

/** The service itself; a change is never answered from what is kept on the device. */
export const wire: Wire = {
  async whoami() {
    const answer = await fetch('/api/v1/me', { ...soon(), cache: 'no-store' })
    if (answer.status === 401) signedOut.tell()
    return answer.ok ? ((await answer.json()) as { accountId: string }).accountId : ''
  },
  takeRoll: (change, etag) =>
    read(
      api.PUT('/api/v1/study-sessions/{id}/attendance', {
        ...soon(),
        params: {
          ...session(change.session),
          query: { branch: change.branch },
          header: { 'If-Match': etag, 'Idempotency-Key': change.id },
        },
        body: {
          correctionReason: change.correctionReason,
          entries: change.lines.map(({ memberId, status, arrivedAt, leaveReason }) => ({
            memberId,
            status: status ?? 'PRESENT',
            arrivedAt,
            leaveReason,
          })),
        },
      }),
    ),
  async roll(change) {
    const { data, etag } = await readWithEtag(
      api.GET('/api/v1/study-sessions/{id}/attendance', {
        ...soon(),
        params: { ...session(change.session), query: { branch: change.branch } },
        fetch,
      }),
    )
    return standing(data, etag)
  },
  hold: (change) =>
    read(
      api.POST('/api/v1/study-sessions/{id}/transitions', {
        ...soon(),
        params: { ...session(change.session), header: { 'Idempotency-Key': change.id } },
        body: { to: 'HELD', heldFrom: change.heldFrom, heldTo: change.heldTo },
      }),
    ),
  async held(id) {
    const s = await read(api.GET('/api/v1/study-sessions/{id}', { ...soon(), params: session(id), fetch }))
    return s.state === 'HELD' ? { from: s.startsAt, to: s.endsAt } : undefined
  },
}
