import { expect, test } from '@playwright/test'
import { looksRight, signIn } from './support'

test('the office can reach and read every page', async ({ page }) => {
  test.slow()
  const noise: string[] = []
  page.on('console', (m) => m.type() === 'error' && noise.push(m.text()))
  page.on('pageerror', (e) => noise.push(e.message))
  await signIn(page, 'office')
  noise.length = 0 // The first visit is not signed in, and the browser notes the 401.
  for (const path of ['/organizations', '/campaign', '/imports', '/accounts', '/study', '/progress']) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await looksRight(page)
  }
  await page.goto('/campaign')
  await page.getByRole('button', { name: /^调整批次/ }).click()
  await looksRight(page)
  await page.getByRole('button', { name: '取消' }).click()
  await page.goto('/accounts?q=secretary2')
  await page.getByRole('link', { name: /secretary2/ }).click()
  await expect(page.getByText('支部书记 · 柳溪村党支部')).toBeVisible()
  await looksRight(page)
  await page.getByRole('button', { name: '授予角色' }).click()
  await looksRight(page)
  expect(noise).toEqual([])
})

test('a member finds what is due and can speak', async ({ page }) => {
  await signIn(page, 'member2')
  await looksRight(page)
  await page.goto('/discussions')
  await page
    .getByRole('link', { name: /开放中/ })
    .first()
    .click()
  await page.getByRole('textbox', { name: '发言', exact: true }).fill('我先说一句。')
  await page.getByRole('button', { name: '发言', exact: true }).click()
  await expect(page.getByText('我先说一句。').first()).toBeVisible()
  await looksRight(page)
})

test('the page is read in English as well, and the choice is kept on the account', async ({ page }) => {
  await signIn(page, 'leader')
  await page.getByRole('button', { name: '账号菜单' }).click()
  const kept = page.waitForResponse((r) => r.request().method() === 'PATCH' && r.ok())
  await page.getByRole('menuitem', { name: 'English' }).click()
  await kept
  await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await looksRight(page)
  await page.getByRole('button', { name: 'Account menu' }).click()
  const back = page.waitForResponse((r) => r.request().method() === 'PATCH' && r.ok())
  await page.getByRole('menuitem', { name: '中文' }).click()
  await back
})

test('an ended session asks to sign in over the page and keeps what was typed', async ({ page }) => {
  await signIn(page, 'secretary2')
  await page.goto('/rectification')
  // The form has all it reads before the session ends: the next request is the one that is typed.
  const read = Promise.all([
    page.waitForResponse(/members\?organization=/),
    page.waitForResponse(/organizations\/[0-9a-f-]+$/),
  ])
  await page.getByRole('button', { name: '登记问题' }).click()
  await page.getByLabel('问题', { exact: true }).fill('路灯不亮')
  await read
  await page.getByLabel('责任人', { exact: true }).click()
  await page.context().clearCookies()
  await page.keyboard.type('方')
  await expect(page.getByRole('dialog').getByLabel('用户名')).toBeVisible()
  await page.getByLabel('用户名').fill('secretary2')
  await page.getByLabel('密码').fill('zhixing-secretary-2026')
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await expect(page.getByLabel('用户名')).toHaveCount(0)
  await expect(page.getByLabel('问题', { exact: true })).toHaveValue('路灯不亮')
})

test('typed words are not lost without a question', async ({ page }) => {
  await signIn(page, 'secretary2')
  await page.goto('/study')
  await page.getByRole('button', { name: '安排学习' }).click()
  await page.getByLabel('主题').fill('还没写完')
  page.once('dialog', (d) => d.dismiss())
  await page.getByRole('button', { name: '取消' }).click()
  await expect(page.getByLabel('主题')).toHaveValue('还没写完')
  page.once('dialog', (d) => d.accept())
  await page.getByRole('button', { name: '取消' }).click()
  await expect(page.getByLabel('主题')).toHaveCount(0)
})

test('nothing is cut off at 360 pixels', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 })
  await signIn(page, 'secretary2')
  for (const path of [
    '/study',
    '/discussions',
    '/rectification',
    '/progress',
    '/organizations',
    '/campaign',
  ]) {
    await page.goto(path)
    await page.waitForLoadState('networkidle')
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(wide, path).toBeLessThanOrEqual(0)
  }
})
