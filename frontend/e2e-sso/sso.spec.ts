import { readFileSync } from 'node:fs'
import { expect, request, test, type APIRequestContext, type Page } from '@playwright/test'
import { dayFromNow, demoPassword, looksRight, signIn } from '../e2e/support'

// The provider's people stand in realm.json; which of them has an account here is said below.
const passwords = new Map<string, string>(
  JSON.parse(readFileSync(new URL('realm.json', import.meta.url), 'utf8')).users.map(
    (user: { username: string; credentials: [{ value: string }] }) => [
      user.username,
      user.credentials[0].value,
    ],
  ),
)
const button = '全县统一身份认证'
const session = '/api/v1/session'
let office: APIRequestContext

test.beforeAll(async ({ baseURL }) => {
  office = await request.newContext({ baseURL })
  const signedIn = await office.post(session, {
    data: { username: 'office', password: demoPassword('office') },
  })
  expect(signedIn.status()).toBe(200)
  await change('secretary1', { ssoSubject: 'wang.xiulan' })
  await change('member2', { ssoSubject: 'former.colleague', enabled: false })
})
test.afterAll(() => office.dispose())

async function account(username: string) {
  const page = await (await office.get('/api/v1/accounts', { params: { q: username } })).json()
  return page.items.find((a: { username: string }) => a.username === username)
}

async function change(username: string, data: object) {
  const path = `/api/v1/accounts/${(await account(username)).id}`
  const etag = (await office.get(path)).headers().etag
  const changed = await office.patch(path, {
    data,
    headers: { 'If-Match': etag, 'Content-Type': 'application/merge-patch+json' },
  })
  expect(changed.status(), await changed.text()).toBe(200)
}

/** Fills in the provider's own page. */
async function identify(page: Page, username: string) {
  await page.getByRole('textbox', { name: 'Username or email' }).fill(username)
  await page.getByRole('textbox', { name: 'Password' }).fill(passwords.get(username) ?? '')
  await page.getByRole('button', { name: 'Sign In' }).click()
}

async function signInFrom(page: Page, place: string, username: string) {
  await page.goto(place)
  await page.getByRole('link', { name: button }).click()
  await identify(page, username)
}

async function whoIsSignedIn(page: Page) {
  const me = await page.request.get('/api/v1/me')
  return me.status() === 200 ? (await me.json()).username : me.status()
}

const ourCookies = async (page: Page, baseURL?: string) =>
  (await page.context().cookies(`${baseURL}${session}/oidc/return`)).map((c) => c.name)

test('who is known at the provider lands at the wanted page as the right person, with our session alone', async ({
  page,
  baseURL,
}) => {
  await page.goto('/rectification?state=OPEN')
  await expect(page.getByRole('link', { name: button })).toBeVisible()
  await looksRight(page)
  await signInFrom(page, '/rectification?state=OPEN', 'wang.xiulan')
  await expect(page.getByRole('heading', { level: 1, name: '整改台账' })).toBeVisible()
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/rectification?state=OPEN')
  expect(await whoIsSignedIn(page)).toBe('secretary1')
  expect(await ourCookies(page, baseURL)).toEqual(['zhixing_session'])
})

test('who goes to sign in before the page is there still comes back to it', async ({ page }) => {
  let arrive = () => {}
  const held = new Promise<void>((done) => (arrive = done))
  await page.route(/LedgerPage.*\.js/, async (route) => {
    await held
    await route.continue()
  })
  await signInFrom(page, '/rectification?state=OPEN', 'wang.xiulan')
  arrive()
  await expect(page.getByRole('heading', { level: 1, name: '整改台账' })).toBeVisible()
})

test('signing out ends our session', async ({ page, baseURL }) => {
  await signInFrom(page, '/', 'wang.xiulan')
  await expect(page.getByRole('heading', { level: 1, name: '工作台' })).toBeVisible()
  const kept = await page.context().cookies(baseURL)
  await page.getByRole('button', { name: '账号菜单' }).click()
  await page.getByRole('menuitem', { name: '退出登录' }).click()
  await expect(page.getByRole('link', { name: button })).toBeVisible()
  expect(await whoIsSignedIn(page)).toBe(401)
  await page.context().addCookies(kept)
  expect(await whoIsSignedIn(page)).toBe(401)
})

test('who has no account is told so in words, and can try again as somebody else', async ({ page }) => {
  await signInFrom(page, '/', 'stranger')
  await expect(page.getByRole('alert')).toContainText('还没有对应的账号')
  await looksRight(page)
  expect(await whoIsSignedIn(page)).toBe(401)

  await page.getByRole('link', { name: button }).click()
  await page.getByRole('button', { name: 'Restart login' }).click()
  await identify(page, 'wang.xiulan')
  await expect(page.getByRole('heading', { level: 1, name: '工作台' })).toBeVisible()
  expect(await whoIsSignedIn(page)).toBe('secretary1')
  expect(page.url()).not.toContain('signIn')
})

test('a disabled account is refused', async ({ page }) => {
  await signInFrom(page, '/', 'former.colleague')
  await expect(page.getByRole('alert')).toContainText('账号已停用')
  expect(await whoIsSignedIn(page)).toBe(401)
})

