import { expect, test, type Page } from '@playwright/test'
import { choose, dayFromNow, enter, looksRight, signIn } from './support'

// A problem is found, found again, merged, handed over, and walked back to where it came from.
test.describe.configure({ mode: 'serial' })

const places = {
  phone: { secretary: 'secretary4' },
  desktop: { secretary: 'secretary5' },
}
let page: Page
let place: (typeof places)['phone']
/** Tells this walk from an earlier one through the same service. */
const serial = Date.now() % 100_000
const first = `政策宣传只贴公告，群众看不明白（${serial}）`
const second = `政策宣传只贴公告，老人看不明白（${serial}）`

test.beforeAll(async ({ browser }, info) => {
  place = places[info.project.name as keyof typeof places]
  const { viewport, locale, timezoneId, hasTouch, baseURL } = info.project.use
  page = await (await browser.newContext({ viewport, locale, timezoneId, hasTouch, baseURL })).newPage()
})
test.afterAll(() => page.context().close())

async function record(text: string, note: string) {
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('问题', { exact: true }).fill(text)
  await dialog.getByLabel('来源说明').fill(note)
  await dialog.getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('heading', { level: 1, name: text })).toBeVisible()
}

test('a problem raised in a discussion is recorded from the discussion', async () => {
  await signIn(page, place.secretary)
  await page.goto('/discussions')
  await page.getByRole('main').getByRole('link').first().click()
  await page.getByRole('link', { name: '记录问题' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('来自一次大讨论')).toBeVisible()
  await looksRight(page)
  await record(first, '三名党员提到')
  await expect(page.getByRole('link', { name: '大讨论' })).toBeVisible()
  await looksRight(page)
})

test('the same problem from the public is merged, and both origins stay', async () => {
  await page.goto('/appraisal/findings')
  await expect(page.getByRole('heading', { level: 1, name: '查摆问题' })).toBeVisible()
  await page.getByRole('button', { name: '记录问题' }).first().click()
  await choose(page, '来源', '征求意见')
  await record(second, '意见箱第 8 号')
  await page.getByRole('link', { name: new RegExp(first) }).click()
  await expect(page.getByRole('heading', { level: 1, name: first })).toBeVisible()
  await page.getByRole('button', { name: '合并问题' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('checkbox', { name: new RegExp(second) }).check()
  await looksRight(page)
  await dialog.getByRole('button', { name: '合并 1 个问题' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByText('三名党员提到')).toBeVisible()
  await expect(page.getByText('意见箱第 8 号')).toBeVisible()
  await expect(page.getByRole('heading', { name: '并入的问题' })).toBeVisible()
})

test('it goes into the ledger in one step', async () => {
  await page.getByRole('button', { name: '列入整改台账' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel('问题', { exact: true })).toHaveValue(first)
  await dialog.getByLabel('期限').fill(dayFromNow(30))
  await dialog.getByLabel('责任人').click()
  await page.getByRole('option').nth(2).click()
  await expect(page.getByRole('option')).toHaveCount(0)
  await dialog.getByLabel('整改措施').fill('编一页大字明白纸\n入户讲解')
  await looksRight(page)
  await dialog.getByRole('button', { name: '列入整改台账' }).click()
  await expect(page.getByText(/^ZG-\d+/)).toBeVisible()
  await expect(page.getByRole('link', { name: first })).toBeVisible()
  await expect(page.getByText('编一页大字明白纸')).toBeVisible()
  await looksRight(page)
})

test('the chain is walked both ways, by touch and by keyboard', async () => {
  await page.getByRole('link', { name: '来龙去脉' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '来龙去脉' })).toBeVisible()
  await expect(page.getByRole('link', { name: /^编一页大字明白纸/ })).toBeVisible()
  await looksRight(page)
  const finding = page
    .getByRole('main')
    .getByRole('listitem')
    .getByRole('link', { name: new RegExp(`^${first}`) })
  await finding.click()
  await expect(page).toHaveURL(/node=finding(:|%3A)/)
  await expect(finding).toHaveAttribute('aria-current', 'true')
  await expect(page.getByText('这个问题没有对照标准').first()).toBeVisible()
  await finding.focus()
  await page.keyboard.press(place === places.desktop ? 'ArrowRight' : 'ArrowDown')
  await page.keyboard.press(place === places.desktop ? 'ArrowRight' : 'ArrowDown')
  await expect(page.locator(':focus')).toContainText(/编一页大字明白纸|入户讲解/)
  await page.getByRole('link', { name: '打开' }).click()
  await expect(page.getByRole('heading', { level: 1, name: first })).toBeVisible()
  await expect(page.getByText('已列入台账')).toBeVisible()
})

test('what is personal is promised by the person and shown to few', async ({ playwright, baseURL }) => {
  await page.goto('/appraisal/findings?of=PERSON')
  await page.getByRole('button', { name: '记录问题' }).first().click()
  await choose(page, '谁的问题', '我自己的问题')
  await record('联系群众不够主动', '谈心谈话')
  await expect(page.getByRole('button', { name: '列入整改台账' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: '不采纳' })).toHaveCount(0)
  await page.getByRole('button', { name: '作出整改承诺' }).click()
  await page.getByRole('dialog').getByLabel('整改承诺').fill('每月入户两次，记在本子上')
  await looksRight(page)
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('每月入户两次，记在本子上')).toBeVisible()
  const id = page.url().split('/').at(-1)
  const office = await playwright.request.newContext({ baseURL })
  await enter(office, 'office')
  expect((await office.get(`/api/v1/findings/${id}`)).status()).toBe(404)
  expect((await (await office.get('/api/v1/findings?of=PERSON&total=true')).json()).total).toBe(0)
  await office.dispose()
})
