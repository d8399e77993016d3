import { expect, request, test, type APIRequestContext, type Page } from '@playwright/test'
import { dayFromNow, enter, looksRight } from './support'

// A roll in a village hall: the connection goes, the roll is taken, and it arrives once. STU-3
test.describe.configure({ mode: 'serial' })
test.use({ serviceWorkers: 'allow' })

const own = '祠堂门口两棵老樟树-2026'
const surnames = [...'陈李王张刘杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹']
let office: APIRequestContext
let auditor: APIRequestContext
let branch: string
let recorder: string
let campaign: string

test.beforeAll(async ({ baseURL }, info) => {
  office = await request.newContext({ baseURL })
  auditor = await request.newContext({ baseURL })
  await enter(office, 'office')
  await enter(auditor, 'auditor')
  const me = await (await office.get('/api/v1/me')).json()
  campaign = (await (await office.get('/api/v1/campaigns?limit=1')).json()).items[0].id
  const { project } = info
  const run = Date.now().toString(36)
  branch = await made('/api/v1/organizations', {
    parentId: me.grants[0].organization.id,
    kind: 'BRANCH',
    code: `OFF-${run}`,
    name: `${project.name === 'phone' ? '石桥' : '石门'}村党支部`,
  })
  for (const surname of surnames) {
    await made('/api/v1/members', {
      branchId: branch,
      name: `${surname}有田`,
      category: 'ORDINARY',
      stage: 'FULL',
      memberSince: '2020-01-01',
    })
  }
  recorder = `recorder.${run}`
  const answer = await office.post('/api/v1/accounts', {
    data: { username: recorder, displayName: '石桥的记录员', organizationId: branch },
  })
  expect(answer.status()).toBe(201)
  const { account, code: once } = await answer.json()
  await made('/api/v1/role-grants', { accountId: account.id, role: 'RECORDER', organizationId: branch })
  const first = await request.newContext({ baseURL })
  const data = { username: recorder, password: once, newPassword: own }
  expect((await first.post('/api/v1/session', { data })).ok()).toBe(true)
  await first.dispose()
})
test.afterAll(async () => {
  await office.dispose()
  await auditor.dispose()
})

async function made(path: string, data: object): Promise<string> {
  const answer = await office.post(path, { data })
  expect(answer.status(), await answer.text()).toBe(201)
  return (await answer.json()).id
}

/** A session that is over by now, on a half-day of its own. */
async function session(daysAgo: number, held = true) {
  const on = dayFromNow(-daysAgo)
  const id = await made('/api/v1/study-sessions', {
    campaignId: campaign,
    organizationId: branch,
    title: `学习 ${daysAgo}`,
    startsAt: `${on}T08:30:00+08:00`,
    endsAt: `${on}T10:30:00+08:00`,
  })
  if (held) {
    const answer = await office.post(`/api/v1/study-sessions/${id}/transitions`, { data: { to: 'HELD' } })
    expect(answer.status()).toBe(200)
  }
  return id
}

async function signInAsRecorder(page: Page) {
  await page.goto('/')
  await page.getByLabel('用户名').fill(recorder)
  await page.getByLabel('密码', { exact: true }).fill(own)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: '工作台' })).toBeVisible()
}

/** The page is on the device by now, and so is what was opened. */
async function ready(page: Page) {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
}

