import { computed, onScopeDispose, reactive, ref, shallowRef, watch } from 'vue'
import { Refused } from './api/client'
import { dropCopy, keepCopy, readCopy } from './localCopies'

/** What is kept of a draft, with the ETag that the next change has to carry. */
export type Kept<W> = W & { etag: string }

/** Where a draft is kept: the service answers with what it has, or throws. */
export interface Keeper<W> {
  save: (words: W, etag: string) => Promise<Kept<W>>
  load: () => Promise<Kept<W>>
}

export type Keeping = 'saved' | 'waiting' | 'saving' | 'offline' | 'refused' | 'conflict'

/** The words alone; each is a text or a choice, none holds others. */
function wordsOf<W extends object>(kept: W): W {
  return Object.fromEntries(Object.entries(kept).filter(([name]) => name !== 'etag' && name !== 'at')) as W
}

function same(a: object, b: object) {
  const [one, other] = [wordsOf(a), wordsOf(b)] as Record<string, unknown>[]
  return Object.keys({ ...one, ...other }).every((name) => one[name] === other[name])
}

/**
 * Saves a draft by itself two seconds after the last letter, and keeps a copy on this device until the service has it:
 * neither a lost connection nor a reload loses a word. Where the draft was changed on another device meanwhile, both are
 * held until the writer decides.
 */
export function useAutosave<W extends object>(
  account: string,
  name: string,
  first: Kept<W>,
  keeper: Keeper<W>,
  pause = 2_000,
) {
  const words = reactive(wordsOf<object>(first)) as W
  const server = shallowRef(first)
  const state = ref<Keeping>('saved')
  const savedAt = ref<number>()
  /** Whether this device really has the copy. */
  const copied = ref(true)
  const refusal = ref('')
  const theirs = shallowRef<Kept<W>>()
  const restored = ref(false)
  const dirty = computed(() => !same(words, server.value))
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<boolean> | undefined

  const found = readCopy(account, name)
  /** What a copy lacks is of the time before there was a choice. */
  const copy = found && ({ ...first, ...found } as Kept<W>)
  if (copy && !same(copy, first)) {
    Object.assign(words, wordsOf(copy))
    restored.value = true
    if (copy.etag === first.etag) later(0)
    else {
      theirs.value = first
      state.value = 'conflict'
    }
  } else if (copy) dropCopy(account, name)

  watch(words, typed)

  function typed() {
    if (!dirty.value) return
    copied.value = keepCopy(account, name, { ...words, etag: server.value.etag, at: Date.now() })
    if (state.value !== 'conflict') later(pause)
  }

  function later(wait: number) {
    clearTimeout(timer)
    if (state.value !== 'offline') state.value = 'waiting'
    timer = setTimeout(() => void flush(), wait)
  }

  /** Saves now; whether the service has every word. */
  async function flush(): Promise<boolean> {
    clearTimeout(timer)
    if (running) await running
    if (state.value === 'conflict') return false
    if (!dirty.value) {
      state.value = 'saved'
      return true
    }
    running = save().finally(() => (running = undefined))
    const done = await running
    return done && dirty.value ? flush() : done
  }

  async function save(): Promise<boolean> {
    const sent = { ...words }
    state.value = 'saving'
    try {
      accept(await keeper.save(sent, server.value.etag))
      return true
    } catch (error) {
      if (error instanceof Refused && error.status === 412) return meet(sent)
      failed(error)
      return false
    }
  }

  function accept(kept: Kept<W>) {
    server.value = kept
    savedAt.value = Date.now()
    refusal.value = ''
    if (dirty.value) typed()
    else {
      state.value = 'saved'
      dropCopy(account, name)
    }
  }

  /** Somebody was faster: perhaps our own request, whose answer was lost; or it was no words that changed. */
  async function meet(sent: W): Promise<boolean> {
    try {
      const now = await keeper.load()
      if (same(now, sent)) {
        accept(now)
        return true
      }
      if (same(now, server.value)) {
        server.value = now
        return await save()
      }
      theirs.value = now
      state.value = 'conflict'
    } catch (error) {
      failed(error)
    }
    return false
  }

  function failed(error: unknown) {
    const refused = error instanceof Refused && error.status !== 401 && error.status < 500
    state.value = refused ? 'refused' : 'offline'
    refusal.value = refused ? (error.problem.errors?.[0]?.detail ?? error.message) : ''
    copied.value = keepCopy(account, name, { ...words, etag: server.value.etag, at: Date.now() })
    if (!refused) {
      clearTimeout(timer)
      timer = setTimeout(() => void flush(), 15_000)
    }
  }

  /** Ends a conflict: with the text on this device, or with the other one. */
  function choose(which: 'mine' | 'theirs') {
    if (!theirs.value) return
    server.value = theirs.value
    theirs.value = undefined
    state.value = 'waiting'
    if (which === 'theirs') {
      Object.assign(words, wordsOf(server.value))
      dropCopy(account, name)
      state.value = 'saved'
    } else void flush()
  }

  const online = () => void flush()
  globalThis.addEventListener?.('online', online)
  onScopeDispose(() => {
    globalThis.removeEventListener?.('online', online)
    clearTimeout(timer)
    if (dirty.value && state.value !== 'conflict') void flush()
  })

  return { words, state, savedAt, copied, refusal, theirs, restored, dirty, server, flush, choose }
}
