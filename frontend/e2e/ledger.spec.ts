import { readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { choose, dayFromNow, enter, looksRight, signIn } from './support'

// The ledger is narrowed, sorted, kept as a view, changed together, moved on a board, opened from a calendar and taken home.
test.describe.configure({ mode: 'serial' })

const places = {
  phone: { secretary: 'secretary6' },
  desktop: { secretary: 'secretary7' },
}
let page: Page
let place: (typeof places)['phone']
let phone: boolean
/** Tells this walk from an earlier one through the same service. */
const serial = Date.now() % 100_000
const first = `沟渠淤堵待清（${serial}）`
const second = `路灯损坏待修（${serial}）`
const due = dayFromNow(20)

test.beforeAll(async ({ browser }, info) => {
  place = places[info.project.name as keyof typeof places]
  phone = info.project.name === 'phone'
  const { viewport, locale, timezoneId, hasTouch, baseURL } = info.project.use
  page = await (
    await browser.newContext({ viewport, locale, timezoneId, hasTouch, baseURL, acceptDownloads: true })
  ).newPage()
})
test.afterAll(() => page.context().close())

const main = () => page.getByRole('main')

test('two problems stand in the ledger', async () => {
  await signIn(page, place.secretary)
  await enter(page.request, place.secretary)
  const get = async (path: string) => (await page.request.get(`/api/v1/${path}`)).json()
  const campaign = (await get('campaigns?limit=1')).items[0].id
  const branch = (await get('branches?limit=1')).items[0].id
  const member = (await get(`members?organization=${branch}&limit=1`)).items[0].id
  for (const problem of [first, second]) {
    const answer = await page.request.post('/api/v1/rectification-items', {
      headers: { 'Sec-Fetch-Site': 'same-origin' },
      data: {
        campaignId: campaign,
        organizationId: branch,
        problem,
        dimension: 'WORK_STYLE',
        nature: 'NONCONFORMING',
        kind: 'DEADLINE',
        responsibleId: member,
        dueOn: due,
        origin: { kind: 'OTHER' },
        measures: [{ title: '清一次' }],
      },
    })
    expect(answer.status(), await answer.text()).toBe(201)
  }
  await page.goto('/rectification')
  await expect(main().getByText(first)).toBeVisible()
  await looksRight(page)
})

test('what is searched for is found, and sorted by what is chosen', async () => {
  await page.getByRole('textbox', { name: '搜索' }).fill(`（${serial}）`)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/q=/)
  if (phone) {
    await page.getByRole('button', { name: /^筛选/ }).click()
    await choose(page, '排序', '编号从大到小')
    await looksRight(page)
    await page.getByRole('button', { name: '确定' }).click()
  } else {
    const heading = page.getByRole('columnheader', { name: '编号' })
    await heading.getByRole('button').click()
    await expect(heading).toHaveAttribute('aria-sort', 'ascending')
    await heading.getByRole('button').click()
    await expect(heading).toHaveAttribute('aria-sort', 'descending')
  }
  const links = main().getByRole('link', { name: new RegExp(`（${serial}）`) })
  await expect(links).toHaveCount(2)
  await expect(links.first()).toContainText(second)
})

test('a view is kept and shown again', async () => {
  await page.getByRole('button', { name: '视图' }).click()
  await page.getByRole('menuitem', { name: '保存当前视图' }).click()
  await page.getByLabel('视图名称').fill(`我的视图${serial}`)
  await looksRight(page)
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.goto('/rectification')
  await page.getByRole('button', { name: '视图' }).click()
  await page.getByRole('menuitem', { name: `我的视图${serial}` }).click()
  await expect(page).toHaveURL(/sort=-number/)
  await expect(main().getByRole('link', { name: new RegExp(`（${serial}）`) })).toHaveCount(2)
})

test('both are changed together after a look at what would happen', async () => {
  if (phone) {
    for (const box of await main().getByRole('checkbox', { name: /^选择/ }).all()) await box.click()
  } else {
    const grid = page.getByRole('grid', { name: '整改台账' })
    await grid.focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Shift+ArrowDown')
  }
  await expect(page.getByText('已选 2 项')).toBeVisible()
  await page.getByRole('button', { name: '批量修改' }).click()
  const dialog = page.getByRole('dialog')
  await choose(page, '类型', '长期坚持')
  await dialog.getByRole('button', { name: '先看看会怎样' }).click()
  await expect(dialog.getByText('将修改 2 项')).toBeVisible()
  await looksRight(page)
  await dialog.getByRole('button', { name: '确定修改' }).click()
  await expect(dialog.getByText('已修改 2 项')).toBeVisible()
  await dialog.getByRole('button', { name: '关闭' }).last().click()
  const list = await (
    await page.request.get(
      `/api/v1/rectification-items?kind=LONG_TERM&q=${encodeURIComponent(`（${serial}）`)}`,
    )
  ).json()
  expect(list.items).toHaveLength(2)
})

test('the export has the rows that are shown', async () => {
  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name: '导出' }).click()
  await page.getByRole('menuitem', { name: '导出文本（.csv）' }).click()
  const text = readFileSync(await (await coming).path(), 'utf8')
  expect(text).toContain(first)
  expect(text.match(new RegExp(`（${serial}）`, 'g'))).toHaveLength(2)
  const book = page.waitForEvent('download')
  await page.getByRole('button', { name: '导出' }).click()
  await page.getByRole('menuitem', { name: '导出 Excel（.xlsx）' }).click()
  expect(
    readFileSync(await (await book).path())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK')
})

test('a card is moved on the board', async () => {
  await page.getByRole('button', { name: '看板' }).click()
  const open = page.getByRole('region', { name: /^待整改/ })
  const going = page.getByRole('region', { name: /^整改中/ })
  await expect(open.getByRole('listitem')).toHaveCount(2)
  await looksRight(page)
  await open.getByRole('button', { name: /^移动/ }).first().click()
  await page.getByRole('menuitem', { name: '开始整改' }).click()
  await expect(going.getByRole('listitem')).toHaveCount(1)
  await expect(open.getByRole('listitem')).toHaveCount(1)
})

test('a day of the calendar opens what is due on it', async () => {
  await page.getByRole('button', { name: '日历' }).click()
  if (due.slice(0, 7) !== dayFromNow(0).slice(0, 7))
    await page.getByRole('button', { name: '下一个月' }).click()
  const day = main().getByRole('button', { name: /2 项到期/ })
  await expect(day).toBeVisible()
  await looksRight(page)
  await day.click()
  await expect(page).toHaveURL(new RegExp(`dueFrom=${due}`))
  await expect(main().getByRole('link', { name: new RegExp(`（${serial}）`) })).toHaveCount(2)
})
