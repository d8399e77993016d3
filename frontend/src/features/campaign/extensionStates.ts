import type { Schemas } from '@/shared/api/client'

type State = Schemas['ExtensionState']

export const extensionTones: Record<State, 'neutral' | 'success' | 'error' | 'warning' | 'info'> = {
  QUEUED: 'neutral',
  RUNNING: 'info',
  PROPOSED: 'warning',
  APPLYING: 'info',
  APPLIED: 'success',
  FAILED: 'error',
  SUPERSEDED: 'neutral',
}

/** Whether the service is at work on it, so that it is worth asking again. */
export const isUnderWay = (state: State) => ['QUEUED', 'RUNNING', 'APPLYING'].includes(state)
