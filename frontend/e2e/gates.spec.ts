import { expect, test, type Page } from '@playwright/test'
import { looksRight, signIn } from './support'

// What a branch must have done before it goes on: seen by its secretary, overridden from above.
test.describe.configure({ mode: 'serial' })

const places = {
  phone: { branch: '青塘村党支部', secretary: 'secretary7' },
  desktop: { branch: '云溪建材公司党支部', secretary: 'secretary6' },
}
let page: Page
let place: (typeof places)['phone']

test.beforeAll(async ({ browser }, info) => {
  place = places[info.project.name as keyof typeof places]
  const { viewport, locale, timezoneId, hasTouch, baseURL } = info.project.use
  page = await (await browser.newContext({ viewport, locale, timezoneId, hasTouch, baseURL })).newPage()
})
test.afterAll(() => page.context().close())

async function openBranch() {
  await page.goto('/organizations')
  const link = page.getByRole('link', { name: place.branch })
  if (await link.count()) await link.first().click()
  await expect(page.getByRole('heading', { level: 1, name: place.branch })).toBeVisible()
}

test('the secretary sees what is missing and opens the records of a cell', async () => {
  await signIn(page, place.secretary)
  await openBranch()
  await expect(page.getByRole('heading', { name: /规定动作/ })).toBeVisible()
  await expect(page.getByText('集中学习不少于 40 小时')).toBeVisible()
  await expect(page.getByText('还差：').first()).toBeVisible()
  await expect(page.getByRole('heading', { name: '四到位' })).toBeVisible()
  await expect(page.getByText('没有挂点领导')).toBeVisible()
  await looksRight(page)
  await page.getByRole('link', { name: '查看“每周集中学习两个半天”的依据' }).click()
  await expect(page).toHaveURL(/\/study\?organization=/)
  await page.goBack()
  await page.getByRole('link', { name: /教育活动动员大会/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: '教育活动动员大会' })).toBeVisible()
})

test('the move to the next phase is refused with the list of what is unmet', async () => {
  await openBranch()
  await page.getByRole('button', { name: '转入分析评议阶段' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('下面的规定动作没有完成：')).toBeVisible()
  await expect(dialog.getByLabel('同意提前转段的原因')).toHaveCount(0)
  await looksRight(page)
  await dialog.getByRole('button', { name: '转入分析评议阶段' }).click()
  const alert = dialog.getByRole('alert')
  await expect(alert.getByText('规定动作没有完成')).toBeVisible()
  await expect(alert.getByText(/集中学习不少于 40 小时：0 人达到/)).toBeVisible()
  await dialog.getByRole('button', { name: '取消' }).click()
})

test('the office sees all branches, and overrides with a reason that is kept', async () => {
  await signIn(page, 'office')
  await page.goto('/progress/gates')
  await expect(page.getByRole('heading', { level: 1, name: '各支部规定动作' })).toBeVisible()
  await expect(page.getByRole('link', { name: place.branch })).toBeVisible()
  await looksRight(page)
  await page.getByRole('link', { name: place.branch }).click()
  await page.getByRole('button', { name: '转入分析评议阶段' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('同意提前转段的原因').fill('春耕农忙，已安排补学')
  await dialog.getByRole('button', { name: '转入分析评议阶段' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('heading', { name: '规定动作 · 分析评议阶段' })).toBeVisible()
  await expect(page.getByText(/春耕农忙，已安排补学/)).toBeVisible()
  await looksRight(page)
})

test('who leads, who is tied to a branch and the approved plan stand on one page', async () => {
  await signIn(page, 'office')
  await page.goto('/campaign')
  await page.getByRole('link', { name: '领导小组、挂点和实施方案' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '组织领导' })).toBeVisible()
  await expect(page.getByText('赵明远').first()).toBeVisible()
  await expect(page.getByText('云组发〔2026〕3 号', { exact: false })).toBeVisible()
  await looksRight(page)
  await page.getByRole('button', { name: '安排挂点' }).click()
  await looksRight(page)
  await page.getByRole('button', { name: '取消' }).click()
  await page
    .getByRole('button', { name: /^修改领导小组/ })
    .first()
    .click()
  await looksRight(page)
  await page.getByRole('button', { name: '取消' }).click()
  await page.getByRole('button', { name: '起草方案' }).click()
  await looksRight(page)
})
