import { expect, request, test, type APIRequestContext, type Browser, type Page } from '@playwright/test'
import { choose, dayFromNow, enter, looksRight } from './support'

// What twelve people say becomes a requirement, the requirement a yardstick, and a problem is measured against it.
test.describe.configure({ mode: 'serial' })

const own = '晒谷场边三株枣树-2026'
const surnames = [...'邹喻柏窦章云苏潘葛奚范彭']
const adopted = '党员每月到责任网格走访两次，当场记下难处，次月答复。'
const run = Date.now().toString(36)
const voters = ['ping', 'he', 'an', 'ning', 'kang']
let office: APIRequestContext
let secretary: APIRequestContext
let page: Page
let campaign: string
let branch: string
let members: string[]
let discussion: string
let review: string

const user = (name: string) => `${name}.${run}`

test.beforeAll(async ({ browser }, info) => {
  const { viewport, locale, timezoneId, hasTouch, baseURL } = info.project.use
  page = await (await browser.newContext({ viewport, locale, timezoneId, hasTouch, baseURL })).newPage()
  office = await request.newContext({ baseURL })
  secretary = await request.newContext({ baseURL })
  await enter(office, 'office')
  campaign = (await (await office.get('/api/v1/campaigns?limit=1')).json()).items[0].id
  const me = await (await office.get('/api/v1/me')).json()
  branch = await made(office, '/organizations', {
    parentId: me.grants[0].organization.id,
    kind: 'BRANCH',
    code: `YST-${run}`,
    name: `${info.project.name === 'phone' ? '枣林' : '枣园'}村党支部`,
  })
  members = []
  for (const surname of surnames)
    members.push(
      await made(office, '/members', {
        branchId: branch,
        name: `${surname}春生`,
        category: 'ORDINARY',
        stage: 'FULL',
        memberSince: '2020-01-01',
      }),
    )
  for (const [i, name] of ['secretary', ...voters].entries())
    await account(name, members[i]!, i === 0 ? ['SECRETARY', 'MEMBER'] : ['MEMBER'], baseURL)
  await secretary.post('/api/v1/session', { data: { username: user('secretary'), password: own } })
})
test.afterAll(async () => {
  await Promise.all([office.dispose(), secretary.dispose(), page.context().close()])
})

async function made(by: APIRequestContext, path: string, data: object): Promise<string> {
  const answer = await by.post(`/api/v1${path}`, { data })
  expect([200, 201], await answer.text()).toContain(answer.status())
  return (await answer.json()).id
}

async function account(name: string, memberId: string, roles: string[], baseURL?: string) {
  const answer = await office.post('/api/v1/accounts', {
    data: { username: user(name), displayName: `${name} ${run}`, organizationId: branch, memberId },
  })
  expect(answer.status(), await answer.text()).toBe(201)
  const { account, code } = await answer.json()
  const held = (await (await office.get(`/api/v1/accounts/${account.id}`)).json()).grants ?? []
  for (const role of roles)
    if (!held.some((g: { role: string }) => g.role === role))
      await office.post('/api/v1/role-grants', {
        data: { accountId: account.id, role, organizationId: branch },
      })
  const first = await request.newContext({ baseURL })
  const data = { username: user(name), password: code, newPassword: own }
  expect((await first.post('/api/v1/session', { data })).ok()).toBe(true)
  await first.dispose()
}

async function signInAs(on: Page, name: string) {
  await on.context().clearCookies()
  await on.goto('/')
  await on.getByLabel('用户名').fill(user(name))
  await on.getByLabel('密码').fill(own)
  await on.getByRole('button', { name: '登录', exact: true }).click()
  await expect(on.getByRole('heading', { level: 1, name: '工作台' })).toBeVisible()
}

async function elsewhere(browser: Browser, baseURL?: string) {
  return (
    await browser.newContext({ baseURL, viewport: { width: 390, height: 844 }, locale: 'zh-CN' })
  ).newPage()
}

