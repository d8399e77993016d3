import { expect, request, test, type APIRequestContext, type Page } from '@playwright/test'
import { appCode } from './appCode'
import { demoPassword, looksRight, signIn } from './support'

const own = '溪边三棵柳树下开会 lamp'
let office: APIRequestContext
let project: string

test.beforeAll(async ({ baseURL }, info) => {
  project = info.project.name
  office = await signedIn('office', demoPassword('office'), baseURL)
})
test.afterAll(() => office.dispose())

/** Somebody signed in beside the page. */
async function signedIn(username: string, password: string, baseURL?: string) {
  const context = await request.newContext({ baseURL })
  expect((await context.post('/api/v1/session', { data: { username, password } })).ok()).toBe(true)
  return context
}

/** A new account with a role, and the one-time code for it. */
async function open(purpose: string) {
  const username = `${purpose}.${project}`
  const me = await (await office.get('/api/v1/me')).json()
  const organizationId = me.grants[0].organization.id
  const answer = await office.post('/api/v1/accounts', {
    data: { username, displayName: '新来的', organizationId },
  })
  expect(answer.status()).toBe(201)
  const { account, code } = await answer.json()
  const grant = { accountId: account.id, role: 'RECORDER', organizationId }
  expect((await office.post('/api/v1/role-grants', { data: grant })).status()).toBe(201)
  return { username, code: code as string }
}

/** A new account whose owner has set their password. */
async function settled(purpose: string, baseURL?: string) {
  const { username, code } = await open(purpose)
  const context = await request.newContext({ baseURL })
  const data = { username, password: code, newPassword: own }
  expect((await context.post('/api/v1/session', { data })).ok()).toBe(true)
  return { username, context }
}

async function enter(page: Page, username: string, password: string) {
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await submit(page)
}

const submit = (page: Page) => page.getByRole('button', { name: '登录', exact: true }).click()
const isIn = (page: Page) => expect(page.getByRole('heading', { level: 1, name: '工作台' })).toBeVisible()

async function start(page: Page) {
  await page.context().clearCookies()
  await page.goto('/')
}

async function menu(page: Page, entry: string) {
  await page.getByRole('button', { name: '账号菜单' }).click()
  await page.getByRole('menuitem', { name: entry }).click()
}

const words = (page: Page) => page.getByRole('textbox', { name: '发言', exact: true })
const say = (page: Page) => page.getByRole('button', { name: '发言', exact: true }).click()

/** A member of the second branch, on the page of a discussion that is open there. */
async function speaking(page: Page) {
  await signIn(page, 'member2')
  await page.goto('/discussions')
  await page
    .getByRole('link', { name: /开放中/ })
    .first()
    .click()
  await expect(words(page)).toBeVisible()
}

