import type { InjectionKey, Ref } from 'vue'
import type { Problem } from './api/client'

/** What was refused about a form, and which of its places stand beside a field of their own. */
export interface FormProblem {
  problem: Ref<Partial<Problem> | undefined>
  claimed: Set<string>
}

export const formProblem: InjectionKey<FormProblem> = Symbol('what was refused about the form')