test('a question is opened, and half of the branch is heard, the others by their recorder', async () => {
  discussion = await made(secretary, '/discussions', {
    campaignId: campaign,
    organizationId: branch,
    topicCode: 'Q2',
  })
  await signInAs(page, 'secretary')
  await page.goto(`/discussions/${discussion}`)
  await page.getByRole('button', { name: '开放讨论' }).click()
  await page.getByLabel('发言', { exact: true }).fill('网格走访要有次数，不能一年见一面。')
  await page.getByRole('button', { name: '发言', exact: true }).click()
  await expect(page.getByRole('article').filter({ hasText: '网格走访要有次数' })).toBeVisible()
  for (const [i, text] of [
    '走访要记下来，不然等于没去。',
    '记了要答复，下个月要有回音。',
    '村里的路灯坏了半年了。',
    '外出的同志可以打电话走访。',
    '困难户要多去一次。',
  ].entries())
    await made(secretary, `/discussions/${discussion}/contributions`, { text, memberId: members[i + 1] })
  await page.getByRole('button', { name: /有 5 条新发言/ }).click()
  await expect(page.getByText('困难户要多去一次。')).toBeVisible()
  await looksRight(page)
})

test('two drafts are merged, and what goes into none says who dropped it and why', async () => {
  await page.getByRole('button', { name: '开始提炼' }).click()
  await expect(page.getByText('提炼中', { exact: true })).toBeVisible()
  const said = (
    await (await secretary.get(`/api/v1/discussions/${discussion}/contributions?sort=createdAt`)).json()
  ).items as { id: string }[]
  const draft = (text: string, from: number[]) =>
    made(secretary, `/discussions/${discussion}/requirements`, {
      text,
      contributionIds: from.map((n) => said[n]!.id),
    })
  const kept = await draft('党员每月到责任网格走访两次。', [0, 4, 5])
  await draft('走访当场记下难处，次月答复。', [1, 2])

  await page.goto(`/discussions/${discussion}?part=requirements&draft=${kept}`)
  await page.getByRole('button', { name: '合并', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('checkbox', { name: /第 2 条/ }).check()
  await dialog.getByLabel('合并后的文字').fill(adopted)
  await looksRight(page)
  await dialog.getByRole('button', { name: '合并', exact: true }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByText('来自 5 条发言')).toBeVisible()

  await page.goto(`/discussions/${discussion}?part=talk`)
  const lamp = page.getByRole('article').filter({ hasText: '路灯坏了' })
  await lamp.getByRole('button', { name: '不予采纳' }).click()
  await page
    .getByRole('dialog')
    .getByLabel('理由')
    .or(page.getByRole('dialog').getByLabel('原因'))
    .fill('属于日常维修，已转村委会')
  await page.getByRole('dialog').getByRole('button', { name: '不予采纳' }).click()
  await expect(lamp.getByText(/不予采纳，属于日常维修/)).toBeVisible()
})

test('nothing is put to the vote before it was judged', async () => {
  await page.getByRole('button', { name: '提交表决' }).click()
  await expect(page.getByRole('alert').filter({ hasText: '还不能提交表决' })).toBeVisible()
  const [draft] = (
    await (await secretary.get(`/api/v1/requirements?discussion=${discussion}&state=DRAFT`)).json()
  ).items
  for (const aspect of ['CONFORMS', 'OF_ITS_TIME', 'FITS_GROUP', 'FITS_POST']) {
    const path = `/api/v1/requirements/${draft.id}`
    const etag = (await secretary.get(path)).headers().etag!
    const judged = await secretary.put(`${path}/judgements/${aspect}`, {
      data: { holds: true, citation: aspect === 'CONFORMS' ? '党章第三条' : null },
      headers: { 'If-Match': etag },
    })
    expect(judged.ok(), await judged.text()).toBe(true)
  }
  await page.getByRole('button', { name: '提交表决' }).click()
  await expect(page.getByText('表决中', { exact: true })).toBeVisible()
})

test('without a quorum and with an objection it is not adopted; answered and voted on, it is', async ({
  browser,
}, info) => {
  const other = await elsewhere(browser, info.project.use.baseURL)
  await signInAs(other, 'ping')
  await other.goto(`/discussions/${discussion}`)
  await other.getByRole('button', { name: '反对', exact: true }).click()
  await other.getByLabel('理由').fill('农忙时一个月两次做不到')
  await other.getByRole('button', { name: /^提交表决/ }).click()
  await expect(other.getByText(/您的表决：反对/)).toBeVisible()
  await other.context().close()

  await page.goto(`/discussions/${discussion}`)
  await page.getByRole('button', { name: '同意', exact: true }).click()
  await expect(page.getByText('已表决 2 / 12 人，至少 10 人')).toBeVisible()
  await expect(page.getByRole('heading', { name: '还不能通过' })).toBeVisible()
  await expect(page.getByRole('button', { name: '通过', exact: true })).toBeDisabled()
  const early = await secretary.post(`/api/v1/discussions/${discussion}/transitions`, {
    data: { to: 'ADOPTED' },
  })
  expect(early.status()).toBe(409)
  expect((await early.json()).errors.map((e: { code: string }) => e.code)).toContain('vote/lacks-quorum')
  await looksRight(page)

  await page.getByRole('button', { name: '登记会议表决' }).click()
  const hands = page.getByRole('dialog')
  await expect(hands.getByText('同意 11 · 保留 0 · 反对 1 · 未表决 0')).toBeVisible()
  await looksRight(page)
  await hands.getByRole('button', { name: '保存表决' }).click()
  await expect(page.getByText('已表决 12 / 12 人，至少 10 人')).toBeVisible()
  await expect(page.getByText('1 条反对意见待答复').first()).toBeVisible()

  await page.getByRole('button', { name: '答复', exact: true }).click()
  await page
    .getByRole('dialog')
    .getByLabel('答复', { exact: true })
    .fill('农忙的两个月可以电话走访，照样记下答复。')
  await page.getByRole('dialog').getByRole('button', { name: '答复', exact: true }).click()
  await expect(page.getByText('已形成共识', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: '通过', exact: true }).click()
  await page.getByRole('dialog').getByRole('button').last().click()
  await expect(page.getByText('已通过', { exact: true })).toBeVisible()
  await page.getByRole('link', { name: '打印通过的要求' }).click()
  await expect(page.getByText(adopted)).toBeVisible()
  await expect(page.getByText('农忙时一个月两次做不到', { exact: false })).toBeVisible()
  await looksRight(page)
})

test('it is a criterion, and a member hands in a self-analysis measured by it', async ({ browser }, info) => {
  await page.goto('/appraisal/criteria')
  await page.getByRole('button', { name: '生成标准' }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: '生成标准' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByText(adopted).first()).toBeVisible()
  await looksRight(page)

  const other = await elsewhere(browser, info.project.use.baseURL)
  await signInAs(other, 'ping')
  await other.goto('/appraisal')
  await other.getByRole('button', { name: '开始写' }).click()
  const answers = other.getByRole('textbox', { name: /^对照情况/ })
  await expect(answers.first()).toBeVisible()
  for (let i = 0; i < (await answers.count()); i++)
    await answers.nth(i).fill(`第 ${i + 1} 条：走访还不够勤。`)
  await other.getByRole('button', { name: '提交' }).click()
  await expect(other.getByText('待审阅', { exact: true })).toBeVisible()
  await other.context().close()
})

test('a secret vote is held, and its sums show once it is closed', async ({ baseURL }) => {
  review = await made(secretary, '/reviews', {
    campaignId: campaign,
    organizationId: branch,
    title: '民主评议会',
    date: dayFromNow(0),
    ofOrganization: true,
    memberIds: [],
  })
  await made(secretary, `/reviews/${review}/ballot-box`, { kind: 'SATISFACTION', byCriterion: false })
  for (const [i, name] of voters.entries()) {
    const voter = await request.newContext({ baseURL })
    await voter.post('/api/v1/session', { data: { username: user(name), password: own } })
    const cast = await voter.post(`/api/v1/reviews/${review}/ballot-box/ballots`, {
      data: { choices: [{ question: 1, choice: (i % 2) + 1 }] },
    })
    expect(cast.status(), await cast.text()).toBe(204)
    await voter.dispose()
  }
  await page.goto(`/appraisal/reviews/${review}`)
  await page.getByRole('button', { name: '关箱并公布结果' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '关箱并公布结果' }).click()
  await expect(page.getByRole('heading', { name: '测评结果' })).toBeVisible()
  await expect(page.getByText('3 票').first()).toBeVisible()
  await looksRight(page)
})

test('a problem is measured against it, and is walked back to what was said', async () => {
  await page.goto(`/appraisal/findings?origin=REVIEW&reference=${review}&organization=${branch}`)
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('问题', { exact: true }).fill('三名党员两个月没有走访')
  await choose(page, '对照的标准', new RegExp(adopted.slice(0, 12)))
  await looksRight(page)
  await dialog.getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '三名党员两个月没有走访' })).toBeVisible()
  await expect(page.getByText(adopted)).toBeVisible()
  await page.getByRole('link', { name: '来龙去脉' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '来龙去脉' })).toBeVisible()
  for (const text of ['三名党员两个月没有走访', adopted, '走访要记下来'])
    await expect(page.getByText(text, { exact: false }).first()).toBeVisible()
  await looksRight(page)
})