test.describe('the ways in', () => {
  test('a one-time code leads to a password of one’s own; a common one is refused beside its field', async ({
    page,
  }) => {
    const { username, code } = await open('first')
    await start(page)
    await looksRight(page)
    await enter(page, username, code)
    const chosen = page.getByLabel('新密码')
    await expect(chosen).toBeFocused()
    await expect(page.getByLabel('密码', { exact: true })).toHaveValue(code)
    await looksRight(page)
    await chosen.fill('password1234')
    await submit(page)
    await expect(chosen).toHaveAccessibleDescription(/很常见/)
    await expect(chosen).toHaveValue('password1234')
    await looksRight(page)
    await expect(chosen).toHaveAttribute('type', 'password')
    await page.getByRole('button', { name: '显示输入的内容' }).last().click()
    await expect(chosen).toHaveAttribute('type', 'text')
    await chosen.fill(own)
    await submit(page)
    await isIn(page)
    await start(page)
    await enter(page, username, own)
    await isIn(page)
  })

  test('a second factor is enrolled, asked for at the next sign-in, and a recovery code stands in once', async ({
    page,
    baseURL,
  }) => {
    test.slow()
    const { username } = await settled('factor', baseURL)
    await start(page)
    await enter(page, username, own)
    await isIn(page)
    await menu(page, '我的账号')
    await page.getByRole('button', { name: '开启' }).click()
    await page.getByLabel('密码', { exact: true }).fill(own)
    await page.getByRole('button', { name: '下一步' }).click()
    await expect(page.getByRole('img', { name: '给验证器应用扫描的二维码' })).toBeVisible()
    await looksRight(page)
    const secret = await page.getByText(/^([A-Z2-7]{4}\s?){8}$/).innerText()
    await page.getByLabel('动态口令').fill('12345x')
    await page.getByRole('button', { name: '确认开启' }).click()
    await expect(page.getByLabel('动态口令')).toHaveAccessibleDescription(/检查手机时间/)
    await page.getByLabel('动态口令').fill(appCode(secret))
    await page.getByRole('button', { name: '确认开启' }).click()
    const kept = page.getByRole('dialog', { name: '恢复码' })
    await expect(kept.getByRole('listitem')).toHaveCount(10)
    await looksRight(page)
    const codes = await kept.getByRole('listitem').allInnerTexts()
    await expect(kept.getByRole('button', { name: '关闭' })).toBeDisabled()
    await kept.getByLabel('我已经保存好了').check()
    await kept.getByRole('button', { name: '关闭' }).click()
    await expect(page.getByText('还有 10 个恢复码可用')).toBeVisible()
    await looksRight(page)

    await start(page)
    await enter(page, username, own)
    await expect(page.getByLabel('动态口令')).toBeFocused()
    await looksRight(page)
    await page.getByLabel('动态口令').fill('不对的')
    await submit(page)
    await expect(page.getByLabel('动态口令')).toHaveAccessibleDescription(/每个数字只能用一次/)
    await page.getByLabel('动态口令').fill(appCode(secret, 1))
    await submit(page)
    await isIn(page)

    for (const [code, comesIn] of [
      [codes[0], true],
      [codes[0], false],
      [codes[1], true],
    ] as const) {
      await start(page)
      await enter(page, username, own)
      await page.getByLabel('动态口令').fill(code)
      await submit(page)
      if (comesIn) await isIn(page)
      else await expect(page.getByLabel('动态口令')).toHaveAccessibleDescription(/只能用一次/)
    }
  })

  test('who must have a second factor reaches nothing before it', async ({ page, baseURL }) => {
    const { username } = await settled('must', baseURL)
    await page.route('**/api/v1/me', async (route) => {
      const response = await route.fetch()
      if (!response.ok()) return route.fulfill({ response })
      await route.fulfill({ response, json: { ...(await response.json()), secondFactorRequired: true } })
    })
    await start(page)
    await enter(page, username, own)
    await isIn(page)
    for (const path of ['/', '/rectification', '/me']) {
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1, name: '请先开启第二因素' })).toBeVisible()
      await expect(page.getByRole('navigation')).toHaveCount(0)
    }
    await looksRight(page)
    const kept = () => page.waitForResponse((r) => r.request().method() === 'PATCH' && r.ok())
    const english = kept()
    await page.getByRole('button', { name: 'English' }).click()
    await english
    await expect(page.getByRole('heading', { name: 'Set up a second factor first' })).toBeVisible()
    const chinese = kept()
    await page.getByRole('button', { name: '中文' }).click()
    await chinese
    await page.getByLabel('密码', { exact: true }).fill(own)
    await page.getByRole('button', { name: '下一步' }).click()
    const secret = await page.getByText(/^([A-Z2-7]{4}\s?){8}$/).innerText()
    await page.getByLabel('动态口令').fill(appCode(secret))
    await page.getByRole('button', { name: '确认开启' }).click()
    const codes = page.getByRole('dialog', { name: '恢复码' })
    await codes.getByLabel('我已经保存好了').check()
    await codes.getByRole('button', { name: '关闭' }).click()
    await expect(page.getByRole('heading', { level: 1, name: '我的账号' })).toBeVisible()
    await menu(page, '退出登录')
    await expect(page.getByLabel('用户名')).toBeVisible()
  })

  test('failures in a row are slowed; the page says so and counts down', async ({ page }) => {
    await start(page)
    await page.getByLabel('用户名').fill(`guessed.${project}`)
    await page.getByLabel('密码').fill('not the password')
    const answers: number[] = []
    while (answers.at(-1) !== 429 && answers.length < 12) {
      const answer = page.waitForResponse((r) => r.url().endsWith('/api/v1/session'))
      await submit(page)
      answers.push((await answer).status())
    }
    expect(answers.slice(0, 5)).toEqual([401, 401, 401, 401, 401])
    expect(answers.at(-1)).toBe(429)
    await expect(page.getByRole('alert')).toContainText('连续登录失败')
    await expect(page.getByRole('button', { name: /^\d+ 秒后可再登录$/ })).toBeDisabled()
    await expect(page.getByLabel('密码')).toHaveValue('not the password')
    await expect(page.getByRole('button', { name: '登录', exact: true })).toBeEnabled({ timeout: 30_000 })
    await looksRight(page)
  })

  test('a sign-in without a connection says so in words', async ({ page }) => {
    await start(page)
    await expect(page.getByLabel('用户名')).toBeVisible()
    await page.context().setOffline(true)
    await enter(page, 'member2', demoPassword('member2'))
    await expect(page.getByRole('alert')).toContainText('没有连上')
    await page.context().setOffline(false)
    await submit(page)
    await isIn(page)
  })
})

