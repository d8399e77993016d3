/** The colours of an import's states. */
export const importTones = {
  QUEUED: 'neutral',
  RUNNING: 'info',
  DONE: 'success',
  HALTED: 'warning',
  FAILED: 'error',
} as const
