import { expect, test, type Page } from '@playwright/test'
import { dayFromNow, looksRight, signIn } from './support'

// A branch plans two half-days a week, sees them in its calendar, and has its own calendar follow.
test.describe.configure({ mode: 'serial' })

const places = {
  phone: { secretary: 'secretary5', weeks: 20 },
  desktop: { secretary: 'secretary6', weeks: 20 },
}
let page: Page
let place: (typeof places)['phone']
let monday: string

/** The Monday so many weeks from now: later than anything the demo has planned. */
function mondayIn(weeks: number) {
  const today = new Date(`${dayFromNow(0)}T00:00:00Z`)
  return dayFromNow(weeks * 7 + 1 - (today.getUTCDay() || 7))
}

test.beforeAll(async ({ browser }, info) => {
  place = places[info.project.name as keyof typeof places]
  monday = mondayIn(place.weeks)
  const { viewport, locale, timezoneId, hasTouch, baseURL } = info.project.use
  const context = await browser.newContext({ viewport, locale, timezoneId, hasTouch, baseURL })
  page = await context.newPage()
})
test.afterAll(() => page.context().close())

test('two half-days a week for three weeks are planned at once, and one conflict is shown', async () => {
  await signIn(page, place.secretary)
  await page.goto(`/study/calendar?date=${monday}`)
  await expect(page.getByText('这段时间没有学习安排')).toBeVisible()
  await looksRight(page)
  await page.getByRole('button', { name: '安排学习', exact: true }).click()
  await page.getByLabel('主题').fill('外请专家辅导')
  await page.getByLabel('日期').fill(monday)
  await page.getByLabel('开始').fill('10:00')
  await page.getByLabel('结束').fill('12:00')
  await looksRight(page)
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '外请专家辅导' })).toBeVisible()
  await looksRight(page)

  await page.goto(`/study/calendar?date=${monday}`)
  await page.getByRole('button', { name: '安排学习', exact: true }).click()
  await page.getByLabel('主题').fill('规定篇目（第{n}次）')
  await page.getByText('每周重复').click()
  await page.getByRole('button', { name: '添加时段' }).click()
  await expect(page.getByText('将安排 6 次')).toBeVisible()
  await expect(page.getByText(/同一时间还有：外请专家辅导/)).toHaveCount(1)
  await expect(page.getByText(/规定篇目（第6次）/)).toBeVisible()
  await looksRight(page)
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('the calendar shows them by week and by month', async () => {
  await expect(page.getByRole('link', { name: /规定篇目（第1次）/ })).toBeVisible()
  await expect(page.getByRole('link', { name: /规定篇目（第2次）/ })).toBeVisible()
  await looksRight(page)
  await page.getByRole('button', { name: '往后' }).click()
  await expect(page.getByRole('link', { name: /规定篇目（第3次）/ })).toBeVisible()
  await page.getByRole('button', { name: '月', exact: true }).click()
  await expect(page.getByRole('link', { name: /规定篇目（第4次）/ })).toBeVisible()
  await looksRight(page)
  await page.getByRole('link', { name: /规定篇目（第4次）/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: '规定篇目（第4次）' })).toBeVisible()
})

test('a change of this and all later ones leaves the earlier', async () => {
  await page.getByRole('button', { name: '修改安排' }).click()
  await page.getByText('以后各次也这样改').click()
  await page.getByLabel('地点').fill('镇党校')
  await looksRight(page)
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('镇党校').first()).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('a photo is added and withdrawn', async () => {
  const picture = await page.screenshot()
  await page
    .getByLabel('添加照片或 PDF')
    .setInputFiles({ name: '会场.png', mimeType: 'image/png', buffer: picture })
  await expect(page.getByRole('img', { name: '会场.jpg' })).toBeVisible()
  await looksRight(page)
  await page.getByRole('button', { name: '撤下 会场.jpg' }).click()
  await page.getByLabel('原因').fill('照片传错')
  await page.getByRole('dialog').getByRole('button', { name: '撤下' }).click()
  await expect(page.getByText('已撤下：照片传错')).toBeVisible()
})

test('a calendar program reads the sessions, until the address is revoked', async ({ request }) => {
  await page.goto('/study/calendar')
  await page.getByRole('button', { name: '订阅到日历' }).click()
  await page.getByRole('button', { name: '生成地址' }).click()
  const shown = page.getByText(/\/calendar\/[\w-]{43}\.ics$/)
  await expect(shown).toBeVisible()
  await looksRight(page)
  const feed = new URL(await shown.innerText()).pathname
  const text = (await (await request.get(feed)).text()).replaceAll('\r\n ', '')
  for (let n = 1; n <= 6; n++) expect(text).toContain(`SUMMARY:规定篇目（第${n}次）`)
  expect(text).toContain('LOCATION:镇党校')
  await page.getByRole('button', { name: /^停用/ }).click()
  await expect(page.getByText('还没有订阅')).toBeVisible()
  expect((await request.get(feed)).status()).toBe(404)
})