test.describe('my account', () => {
  test('a changed password ends the other devices; one device is ended by hand', async ({
    page,
    baseURL,
  }) => {
    const { username, context } = await settled('devices', baseURL)
    await start(page)
    await enter(page, username, own)
    await isIn(page)
    await page.goto('/me')
    await expect(page.getByText('记录员 · 云溪区城郊工委')).toBeVisible()
    await expect(page.getByText('谷歌浏览器 · Linux 电脑')).toBeVisible()
    await expect(page.getByText('当前设备')).toHaveCount(1)
    await looksRight(page)
    expect((await context.get('/api/v1/me')).status()).toBe(200)
    await page.getByRole('button', { name: /^结束/ }).click()
    await expect(page.getByRole('button', { name: /^结束/ })).toHaveCount(0)
    expect((await context.get('/api/v1/me')).status()).toBe(401)

    const other = await signedIn(username, own, baseURL)
    await page.getByRole('button', { name: '修改密码' }).click()
    await page.getByLabel('现在的密码').fill('不是这个密码')
    await page.getByLabel('新密码').fill(`${own} 2`)
    await looksRight(page)
    await page.getByRole('button', { name: '保存' }).click()
    await expect(page.getByLabel('现在的密码')).toHaveAccessibleDescription(/现在使用的密码/)
    await page.getByLabel('现在的密码').fill(own)
    await page.getByRole('button', { name: '保存' }).click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
    expect((await other.get('/api/v1/me')).status()).toBe(401)
    await page.reload()
    await expect(page.getByText('当前设备')).toBeVisible()
  })

  test('my record shows that the secretary read my numbers, and why', async ({ page, baseURL }) => {
    const reason = `核对花名册（${project}）`
    const member = await signedIn('member2', demoPassword('member2'), baseURL)
    const { memberId } = await (await member.get('/api/v1/me')).json()
    const secretary = await signedIn('secretary2', demoPassword('secretary2'), baseURL)
    const { displayName } = await (await secretary.get('/api/v1/me')).json()
    const read = await secretary.post(`/api/v1/members/${memberId}/disclosures`, { data: { reason } })
    expect(read.ok()).toBe(true)

    await signIn(page, 'member2')
    await menu(page, '我的账号')
    await page.getByRole('link', { name: '我的记录' }).click()
    const entry = page.getByRole('listitem').filter({ hasText: reason })
    await expect(entry).toContainText('查看证件和电话号码')
    await expect(entry).toContainText(displayName)
    await expect(entry).toContainText('看到了：身份证号、手机号')
    await looksRight(page)
  })
})

