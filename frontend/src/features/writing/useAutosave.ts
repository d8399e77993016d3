import { computed, onScopeDispose, reactive, ref, watch } from 'vue'
import { Refused } from '@/shared/api/client'
import type { Phase } from './writings'
import { dropCopy, keepCopy, readCopy } from '@/shared/localCopies'

export interface Words {
  title: string
  text: string
  phase?: Phase
  sessionId?: string | null
}

export interface Kept extends Words {
  etag: string
}

/** Where a draft is kept: the service answers with what it has, or throws. */
export interface Keeper {
  save: (words: Words, etag: string) => Promise<Kept>
  load: () => Promise<Kept>
}

export type Keeping = 'saved' | 'waiting' | 'saving' | 'offline' | 'refused' | 'conflict'

const wordsOf = ({ title, text, phase, sessionId }: Words): Words => ({ title, text, phase, sessionId })
const same = (a: Words, b: Words) =>
  a.title === b.title && a.text === b.text && a.phase === b.phase && a.sessionId === b.sessionId

/**
 * Saves a draft by itself two seconds after the last letter, and keeps a copy on this device until the service has it:
 * neither a lost connection nor a reload loses a word. Where the draft was changed on another device meanwhile, both are
 * held until the writer decides.
 */
export function useAutosave(account: string, name: string, first: Kept, keeper: Keeper, pause = 2_000) {
  const words = reactive<Words>(wordsOf(first))
  const server = ref<Kept>(first)
  const state = ref<Keeping>('saved')
  const savedAt = ref<number>()
  /** Whether this device really has the copy. */
  const copied = ref(true)
  const refusal = ref('')
  const theirs = ref<Kept>()
  const restored = ref(false)
  const dirty = computed(() => !same(words, server.value))
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<boolean> | undefined

  const found = readCopy(account, name)
  /** A copy without a phase is of the time before there was a choice. */
  const copy = found && { ...first, ...found, phase: (found.phase as Phase) ?? first.phase }
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

  function accept(kept: Kept) {
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
  async function meet(sent: Words): Promise<boolean> {
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
