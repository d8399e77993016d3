import { useToast } from '@nuxt/ui/composables'
import { useMutation, useQueryClient } from '@tanstack/vue-query'
import { ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { Refused, type Problem } from './api/client'

/** Sends a change: says when it is kept, shows what was refused, and has the lists read anew. */
export function useSend<A>(work: (argument: A) => Promise<unknown>, after?: (result: unknown) => void) {
  const toast = useToast()
  const cache = useQueryClient()
  const { t } = useI18n()
  const problem = ref<Partial<Problem>>()
  const mutation = useMutation({
    mutationFn: work,
    onMutate: () => (problem.value = undefined),
    onSuccess: async (result) => {
      await cache.invalidateQueries()
      toast.add({ title: t('common.saved'), color: 'success', icon: 'i-lucide-check' })
      after?.(result)
    },
    onError: (error) => {
      const refused = error instanceof Refused ? error : undefined
      problem.value = refused?.problem ?? { title: t('common.failed'), detail: String(error) }
      toast.add({
        title: refused?.title ?? t('common.failed'),
        description: refused?.problem.errors?.map((e) => e.detail).join('；') || refused?.message,
        color: 'error',
        icon: 'i-lucide-circle-alert',
      })
    },
  })
  return { send: mutation.mutate, sending: mutation.isPending, problem }
}

/** A key that makes a repeated submission the same one. */
export function submissionKey() {
  return { 'Idempotency-Key': crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}` }
}