test.describe('nobody loses typed words', () => {
  test('when the session has ended', async ({ page }) => {
    await speaking(page)
    await words(page).fill(`会话断了也还在（${project}）`)
    await page.context().clearCookies()
    await say(page)
    await expect(page.getByRole('dialog').getByLabel('用户名')).toHaveValue('member2')
    await looksRight(page)
    await page.getByLabel('密码', { exact: true }).fill(demoPassword('member2'))
    await submit(page)
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(words(page)).toHaveValue(`会话断了也还在（${project}）`)
    await say(page)
    await expect(words(page)).toHaveValue('')
  })

  test('when signing out, without a question', async ({ page }) => {
    await speaking(page)
    await words(page).fill('还没说完')
    page.once('dialog', (d) => d.dismiss())
    await menu(page, '退出登录')
    await expect(words(page)).toHaveValue('还没说完')
    page.once('dialog', (d) => d.accept())
    await menu(page, '退出登录')
    await expect(page.getByLabel('用户名')).toBeVisible()
    await speaking(page)
    await expect(page.getByText('还没说完')).toHaveCount(0)
  })

  test('when the connection is lost; the same words sent again count once', async ({ page }) => {
    await speaking(page)
    const keys: (string | undefined)[] = []
    page.on('request', (r) => r.method() === 'POST' && keys.push(r.headers()['idempotency-key']))
    await words(page).fill(`断网也还在（${project}）`)
    await page.context().setOffline(true)
    await expect(page.getByText('网络已断开', { exact: false })).toBeVisible()
    await say(page)
    await expect(page.getByText('没有发送成功')).toBeVisible()
    await expect(words(page)).toHaveValue(`断网也还在（${project}）`)
    await looksRight(page)
    await page.context().setOffline(false)
    await expect(page.getByText('网络已断开', { exact: false })).toHaveCount(0)
    await say(page)
    await expect(words(page)).toHaveValue('')
    await expect(page.getByRole('listitem').filter({ hasText: `断网也还在（${project}）` })).toHaveCount(1)
    expect(keys).toHaveLength(2)
    expect(keys[0]).toBeTruthy()
    expect(keys[1]).toBe(keys[0])
  })

  test('when a form in a window is sent without a connection', async ({ page }) => {
    await signIn(page, 'secretary2')
    await page.goto('/study')
    await page.getByRole('button', { name: '安排学习' }).click()
    await page.getByLabel('主题').fill('没有网络的安排')
    await page.getByLabel('日期').fill('2027-03-02')
    await page.getByLabel('开始').fill('09:00')
    await page.getByLabel('结束').fill('11:00')
    await page.context().setOffline(true)
    await page.getByRole('button', { name: '保存' }).click()
    await expect(page.getByRole('dialog').getByRole('alert')).toContainText('没有发送成功')
    await expect(page.getByLabel('主题')).toHaveValue('没有网络的安排')
    await looksRight(page)
    await page.context().setOffline(false)
  })

  test('when the page is loaded anew', async ({ page }) => {
    await speaking(page)
    await words(page).fill(`重新打开也还在（${project}）`)
    await page.reload()
    await expect(words(page)).toHaveValue('')
    await expect(page.getByText(`重新打开也还在（${project}）`)).toBeVisible()
    await looksRight(page)
    await page.getByRole('button', { name: '恢复' }).click()
    await expect(words(page)).toHaveValue(`重新打开也还在（${project}）`)
    await say(page)
    await expect(words(page)).toHaveValue('')
    await page.reload()
    await expect(page.getByRole('button', { name: '恢复' })).toHaveCount(0)
  })

  test('in minutes that are half written', async ({ page }) => {
    await signIn(page, 'secretary2')
    await page.goto('/study')
    await page.getByRole('button', { name: '已举行', exact: true }).click()
    await page
      .getByRole('link', { name: /已举行/ })
      .first()
      .click()
    await page.getByRole('button', { name: /^(修改|写记录)$/ }).click()
    const minutes = page.getByRole('textbox', { name: '会议记录' })
    await minutes.fill(`写到一半（${project}）`)
    await page.reload()
    await page.getByRole('button', { name: '恢复' }).click()
    await expect(minutes).toHaveValue(`写到一半（${project}）`)
    page.once('dialog', (d) => d.accept())
    await page.getByRole('button', { name: '取消' }).click()
    await page.reload()
    await expect(page.getByRole('button', { name: /^(修改|写记录)$/ })).toBeVisible()
    await expect(page.getByRole('button', { name: '恢复' })).toHaveCount(0)
  })
})

test('another person who signs in over a page sees nothing of it', async ({ page }) => {
  await speaking(page)
  const title = await page.getByRole('heading', { level: 1 }).innerText()
  await words(page).fill('只有我写的')
  await page.context().clearCookies()
  await say(page)
  await expect(page.getByRole('dialog').getByLabel('用户名')).toBeVisible()
  await enter(page, 'secretary3', demoPassword('secretary3'))
  await isIn(page)
  await expect(page).toHaveURL(/\/$/)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('banner')).toContainText('桥头村党支部')
  await expect(page.getByText('柳溪村党支部')).toHaveCount(0)
  await page.goBack()
  await expect(page.getByText('只有我写的')).toHaveCount(0)
  await expect(page.getByRole('heading', { level: 1, name: title })).toHaveCount(0)
})
