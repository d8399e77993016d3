import type { components } from './schema'

export type Problem = components['schemas']['Problem']

/** What the service refused, in the caller's language, with the places in the form that are wrong. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly problem: Partial<Problem>,
    /** Seconds after which it may be tried again, where the service says so. */
    readonly retryAfter?: number,
  ) {
    super(problem.detail ?? problem.title ?? String(status))
  }

  /** What kind of refusal it is, as `sign-in-slowed`. */
  get kind() {
    return this.problem.type?.split(':').pop()
  }

  get title() {
    return this.problem.title ?? this.message
  }
}
