import { expect, test, type Page } from '@playwright/test'
import { choose, looksRight, signIn } from './support'

// A reflection from its first word to its return, with a connection that goes and passages that stand elsewhere.
test.describe.configure({ mode: 'serial' })

const opening =
  '我在窗口工作，有时嫌群众问得细，话说得硬。一位老人来办证，跑了三趟，最后一趟我才把要带的材料写在纸上。'
let page: Page
let title: string

test.beforeAll(async ({ browser }, info) => {
  const { viewport, locale, timezoneId, hasTouch, baseURL } = info.project.use
  const context = await browser.newContext({ viewport, locale, timezoneId, hasTouch, baseURL })
  page = await context.newPage()
  title = `对照检查的体会（${info.project.name}）`
})
/** The writing on the page, at the service. */
const record = () => page.url().replace('/writing/', '/api/v1/')

test.afterAll(() => page.context().close())

test('a member writes, and neither a lost connection nor a reload loses a word', async () => {
  await signIn(page, 'member2')
  await page.getByRole('link', { name: '笔记心得' }).filter({ visible: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: '我的笔记和心得' })).toBeVisible()
  await looksRight(page)
  await page.getByRole('button', { name: '写心得' }).click()
  await page.getByLabel('标题').fill(title)
  await page.getByLabel('正文').fill('对照“两个务必”检查自己，')
  await expect(page.getByText(/^已保存 \d\d:\d\d/)).toBeVisible()
  await looksRight(page)

  await page.context().setOffline(true)
  await page.getByLabel('正文').fill(`对照“两个务必”检查自己，${opening}`)
  await expect(page.getByText('未连网，已存在本机')).toBeVisible()
  await page.context().setOffline(false)
  await expect(page.getByText(/^已保存 \d\d:\d\d/)).toBeVisible()

  await page.context().setOffline(true)
  await page.getByLabel('正文').fill(`对照“两个务必”检查自己，${opening}想起来很惭愧。`)
  await expect(page.getByText('未连网，已存在本机')).toBeVisible()
  const address = page.url()
  await page.goto('about:blank').catch(() => {})
  await page.context().setOffline(false)
  await page.goto(address)
  await expect(page.getByLabel('正文')).toHaveValue(/想起来很惭愧。$/)
  // At what time is said where this page sent it; it may have gone out just before the page was left.
  await expect(page.getByText(/^已保存( |$)/)).toBeVisible()
})

test('the text is put to a session, and a photo that was added can be taken away without losing a word', async () => {
  await choose(page, '所属集中学习', /^\d{4}-\d\d-\d\d /)
  await expect(page.getByText(/^已保存 \d\d:\d\d/)).toBeVisible()
  await expect
    .poll(async () => (await (await page.request.get(record())).json()).session?.title)
    .toMatch(/\S/)
  await page.getByLabel('上传照片或 PDF').setInputFiles({
    name: '手写第一页.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.7'),
  })
  await expect(page.getByText('手写第一页.pdf')).toBeVisible()
  await page.getByLabel('正文').fill(`对照“两个务必”检查自己，${opening}想起来很惭愧！`)
  await page.getByRole('button', { name: '移除手写第一页.pdf' }).click()
  await looksRight(page)
  await page.getByRole('dialog').getByRole('button', { name: '移除附件' }).click()
  await expect(page.getByText('手写第一页.pdf')).toHaveCount(0)
  await expect(page.getByText(/^已保存 \d\d:\d\d/)).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)
})

test('a draft that was changed on another device is shown beside one’s own', async () => {
  const tag = await page.request.get(record())
  const elsewhere = await page.request.patch(record(), {
    headers: { 'Content-Type': 'application/merge-patch+json', 'If-Match': tag.headers().etag },
    data: { text: '电脑上写的另一份' },
  })
  expect(elsewhere.status()).toBe(200)
  await page.getByLabel('正文').fill(`对照“两个务必”检查自己，${opening}想起来很惭愧。今后一次说清。`)
  const both = page.getByRole('alert', { name: '这篇在另一台设备上也改过' })
  await expect(both.getByText('电脑上写的另一份')).toBeVisible()
  await expect(both.getByText(/今后一次说清。$/)).toBeVisible()
  await looksRight(page)
  await page.getByRole('button', { name: '保留本机上的' }).click()
  await expect(page.getByText(/^已保存 \d\d:\d\d/)).toBeVisible()
})

test('passages that stand elsewhere are shown first, and it may be handed in as it is', async () => {
  await page.getByRole('button', { name: '提交' }).click()
  const alike = page.getByRole('region', { name: '有相同的段落' })
  await expect(alike.getByText(/相同段落 \d+ 处，约 \d+ 字/).first()).toBeVisible()
  await expect(alike.getByText('本支部的另一篇').first()).toBeVisible()
  await expect(alike.getByText(/一位老人来办证，跑了三趟/).first()).toBeVisible()
  await looksRight(page)
  await page.getByRole('button', { name: '再改改' }).click()
  await page.getByRole('button', { name: '提交' }).click()
  await page.getByRole('button', { name: '就这样提交' }).click()
  await expect(page.getByText('待审阅', { exact: true })).toBeVisible()
  await looksRight(page)
})

test('the secretary sees both texts and returns it with a comment', async () => {
  await signIn(page, 'secretary2')
  await page.getByRole('link', { name: /篇待审阅/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: '审阅笔记和心得' })).toBeVisible()
  await looksRight(page)
  await page
    .getByRole('link', { name: new RegExp(title.slice(0, 7)) })
    .last()
    .click()
  const alike = page.getByRole('region', { name: '有相同的段落' })
  await expect(alike.getByRole('heading', { name: /《找准差距，改进作风》/ }).first()).toBeVisible()
  await alike.getByRole('button', { name: '并排看全文' }).first().click()
  await expect(alike.getByRole('region', { name: '另一篇' }).locator('mark').first()).toBeVisible()
  await looksRight(page)
  await page.getByRole('button', { name: '退回' }).click()
  await page.getByLabel('审阅意见').fill('请写自己的事')
  await looksRight(page)
  await page.getByRole('dialog').getByRole('button', { name: '退回' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '审阅笔记和心得' })).toBeVisible()
})

test('the member finds the comment among what is due', async () => {
  await signIn(page, 'member2')
  await page
    .getByRole('link', { name: new RegExp(title.slice(0, 7)) })
    .last()
    .click()
  await expect(page.getByText('请写自己的事')).toBeVisible()
  await expect(page.getByText('第 1 次提交')).toBeVisible()
  await looksRight(page)
})