test('an account of the same name is tied at its first single sign-on, because the settings say so', async ({
  page,
}) => {
  expect((await account('recorder2')).ssoSubject).toBeNull()
  await signInFrom(page, '/', 'recorder2')
  await expect(page.getByRole('heading', { level: 1, name: '工作台' })).toBeVisible()
  expect(await whoIsSignedIn(page)).toBe('recorder2')
  expect((await account('recorder2')).ssoSubject).toBe('recorder2')
})

test('the office says on the page who an account is', async ({ page }) => {
  await signIn(page, 'office')
  await page.goto(`/accounts/${(await account('secretary4')).id}`)
  await page.getByRole('button', { name: '单点登录' }).click()
  await page.getByLabel('单点登录身份').fill('wang.xiulan')
  await looksRight(page)
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('alert')).toContainText('一个单点登录身份只能对应一个账号')
  await page.getByLabel('单点登录身份').fill('of.secretary4')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('of.secretary4', { exact: true })).toBeVisible()
  await looksRight(page)
  expect((await account('secretary4')).ssoSubject).toBe('of.secretary4')
})

test('the window over a page signs in beside it, and what was typed stays', async ({ page }) => {
  await signInFrom(page, '/rectification', 'wang.xiulan')
  await page.getByRole('button', { name: '登记问题' }).click()
  await page.getByLabel('问题', { exact: true }).fill('收支公开不及时')
  await page.getByLabel('整改措施').fill('每季度张榜公布收支')
  await page.getByLabel('期限').fill(dayFromNow(20))
  // The session ends just as the form is sent.
  await page.route('**/api/v1/rectification-items', async (route) => {
    if (route.request().method() === 'POST') await page.request.delete(session)
    await route.continue()
  })
  await page.getByRole('button', { name: '保存' }).click()

  await expect(page.getByRole('link', { name: button })).toBeVisible()
  await looksRight(page)
  const beside = page.waitForEvent('popup')
  await page.getByRole('link', { name: button }).click()
  await expect((await beside).getByRole('heading', { level: 1, name: '工作台' })).toBeVisible()
  await (await beside).close()
  // Playwright keeps every page focused; people's browsers say when they come back.
  await page.evaluate(() => dispatchEvent(new Event('focus')))
  await expect(page.getByRole('link', { name: button })).toHaveCount(0)
  await expect(page.getByLabel('问题', { exact: true })).toHaveValue('收支公开不及时')
  expect(await whoIsSignedIn(page)).toBe('secretary1')
})

test('a forged return is refused with words', async ({ page, baseURL }) => {
  await page.goto(`${session}/oidc/return?code=forged&state=forged`)
  await expect(page.getByRole('alert')).toContainText('登录没有完成')

  await page.getByRole('link', { name: button }).click()
  await expect(page.getByRole('button', { name: 'Sign In' })).toBeVisible()
  expect(await ourCookies(page, baseURL)).toEqual(['zhixing_sign_in'])
  await page.goto(`${session}/oidc/return?code=forged&state=forged`)
  await expect(page.getByRole('alert')).toContainText('登录没有完成')
  expect(await ourCookies(page, baseURL)).toEqual([])
})

test('a code that nobody gave is refused', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('link', { name: button }).click()
  await expect(page.getByRole('button', { name: 'Sign In' })).toBeVisible()
  const state = new URL(page.url()).searchParams.get('state')
  await page.goto(`${session}/oidc/return?code=forged&state=${state}`)
  await expect(page.getByRole('alert')).toContainText('登录没有完成')
  expect(await whoIsSignedIn(page)).toBe(401)
})

test("a return belongs to the browser that left, once: nobody else's browser is signed in by it", async ({
  page,
  browser,
  baseURL,
}) => {
  await page.goto('/')
  await page.getByRole('link', { name: button }).click()
  const action = await page.locator('form').getAttribute('action')
  // The provider's form by hand, its page left so that it does nothing of its own: the answer is held back here.
  await page.goto('about:blank')
  const form = { username: 'wang.xiulan', password: passwords.get('wang.xiulan') ?? '' }
  const answer = await page.request.post(action ?? '', { form, maxRedirects: 0 })
  const address = answer.headers().location
  expect(address).toContain(`${session}/oidc/return?`)

  const other = await (await browser.newContext({ baseURL, locale: 'zh-CN' })).newPage()
  await other.goto('/')
  await other.getByRole('link', { name: button }).click()
  await expect(other.getByRole('button', { name: 'Sign In' })).toBeVisible()
  await other.goto(address)
  await expect(other.getByRole('alert')).toContainText('登录没有完成')
  expect(await whoIsSignedIn(other)).toBe(401)
  await other.context().close()

  await page.goto(address)
  await expect(page.getByRole('heading', { level: 1, name: '工作台' })).toBeVisible()
  expect(await whoIsSignedIn(page)).toBe('secretary1')
  await page.context().clearCookies({ name: 'zhixing_session' })
  await page.goto(address)
  await expect(page.getByRole('alert')).toContainText('登录没有完成')
  expect(await whoIsSignedIn(page)).toBe(401)
})

for (const to of ['https://evil.example/', '//evil.example/', '/\\evil.example/', '/\t/evil.example/']) {
  test(`nobody is led to ${JSON.stringify(to)} after signing in`, async ({ page, baseURL }) => {
    await page.goto(`${session}/oidc?to=${encodeURIComponent(to)}`)
    await identify(page, 'wang.xiulan')
    await expect(page.getByRole('heading', { level: 1, name: '工作台' })).toBeVisible()
    expect(page.url()).toBe(`${baseURL}/`)
  })
}
