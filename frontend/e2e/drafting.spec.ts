import { expect, test, type APIRequestContext, type Browser, type Page } from '@playwright/test'
import { enter, looksRight, signIn } from './support'

const secretary = 'secretary3'
const base = '党员户每户包一段沟渠，每月清淤一次。发现堵塞当天报告。'

/** A discussion of the third branch that is being refined, with three contributions and a draft; its id and the draft's. */
async function refined(request: APIRequestContext) {
  await enter(request, secretary)
  const made = async (path: string, data: object) => {
    const answer = await request.post(`/api/v1${path}`, { data })
    expect(answer.ok(), await answer.text()).toBe(true)
    return (await answer.json()) as { id: string }
  }
  const [campaign] = (await (await request.get('/api/v1/campaigns')).json()).items
  const [branch] = (await (await request.get('/api/v1/branches')).json()).items
  const members = (await (await request.get('/api/v1/members')).json()).items as { id: string }[]
  const { id } = await made('/discussions', {
    campaignId: campaign.id,
    organizationId: branch.id,
    topicCode: 'Q3',
    title: `起草试验 ${Date.now()}`,
  })
  await made(`/discussions/${id}/transitions`, { to: 'OPEN' })
  const said = []
  for (const [n, text] of [
    '沟渠年年堵，党员要包段。',
    '堵了没人管，要有人报告。',
    '会议太多，少开一点。',
  ].entries())
    said.push(await made(`/discussions/${id}/contributions`, { text, memberId: members[n + 1]!.id }))
  await made(`/discussions/${id}/transitions`, { to: 'REFINING' })
  const draft = await made(`/discussions/${id}/requirements`, {
    text: base,
    contributionIds: [said[0]!.id],
  })
  return { id, draft: draft.id }
}

async function another(browser: Browser, page: Page) {
  const context = await browser.newContext({
    viewport: page.viewportSize(),
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    serviceWorkers: 'block',
  })
  const other = await context.newPage()
  await signIn(other, secretary)
  return other
}

async function edit(page: Page, id: string, draft: string) {
  await page.goto(`/discussions/${id}?part=requirements&draft=${draft}`)
  await page.getByRole('button', { name: '修改文字' }).click()
  const field = page.getByLabel('第 1 条的文字')
  await expect(field).toHaveValue(base)
  return field
}

test('two who reword one draft see each other at once, and what both wrote is joined', async ({
  page,
  browser,
  request,
}) => {
  test.slow()
  const { id, draft } = await refined(request)
  await signIn(page, secretary)
  const other = await another(browser, page)
  const mine = await edit(page, id, draft)
  const theirs = await edit(other, id, draft)

  await mine.fill(base.replace('每月清淤一次', '每月清淤两次'))
  await theirs.fill(base.replace('当天报告', '当天报告支部'))
  await other.getByRole('button', { name: '保存', exact: true }).click()
  await expect(other.getByRole('button', { name: '修改文字' })).toBeVisible()

  // The other's wording is told without anybody asking, and what is being written stays.
  await expect(page.getByText(/已经改了这一条/)).toBeVisible()
  await expect(mine).toHaveValue(base.replace('每月清淤一次', '每月清淤两次'))
  await looksRight(page)

  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.getByText(/已合并.*的修改，请确认/)).toBeVisible()
  const both = base.replace('每月清淤一次', '每月清淤两次').replace('当天报告', '当天报告支部')
  await expect(mine).toHaveValue(both)
  await looksRight(page)
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.getByRole('button', { name: '修改文字' })).toBeVisible()
  await expect(other.getByText(both)).toBeVisible()
  await other.close()
})

test('where both changed the same place, both wordings stand there until one decides', async ({
  page,
  browser,
  request,
}) => {
  test.slow()
  const { id, draft } = await refined(request)
  await signIn(page, secretary)
  const other = await another(browser, page)
  const mine = await edit(page, id, draft)
  const theirs = await edit(other, id, draft)
  await mine.fill(base.replace('每月', '每周'))
  await theirs.fill(base.replace('每月', '每天'))
  await other.getByRole('button', { name: '保存', exact: true }).click()
  await expect(other.getByRole('button', { name: '修改文字' })).toBeVisible()
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.getByText(/改了同一处/)).toBeVisible()
  await expect(mine).toHaveValue(base.replace('每月', '每周'))
  await expect(page.getByRole('region', { name: '我的文字' }).getByText('每周')).toBeVisible()
  await expect(page.getByRole('region', { name: /^(?!我).+的文字$/ }).getByText('每天')).toBeVisible()
  await looksRight(page)
  await page.getByRole('button', { name: /^用(?!我的)/ }).click()
  await expect(mine).toHaveValue(base.replace('每月', '每天'))
  await page.getByRole('button', { name: '用我的' }).click()
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(other.getByText(base.replace('每月', '每周'))).toBeVisible()
  await other.close()
})

