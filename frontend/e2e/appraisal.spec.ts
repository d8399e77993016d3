import { expect, test, type Browser, type Page } from '@playwright/test'
import { dayFromNow, enter, looksRight, signIn } from './support'

// Appraisal from the criteria to the result of a secret vote: five members vote, and only then, once closed, it shows.
test.describe.configure({ mode: 'serial' })

let page: Page
let review: string
const author = (project: string) => (project.includes('phone') ? 'member21' : 'member22')

test.beforeAll(async ({ browser }, info) => {
  const { viewport, locale, timezoneId, hasTouch, baseURL } = info.project.use
  const context = await browser.newContext({ viewport, locale, timezoneId, hasTouch, baseURL })
  page = await context.newPage()
})
test.afterAll(() => page.context().close())

/** Votes as somebody who has the service open elsewhere. */
async function voteElsewhere(
  browser: Browser,
  baseURL: string | undefined,
  username: string,
  choice: number,
) {
  const context = await browser.newContext({ baseURL })
  await enter(context.request, username)
  const box = await (await context.request.get(`/api/v1/reviews/${review}/ballot-box`)).json()
  const me = await (await context.request.get('/api/v1/me')).json()
  const answer = await context.request.post(`/api/v1/reviews/${review}/ballot-box/ballots`, {
    data: {
      choices: box.questions
        .filter((q: { member: { id: string } | null }) => q.member?.id !== me.memberId)
        .map((q: { question: number }) => ({ question: q.question, choice })),
    },
  })
  expect(answer.status()).toBe(204)
  const results = await context.request.get(`/api/v1/reviews/${review}/results`)
  expect(results.status()).toBe(409)
  await context.close()
}

test('the secretary sees what would be generated, and generates it', async () => {
  await signIn(page, 'secretary2')
  await page.goto('/appraisal/criteria')
  await expect(page.getByRole('heading', { level: 1, name: '对照标准' })).toBeVisible()
  await looksRight(page)
  await page.getByRole('button', { name: '生成标准' }).first().click()
  const preview = page.getByRole('dialog')
  await expect(preview.getByText(/将新增 \d+ 条|没有新的标准可以生成/)).toBeVisible()
  await looksRight(page)
  await preview
    .getByRole('button', { name: /^(生成标准|关闭)$/ })
    .last()
    .click()
  await expect(page.getByText(/1\. /).first()).toBeVisible()
  await page.getByText('来源').first().click()
  await looksRight(page)
})

test('a member writes against the criteria, and hands it in', async ({}, info) => {
  await signIn(page, author(info.project.name))
  await page.goto('/appraisal')
  await expect(page.getByRole('heading', { level: 1, name: '我的党性分析' })).toBeVisible()
  await page.getByRole('button', { name: '开始写' }).click()
  const answers = page.getByRole('textbox', { name: /^对照情况/ })
  await expect(answers.first()).toBeVisible()
  await looksRight(page)
  const many = await answers.count()
  await answers.first().fill('窗口有时让群众跑两趟，打算把要带的材料写成一张单子。')
  await expect(page.getByText(/^已保存 \d\d:\d\d/)).toBeVisible()
  await page.getByRole('button', { name: '提交' }).click()
  await expect(page.getByText(/还有 \d+ 条标准没有写/)).toBeVisible()
  for (let i = 1; i < many; i++) await answers.nth(i).fill(`第 ${i + 1} 条：有差距，打算改。`)
  await page.getByLabel('总的认识').fill('总的看，主动性还不够。')
  await expect(page.getByText(`已写 ${many} / ${many} 条`)).toBeVisible()
  await page.getByRole('button', { name: '提交' }).click()
  await expect(page.getByText('待审阅', { exact: true })).toBeVisible()
  await looksRight(page)
})

test('the secretary reads it and accepts it', async () => {
  await signIn(page, 'secretary2')
  await page.goto('/appraisal/analyses')
  await expect(page.getByRole('heading', { level: 1, name: '审阅党性分析' })).toBeVisible()
  await looksRight(page)
  await page
    .locator('main')
    .getByRole('link', { name: /待审阅/ })
    .first()
    .click()
  await expect(page.getByText('窗口有时让群众跑两趟', { exact: false })).toBeVisible()
  await looksRight(page)
  await page.getByRole('button', { name: '通过' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '审阅党性分析' })).toBeVisible()
})

test('a review is planned and its vote opened', async ({}, info) => {
  await page.goto('/appraisal/reviews')
  await page.getByRole('button', { name: '安排评议会' }).first().click()
  await page.getByLabel('名称').fill(`民主评议会（${info.project.name}）`)
  await page.getByLabel('日期').fill(dayFromNow(0))
  await page.getByRole('checkbox').nth(1).check()
  await looksRight(page)
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('heading', { level: 1, name: /民主评议会/ })).toBeVisible()
  review = page.url().split('/').pop() ?? ''
  await page.getByRole('button', { name: '开启测评' }).click()
  await looksRight(page)
  await page.getByRole('dialog').getByRole('button', { name: '开启测评' }).click()
  await expect(page.getByText(/已投票 0 \/ \d+ 人/)).toBeVisible()
  await looksRight(page)
})

test('five vote secretly; there is nothing to see before the box is closed', async ({ browser }, info) => {
  for (const [i, voter] of ['recorder2', 'member2', 'member22', 'member23'].entries())
    await voteElsewhere(browser, info.project.use.baseURL, voter, (i % 2) + 1)
  await signIn(page, 'member21')
  await page.goto(`/appraisal/reviews/${review}`)
  await page.getByRole('link', { name: '去投票' }).click()
  await expect(page.getByText(/^不记名：/)).toBeVisible()
  await looksRight(page)
  const first = page.getByRole('radio', { name: '满意', exact: true })
  for (let i = 0; i < (await first.count()); i++) await first.nth(i).click()
  await page.getByRole('button', { name: '投票', exact: true }).click()
  await looksRight(page)
  await page.getByRole('button', { name: '确认投票' }).click()
  await expect(page.getByText('已投票', { exact: true })).toBeVisible()
  await looksRight(page)
  await page.goto(`/appraisal/reviews/${review}`)
  await expect(page.getByText('您已投票，票已计入')).toBeVisible()
  await expect(page.getByText('测评结果')).toHaveCount(0)
})

test('after closing the sums show, of members only to those whom they concern', async () => {
  await signIn(page, 'secretary2')
  await page.goto(`/appraisal/reviews/${review}`)
  await page.getByText('谁投过票').click()
  await expect(page.getByText('已投', { exact: true })).toHaveCount(5)
  await page.getByRole('button', { name: '关箱并公布结果' }).click()
  await looksRight(page)
  await page.getByRole('dialog').getByRole('button', { name: '关箱并公布结果' }).click()
  await expect(page.getByRole('heading', { name: '测评结果' })).toBeVisible()
  await expect(page.getByText('3 票').first()).toBeVisible()
  await looksRight(page)
  await page.getByRole('button', { name: '登记已召开' }).click()
  await page.getByRole('button', { name: '全选' }).click()
  await page.getByLabel('评议结论').fill('总体满意，联系群众还要加强。')
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('已召开', { exact: true })).toBeVisible()
  await signIn(page, 'member23')
  await page.goto(`/appraisal/reviews/${review}`)
  await expect(page.getByText('支部（总体）')).toBeVisible()
  await expect(page.getByText('不足五票，不公布')).toHaveCount(0)
})
