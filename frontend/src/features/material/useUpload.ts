import { defaultOptions, DetailedError, Upload, type UrlStorage } from 'tus-js-client'
import { computed, onBeforeUnmount, ref, shallowRef } from 'vue'
import { language } from '@/shared/i18n'
import { useMe } from '@/shared/me'

/** Bytes sent at once; the service takes at most 5 MiB. */
const part = 4 << 20

/** What the service forgets after a day is not offered to be resumed. */
const day = 86_400_000

/**
 * Sends a large file in parts: it can be paused, goes on by itself after a short interruption, and is taken up where it
 * stopped when the same account chooses the same file again, even after a reload.
 */
export function useUpload() {
  const { me } = useMe()
  const upload = shallowRef<Upload>()
  const name = ref('')
  const percent = ref(0)
  const state = ref<'idle' | 'sending' | 'paused' | 'failed' | 'done'>('idle')
  const reason = ref<string>()
  const id = ref<string>()
  const unfinished = ref<string[]>([])
  const mine = computed(() => `zhixing-${me.value?.accountId}-`)

  async function begin(file: File) {
    await giveUp()
    name.value = file.name
    percent.value = 0
    const next = new Upload(file, {
      endpoint: '/api/v1/uploads',
      chunkSize: part,
      retryDelays: [0, 1_000, 3_000, 10_000],
      headers: { 'Accept-Language': language.value },
      metadata: { filename: file.name, filetype: file.type },
      removeFingerprintOnSuccess: true,
      fingerprint: (f) => Promise.resolve(`${mine.value}${f.name}-${f.size}-${f.lastModified}`),
      onProgress: (sent, all) => (percent.value = Math.floor((100 * sent) / all)),
      onError: (error) => {
        state.value = 'failed'
        reason.value = told(error)
      },
      onSuccess: () => {
        state.value = 'done'
        percent.value = 100
        id.value = next.url?.split('/').pop()
      },
    })
    upload.value = next
    const before = await next.findPreviousUploads()
    if (before[0]) next.resumeFromPreviousUpload(before[0])
    go()
  }

  function go() {
    reason.value = undefined
    state.value = 'sending'
    upload.value?.start()
  }

  async function pause() {
    state.value = 'paused'
    await upload.value?.abort()
  }

  /** Ends it here and at the service; a whole file that was not used is forgotten too. */
  async function giveUp() {
    const old = upload.value
    clear()
    await old?.abort(true).catch(() => {})
  }

  function clear() {
    upload.value = undefined
    id.value = undefined
    name.value = ''
    reason.value = undefined
    state.value = 'idle'
  }

  /** Looks which files of this account did not get through. */
  async function lookBack() {
    const storage = (defaultOptions as { urlStorage?: UrlStorage }).urlStorage
    const all = (await storage?.findAllUploads().catch(() => [])) ?? []
    unfinished.value = all
      .filter((u) => u.urlStorageKey.startsWith(`tus::${mine.value}`))
      .filter((u) => Date.now() - Date.parse(u.creationTime) < day)
      .map((u) => u.metadata.filename)
  }

  onBeforeUnmount(() => void upload.value?.abort())
  return { name, percent, state, reason, id, unfinished, begin, go, pause, giveUp, clear, lookBack }
}

/** What the service said of it, in the caller's language. */
function told(error: Error | DetailedError): string | undefined {
  if (!(error instanceof DetailedError)) return undefined
  try {
    const problem: unknown = JSON.parse(error.originalResponse?.getBody() ?? '')
    return problem && typeof problem === 'object' && 'detail' in problem ? String(problem.detail) : undefined
  } catch {
    return undefined
  }
}
