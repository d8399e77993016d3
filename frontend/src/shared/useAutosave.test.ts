import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope, nextTick } from 'vue'
import { Refused } from '@/shared/api/client'
import { readCopy } from '@/shared/localCopies'
import { useAutosave, type Kept as Of } from './useAutosave'

interface Words {
  title: string
  text: string
  phase?: string
  sessionId?: string | null
}
type Kept = Of<Words>

vi.mock('@/shared/api/client', () => ({
  Refused: class extends Error {
    constructor(
      readonly status: number,
      readonly problem: object,
    ) {
      super('refused')
    }
  },
}))

/** A service that holds one draft and may be out of reach. */
function service(first: Words) {
  let kept: Kept = { ...first, etag: '"1"' }
  const state = { reachable: true, loseAnswer: false }
  return {
    state,
    get kept() {
      return kept
    },
    write: (words: Words) => (kept = { ...words, etag: `"${Number(kept.etag.slice(1, -1)) + 1}"` }),
    keeper: {
      save: async (words: Words, etag: string) => {
        if (!state.reachable) throw new TypeError('Failed to fetch')
        if (etag !== kept.etag) throw new Refused(412, {})
        kept = { ...words, etag: `"${Number(etag.slice(1, -1)) + 1}"` }
        if (state.loseAnswer) throw new TypeError('Failed to fetch')
        return kept
      },
      load: async () => {
        if (!state.reachable) throw new TypeError('Failed to fetch')
        return kept
      },
    },
  }
}

function open(s: ReturnType<typeof service>) {
  const scope = effectScope()
  const draft = scope.run(() => useAutosave<Words>('a', 'd', s.kept, s.keeper, 2_000))!
  return { ...draft, crash: () => scope.pause() }
}

beforeEach(() => {
  vi.useFakeTimers()
  const kept = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('what is typed is saved two seconds after the last letter, and no copy stays behind', async () => {
  const s = service({ title: '心得', text: '' })
  const draft = open(s)
  draft.words.text = '学有所得'
  await nextTick()
  expect(readCopy('a', 'd')?.text).toBe('学有所得')
  expect(s.kept.text).toBe('')
  await vi.advanceTimersByTimeAsync(2_000)
  expect(s.kept.text).toBe('学有所得')
  expect(draft.state.value).toBe('saved')
  expect(readCopy('a', 'd')).toBeUndefined()
})

test('without a connection the words stay on the device, and go out when it is back', async () => {
  const s = service({ title: '心得', text: '' })
  const draft = open(s)
  s.state.reachable = false
  draft.words.text = '山里没有信号'
  await nextTick()
  await vi.advanceTimersByTimeAsync(2_000)
  expect(draft.state.value).toBe('offline')
  draft.crash()

  const again = open(s)
  expect(again.words.text).toBe('山里没有信号')
  expect(again.restored.value).toBe(true)
  s.state.reachable = true
  await vi.advanceTimersByTimeAsync(20_000)
  expect(s.kept.text).toBe('山里没有信号')
  expect(again.state.value).toBe('saved')
})

test('a draft that was changed on another device is not overwritten: the writer has both and decides', async () => {
  const s = service({ title: '心得', text: '' })
  const draft = open(s)
  s.write({ title: '心得', text: '电脑上写的' })
  draft.words.text = '手机上写的'
  await nextTick()
  await vi.advanceTimersByTimeAsync(2_000)
  expect(draft.state.value).toBe('conflict')
  expect(draft.words.text).toBe('手机上写的')
  expect(draft.theirs.value?.text).toBe('电脑上写的')
  expect(s.kept.text).toBe('电脑上写的')
  draft.words.text = '手机上接着写的'
  await nextTick()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(s.kept.text).toBe('电脑上写的')
  draft.choose('mine')
  await vi.advanceTimersByTimeAsync(0)
  expect(s.kept.text).toBe('手机上接着写的')
})

test('the other text may be taken instead', async () => {
  const s = service({ title: '心得', text: '' })
  const draft = open(s)
  s.write({ title: '心得', text: '电脑上写的' })
  draft.words.text = '手机上写的'
  await nextTick()
  await draft.flush()
  draft.choose('theirs')
  expect(draft.words.text).toBe('电脑上写的')
  expect(readCopy('a', 'd')).toBeUndefined()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(s.kept.text).toBe('电脑上写的')
})

test('a copy that was written upon another version is shown beside it after a reload', async () => {
  const s = service({ title: '心得', text: '' })
  const draft = open(s)
  s.state.reachable = false
  draft.words.text = '手机上写的'
  await nextTick()
  draft.crash()
  s.state.reachable = true
  s.write({ title: '心得', text: '电脑上写的' })
  const again = open(s)
  expect(again.state.value).toBe('conflict')
  expect(again.words.text).toBe('手机上写的')
  expect(again.theirs.value?.text).toBe('电脑上写的')
})

test('an answer that was lost on its way is no conflict with oneself', async () => {
  const s = service({ title: '心得', text: '' })
  const draft = open(s)
  s.state.loseAnswer = true
  draft.words.text = '送到了'
  await nextTick()
  await vi.advanceTimersByTimeAsync(2_000)
  s.state.loseAnswer = false
  await vi.advanceTimersByTimeAsync(15_000)
  expect(draft.state.value).toBe('saved')
  expect(s.kept.text).toBe('送到了')
})

test('a change of something else than words, such as a photo that was added, is no conflict', async () => {
  const s = service({ title: '心得', text: '' })
  const draft = open(s)
  s.write({ title: '心得', text: '' })
  draft.words.text = '照片传好了，接着写'
  await nextTick()
  await vi.advanceTimersByTimeAsync(2_000)
  expect(draft.state.value).toBe('saved')
  expect(s.kept.text).toBe('照片传好了，接着写')
})

test('what the text belongs to is saved with it, and found again with the copy', async () => {
  const s = service({ title: '心得', text: '', phase: 'STUDY', sessionId: null })
  const draft = open(s)
  draft.words.phase = 'APPRAISAL'
  draft.words.sessionId = 's1'
  await nextTick()
  await vi.advanceTimersByTimeAsync(2_000)
  expect(s.kept).toMatchObject({ phase: 'APPRAISAL', sessionId: 's1' })
  s.state.reachable = false
  draft.words.sessionId = null
  await nextTick()
  draft.crash()
  expect(open(s).words).toMatchObject({ phase: 'APPRAISAL', sessionId: null })
})
