import { useMutation, useQueryClient } from '@tanstack/vue-query'
import { ref, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { Refused, type Problem } from './api/client'
import { notify } from './notices'

/** Headers that make a repeated submission the same one. */
export type SubmissionKey = Record<'Idempotency-Key', string>

/** A change on its way: whether it is being sent and what was refused about it. */
export interface Sending {
  sending: Ref<boolean>
  problem: Ref<Partial<Problem> | undefined>
  /** Forgets what was refused. */
  reset: () => void
}

/**
 * Sends a change: says when it is kept, shows what was refused, and has the lists read anew.
 * `work` gets a key that stays the same as long as nobody knows whether the change has arrived.
 * With `inForm` the form shows what was refused, and no notice pops up; with `quiet` none says that it is saved.
 */
export function useSend<A, R>(
  work: (argument: A, key: SubmissionKey) => Promise<R>,
  after?: (result: R) => void,
  { inForm = false, quiet = false } = {},
) {
  const cache = useQueryClient()
  const { t } = useI18n()
  const problem = ref<Partial<Problem>>()
  let key = submissionKey()
  const mutation = useMutation({
    mutationFn: (argument: A) => work(argument, key),
    onMutate: () => (problem.value = undefined),
    onSuccess: async (result) => {
      key = submissionKey()
      after?.(result)
      if (!quiet) notify({ title: t('common.saved') })
      await cache.invalidateQueries()
    },
    onError: (error) => {
      const refused = error instanceof Refused ? error : undefined
      if (refused && refused.status < 500) key = submissionKey()
      problem.value =
        refused && refused.status !== 401
          ? refused.problem
          : {
              title: t('common.notSent'),
              detail: t(refused ? 'common.signInFirst' : 'common.notSentHint'),
            }
      if (!inForm) {
        notify({
          title: problem.value.title ?? t('common.notSent'),
          detail: problem.value.errors?.map((e) => e.detail).join('；') || problem.value.detail,
          refused: true,
        })
      }
    },
  })
  return {
    send: mutation.mutate,
    sending: mutation.isPending,
    problem,
    reset: () => (problem.value = undefined),
  }
}

function submissionKey(): SubmissionKey {
  return { 'Idempotency-Key': crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}` }
}
