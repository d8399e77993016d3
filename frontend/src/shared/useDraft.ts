import { computed, ref, toValue, watch, type MaybeRefOrGetter, type Ref } from 'vue'
import { useMe } from './me'

const prefix = 'zhixing.draft:'

/** Words that were being written when the page went away. */
export interface Draft {
  text: string
  /** When they were last typed, in milliseconds. */
  at: number
}

export interface Drafting {
  /** What was found and waits to be taken back or dropped. */
  offered: Ref<Draft | undefined>
  take: () => void
  drop: () => void
}

/**
 * Keeps a long text in this tab while it is being written, so that a reload or a crash does not lose it: per account
 * and `field`, until it is sent (then `text` is empty or is what is `kept`) or its writer signs out.
 */
export function useDraft(
  text: Ref<string>,
  field: MaybeRefOrGetter<string | undefined>,
  kept: MaybeRefOrGetter<string> = '',
): Drafting {
  const account = useMe().me.value?.accountId
  const key = computed(() => {
    const name = toValue(field)
    return account && name ? `${prefix}${account}:${name}` : undefined
  })
  const found = ref<Draft>()
  const offered = computed(() => (found.value?.text === toValue(kept) ? undefined : found.value))

  // At once, not with the next drawing: sent words may be cleared together with the field that they stood in.
  watch(key, (now) => (found.value = now ? load(now) : undefined), { immediate: true, flush: 'sync' })
  watch([text, () => toValue(kept)], store, { flush: 'sync' })

  /** What waits is kept beside what is typed anew, so that the next reload loses neither. */
  function store() {
    if (!key.value) return
    const typed = text.value === toValue(kept) ? '' : text.value
    save(key.value, [typed, offered.value?.text].filter((part) => part?.trim()).join('\n\n'))
  }

  function take() {
    const back = offered.value?.text ?? ''
    found.value = undefined
    text.value = !text.value.trim() || text.value === toValue(kept) ? back : `${text.value}\n\n${back}`
  }

  function drop() {
    found.value = undefined
    store()
  }

  return { offered, take, drop }
}

/** Leaves nothing of anybody's words in this tab. */
export function forgetDrafts() {
  Object.keys(sessionStorage)
    .filter((key) => key.startsWith(prefix))
    .forEach((key) => sessionStorage.removeItem(key))
}

function load(key: string): Draft | undefined {
  try {
    const draft: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null')
    if (draft && typeof draft === 'object' && 'text' in draft && 'at' in draft) return draft as Draft
  } catch {
    // Whatever stands there is no draft.
  }
}

function save(key: string, text: string) {
  try {
    if (text) sessionStorage.setItem(key, JSON.stringify({ text, at: Date.now() } satisfies Draft))
    else sessionStorage.removeItem(key)
  } catch {
    // A full or forbidden storage must not stop anybody from writing.
  }
}