const named = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^${name} `) })
const choice = (page: Page, name: string, status: string) =>
  page.getByRole('radiogroup', { name }).getByRole('radio', { name: status })
const save = (page: Page) => page.getByRole('button', { name: '保存考勤' }).click()

async function statuses(id: string) {
  const roll = await (await office.get(`/api/v1/study-sessions/${id}/attendance`)).json()
  const counts: Record<string, number> = {}
  for (const e of roll.entries) counts[e.status] = (counts[e.status] ?? 0) + 1
  return counts
}

/** How often the record says that this roll was taken. */
async function timesTaken(id: string) {
  const list = await auditor.get(`/api/v1/audit-events?operation=takeRoll&subject=${id}&limit=200`)
  expect(list.status(), await list.text()).toBe(200)
  return (await list.json()).items.length
}

test('a roll of thirty with three exceptions takes seven taps', async ({ page }) => {
  const id = await session(1)
  await signInAsRecorder(page)
  await page.goto(`/study/${id}`)
  let taps = 0
  const tap = async (target: ReturnType<typeof named>) => {
    taps++
    await target.click()
  }
  await tap(page.getByRole('button', { name: '点名' }))
  await expect(page.getByText('出席 30')).toBeVisible()
  await looksRight(page)
  await tap(named(page, '曹有田'))
  await tap(named(page, '李有田'))
  await tap(choice(page, '李有田', '请假'))
  await tap(named(page, '王有田'))
  await tap(choice(page, '王有田', '迟到'))
  await expect(page.getByLabel('王有田 到达时间')).toHaveValue('08:45')
  for (const words of ['出席 27', '迟到 1', '请假 1', '缺席 1'])
    await expect(page.getByText(words)).toBeVisible()
  await looksRight(page)
  await tap(page.getByRole('button', { name: '保存考勤' }))
  await expect(page.getByText('出席 28 / 30')).toBeVisible()
  expect(taps).toBe(7)
  expect(await statuses(id)).toEqual({ PRESENT: 27, LATE: 1, LEAVE: 1, ABSENT: 1 })
  expect(await timesTaken(id)).toBe(1)
})

test('the roll is taken from the keyboard alone', async ({ page }) => {
  const id = await session(2)
  await signInAsRecorder(page)
  await page.goto(`/study/${id}`)
  await page.getByRole('button', { name: '点名' }).press('Enter')
  await named(page, '曹有田').focus()
  await page.keyboard.press('4')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('3')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('2')
  await page.keyboard.press('1')
  await expect(page.getByText('缺席 1')).toBeVisible()
  await expect(page.getByText('出席 28')).toBeVisible()
  await page.getByRole('button', { name: '保存考勤' }).press('Enter')
  await expect(page.getByText('出席 28 / 30')).toBeVisible()
})

test('a session is held and its roll taken without a connection, and both arrive once', async ({
  page,
  context,
}) => {
  const id = await session(3, false)
  await signInAsRecorder(page)
  await ready(page)
  await page.goto('/outbox')
  await expect(page.getByRole('link', { name: /学习 3/ })).toBeVisible()
  await looksRight(page)

  await context.setOffline(true)
  await page.reload()
  await expect(page.getByText(/没有网络/).first()).toBeVisible()
  await page.getByRole('link', { name: /学习 3/ }).click()
  await page.getByRole('button', { name: '登记已举行' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '登记已举行' }).click()
  await page.getByRole('button', { name: '点名' }).click()
  await named(page, '曹有田').click()
  await looksRightOffline(page)
  await save(page)
  await expect(page.getByRole('link', { name: '待发送 2' })).toBeVisible()
  await page.reload()
  await expect(page.getByText('缺席')).toHaveCount(1)
  await page.getByRole('link', { name: '待发送 2' }).click()
  await expect(page.getByText('出席 29')).toBeVisible()
  await expect(page.getByText('等这次学习前面的一项送到后发送。')).toBeVisible()
  await looksRightOffline(page)

  await context.setOffline(false)
  await expect(page.getByText('已送到', { exact: true })).toHaveCount(2)
  await expect(page.getByRole('link', { name: /^待发送 / })).toHaveCount(0)
  expect(await statuses(id)).toEqual({ PRESENT: 29, ABSENT: 1 })
  const roll = await (await office.get(`/api/v1/study-sessions/${id}/attendance`)).json()
  expect(roll.entries.filter((e: { creditedMinutes: number }) => e.creditedMinutes === 120)).toHaveLength(29)
  expect(await timesTaken(id)).toBe(1)
})

test('who took the roll meanwhile is seen, a person chooses, and both stay on record', async ({
  page,
  context,
}) => {
  const id = await session(4)
  await signInAsRecorder(page)
  await ready(page)
  await page.goto(`/study/${id}`)
  await page.getByRole('button', { name: '点名' }).click()
  await context.setOffline(true)
  await named(page, '曹有田').click()
  await named(page, '陈有田').click()
  await save(page)
  await expect(page.getByRole('link', { name: '待发送 1' })).toBeVisible()

  const stands = await office.get(`/api/v1/study-sessions/${id}/attendance`)
  const { entries } = await stands.json()
  const theirs = await office.put(`/api/v1/study-sessions/${id}/attendance`, {
    headers: { 'If-Match': stands.headers().etag! },
    data: {
      entries: entries.map((e: { memberId: string; name: string }) => ({
        memberId: e.memberId,
        status: e.name === '陈有田' ? 'LEAVE' : 'PRESENT',
      })),
    },
  })
  expect(theirs.status()).toBe(200)

  await context.setOffline(false)
  await page.getByRole('link', { name: '待发送 1' }).click()
  await expect(page.getByText(/下面 2 人与你登记的不同/)).toBeVisible()
  await expect(page.getByText('还有 2 人没有选择')).toBeVisible()
  await looksRight(page)
  await choice(page, '曹有田', '我的：缺席').click()
  await choice(page, '陈有田', '已有：请假').click()
  await page.getByLabel('更正原因').fill('与签到表核对')
  await page.getByRole('button', { name: '按所选发送' }).click()
  await expect(page.getByText('已送到', { exact: true })).toBeVisible()
  expect(await statuses(id)).toEqual({ PRESENT: 28, ABSENT: 1, LEAVE: 1 })
  const corrections = await (await office.get(`/api/v1/study-sessions/${id}/attendance/corrections`)).json()
  expect(corrections.items).toHaveLength(1)
  expect(corrections.items[0]).toMatchObject({ from: 'PRESENT', to: 'ABSENT', reason: '与签到表核对' })
})

test('a lost answer does not take the roll twice', async ({ browser, baseURL }, info) => {
  const id = await session(5)
  const { viewport, hasTouch, locale, timezoneId } = info.project.use
  const context = await browser.newContext({
    baseURL,
    viewport,
    hasTouch,
    locale,
    timezoneId,
    serviceWorkers: 'block',
  })
  const page = await context.newPage()
  await signInAsRecorder(page)
  let lost = 0
  let losing = true
  await page.route('**/attendance', async (route) => {
    if (route.request().method() !== 'PUT' || !losing) return route.continue()
    await route.fetch()
    lost++
    await route.abort('connectionreset')
  })
  await page.goto(`/study/${id}`)
  await page.getByRole('button', { name: '点名' }).click()
  await named(page, '曹有田').click()
  await save(page)
  await expect(page.getByText('已存在这台设备上，待发送')).toBeVisible()
  expect(lost).toBeGreaterThan(0)
  await page.getByRole('link', { name: '待发送 1' }).click()
  losing = false
  await expect(page.getByText('已送到', { exact: true })).toBeVisible({ timeout: 40_000 })
  expect(await statuses(id)).toEqual({ PRESENT: 29, ABSENT: 1 })
  expect(await timesTaken(id)).toBe(1)
  const corrections = await (await office.get(`/api/v1/study-sessions/${id}/attendance/corrections`)).json()
  expect(corrections.items).toEqual([])
  await context.close()
})

test('signing out warns of what is not sent, keeps it for its maker, and leaves nothing to read', async ({
  page,
  context,
}) => {
  const id = await session(6)
  await signInAsRecorder(page)
  await ready(page)
  await page.goto(`/study/${id}`)
  await page.getByRole('button', { name: '点名' }).click()
  // The roll cannot be sent, and everything else can.
  await page.route('**/attendance', (route) =>
    route.request().method() === 'PUT' ? route.abort() : route.continue(),
  )
  await save(page)
  await expect(page.getByRole('link', { name: '待发送 1' })).toBeVisible()
  const asked = new Promise<string>((told) =>
    page.once('dialog', (dialog) => {
      told(dialog.message())
      void dialog.accept()
    }),
  )
  await page.getByRole('button', { name: '账号菜单' }).click()
  await page.getByRole('menuitem', { name: '退出登录' }).click()
  expect(await asked).toContain('还有 1 项没有发送')
  await expect(page.getByLabel('用户名')).toBeVisible()
  await context.setOffline(true)
  await page.goto(`/study/${id}`)
  await expect(page.getByLabel('用户名')).toBeVisible()
  await context.setOffline(false)

  await page.goto('/')
  await page.getByLabel('用户名').fill('secretary1')
  await page.getByLabel('密码', { exact: true }).fill('zhixing-secretary-2026')
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: '工作台' })).toBeVisible()
  await page.goto('/outbox')
  await expect(page.getByText('没有待发送的内容')).toBeVisible()
  await context.clearCookies()
  await page.unroute('**/attendance')
  await signInAsRecorder(page)
  await page.goto('/outbox')
  await expect(page.getByText('已送到', { exact: true })).toBeVisible({ timeout: 40_000 })
  expect(await timesTaken(id)).toBe(1)
})

/** As {@link looksRight}, where nothing can be asked of the network. */
async function looksRightOffline(page: Page) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(wide, 'the page scrolls sideways').toBeLessThanOrEqual(0)
}
