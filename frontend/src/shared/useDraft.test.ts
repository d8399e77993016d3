import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { forgetDrafts, useDraft } from './useDraft'

const me = ref<{ accountId: string }>()
vi.mock('./me', () => ({ useMe: () => ({ me }) }))

/** What a browser keeps for a tab, as far as it is used: what is kept are the object's own keys. */
function storage() {
  const methods = {
    getItem(this: Record<string, string>, key: string) {
      return this[key] ?? null
    },
    setItem(this: Record<string, string>, key: string, value: string) {
      this[key] = value
    },
    removeItem(this: Record<string, string>, key: string) {
      delete this[key]
    },
  }
  return Object.create(methods) as Storage
}

beforeEach(() => {
  me.value = { accountId: 'a' }
  vi.stubGlobal('sessionStorage', storage())
})
afterEach(() => vi.unstubAllGlobals())

/** A page with one long text, which a reload takes away. */
function page(field = 'minutes', kept = '') {
  const scope = effectScope()
  const text = ref(kept)
  const draft = scope.run(() => useDraft(text, field, kept))!
  return { text, ...draft, reload: () => scope.stop() }
}

async function write(words: string, field?: string) {
  const first = page(field)
  first.text.value = words
  await nextTick()
  first.reload()
}

test('what was being written is offered after a reload, and taken back', async () => {
  await write('一、通读文件。')
  const again = page()
  expect(again.text.value).toBe('')
  expect(again.offered.value?.text).toBe('一、通读文件。')
  again.take()
  expect(again.text.value).toBe('一、通读文件。')
  expect(again.offered.value).toBeUndefined()
})

test('what was sent is not offered again', async () => {
  const first = page()
  first.text.value = '已经交了'
  await nextTick()
  first.text.value = ''
  await nextTick()
  first.reload()
  expect(page().offered.value).toBeUndefined()
  expect(Object.keys(sessionStorage)).toEqual([])
})

test('what the service has is no draft', async () => {
  const first = page('minutes', '原来的记录')
  first.text.value = '改过的记录'
  await nextTick()
  first.text.value = '原来的记录'
  await nextTick()
  first.reload()
  expect(page('minutes', '原来的记录').offered.value).toBeUndefined()
})

test('an offer that is dropped stays dropped', async () => {
  await write('不要了')
  const again = page()
  again.drop()
  again.reload()
  expect(page().offered.value).toBeUndefined()
})

test('words typed while an offer stands are kept with it', async () => {
  await write('先写的')
  await write('后写的')
  const again = page()
  expect(again.offered.value?.text).toBe('后写的\n\n先写的')
  again.text.value = '再写的'
  await nextTick()
  again.take()
  expect(again.text.value).toBe('再写的\n\n后写的\n\n先写的')
})

test('nobody is offered the words of another account or another field', async () => {
  await write('我的话')
  expect(page('note').offered.value).toBeUndefined()
  me.value = { accountId: 'b' }
  expect(page().offered.value).toBeUndefined()
})

test('signing out leaves nothing', async () => {
  await write('我的话')
  sessionStorage.setItem('other', '1')
  forgetDrafts()
  expect(page().offered.value).toBeUndefined()
  expect(Object.keys(sessionStorage)).toEqual(['other'])
})

test('a spoiled or forbidden storage stops nobody', async () => {
  sessionStorage.setItem('zhixing.draft:a:minutes', '{')
  expect(page().offered.value).toBeUndefined()
  sessionStorage.setItem = () => {
    throw new Error('full')
  }
  const writing = page()
  writing.text.value = '照样能写'
  await nextTick()
  expect(writing.text.value).toBe('照样能写')
})