test('a secretary distils contributions into requirements and brings them to the vote', async ({
  page,
  request,
}) => {
  test.slow()
  const phone = (page.viewportSize()?.width ?? 0) < 1024
  const { id } = await refined(request)
  await signIn(page, secretary)
  await page.goto(`/discussions/${id}`)
  if (phone) await page.getByRole('button', { name: '待提炼的发言' }).click()
  await page
    .getByRole('listitem')
    .filter({ hasText: '堵了没人管' })
    .getByRole('button', { name: /选为来源/ })
    .click()
  await looksRight(page)
  if (phone) await page.getByRole('button', { name: /要求 · 已选 1 条/ }).click()
  await page.getByRole('textbox', { name: '具体要求' }).fill('发现堵塞，当天报告支部。')
  await page.getByRole('button', { name: '保存草稿' }).click()
  const second = page.getByRole('article', { name: '第 2 条' })
  await expect(second.getByText('堵了没人管，要有人报告。')).toBeVisible()
  await looksRight(page)

  // Merged, it comes from both, and the other says where it went.
  await second.getByRole('button', { name: '合并' }).click()
  await page.getByRole('checkbox', { name: /第 1 条/ }).click()
  await page.getByLabel('合并后的文字').fill('党员户每户包一段沟渠，发现堵塞当天报告支部。')
  await page.getByRole('dialog').getByRole('button', { name: '合并' }).click()
  await expect(second.getByText('来自 2 条发言')).toBeVisible()
  await page.getByText('已合并、拆分或撤回的（1）').click()
  await expect(page.getByRole('article', { name: '第 1 条' })).toContainText('已并入')

  // Not without the four judgements.
  await page.getByRole('button', { name: '提交表决' }).click()
  await expect(page.getByRole('alert').getByText('第 2 条还没有审核“符合党章和中央要求”')).toBeVisible()
  await looksRight(page)
  for (const aspect of ['符合党章和中央要求', '体现时代要求', '符合群体实际', '符合行业、岗位实际']) {
    await second.getByRole('button', { name: `审核：${aspect}` }).click()
    const dialog = page.getByRole('dialog')
    if (aspect === '符合党章和中央要求') {
      await dialog.getByLabel('依据').fill('党章第三条')
      await looksRight(page)
    }
    await dialog.getByRole('button', { name: '保存' }).click()
    await expect(dialog).toHaveCount(0)
  }
  await expect(second.getByText('可以表决')).toBeVisible()

  // What goes into no requirement says so where it was said.
  await page.getByRole('link', { name: '发言', exact: true }).click()
  const dull = page.getByRole('article').filter({ hasText: '会议太多' })
  await dull.getByRole('button', { name: '不予采纳' }).click()
  await page.getByLabel('原因').fill('与题目无关')
  await page.getByRole('dialog').getByRole('button', { name: '不予采纳' }).click()
  await expect(dull.getByText('不予采纳，与题目无关')).toBeVisible()
  await expect(page.getByText('写入第 2 条').first()).toBeVisible()
  await looksRight(page)
  await page.getByRole('button', { name: '提交表决' }).click()
  await expect(page.getByText('表决中')).toBeVisible()
})

test('a member supports with one tap and sees where each contribution went', async ({ page }) => {
  await signIn(page, 'member2')
  await page.goto('/discussions')
  await page
    .getByRole('link', { name: /提炼中/ })
    .first()
    .click()
  await page.getByRole('link', { name: '发言', exact: true }).click()
  await expect(page.getByText(/写入第 \d 条/).first()).toBeVisible()
  await page.getByRole('link', { name: '具体要求' }).click()
  await page.getByRole('button', { name: /第 1 条/ }).click()
  await expect(page.getByRole('region', { name: '来源发言' })).toBeVisible()
  await expect(page.getByRole('button', { name: '修改文字' })).toHaveCount(0)
  await looksRight(page)
  await page.goBack()
  await page.goto('/discussions')
  await page
    .getByRole('link', { name: /开放中/ })
    .first()
    .click()
  const support = page.getByRole('button', { name: /^附议.*的发言，现有/ }).first()
  const name = await support.getAttribute('aria-label')
  await support.click()
  await expect(
    page.getByRole('button', { name: `取消${name?.replace(/\d+ 人$/, '')}` }).first(),
  ).toBeVisible()
  await looksRight(page)
})

test('of a long discussion only what is near the window is in the page', async ({ page, request }) => {
  test.slow()
  await enter(request, secretary)
  const { id } = await refined(request)
  await request.post(`/api/v1/discussions/${id}/transitions`, { data: { to: 'OPEN' } })
  const members = (await (await request.get('/api/v1/members')).json()).items as { id: string }[]
  for (let n = 1; n <= 120; n++) {
    await request.post(`/api/v1/discussions/${id}/contributions`, {
      data: { text: `第 ${n} 句话。`, memberId: members[n % members.length]!.id },
    })
  }
  const pages: number[] = []
  page.on('response', async (r) => {
    if (/\/contributions\?/.test(r.url()) && r.ok()) pages.push((await r.json()).items.length)
  })
  await signIn(page, secretary)
  await page.goto(`/discussions/${id}?sort=earliest`)
  await expect(page.getByText('第 1 句话。')).toBeVisible()
  // As often as pages of it take to come.
  await expect(async () => {
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight))
    expect(await page.getByRole('article').count()).toBeLessThan(45)
    await expect(page.getByText('第 120 句话。')).toBeVisible({ timeout: 100 })
  }).toPass({ timeout: 30_000 })
  expect(await page.getByRole('article').count()).toBeLessThan(45)
  expect(Math.max(...pages)).toBe(50)
})
