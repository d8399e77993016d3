import { readFileSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import { expect, type APIRequestContext, type Page } from '@playwright/test'

const accounts = new Map(
  readFileSync(new URL('../../seeds/demo/accounts.csv', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [username, password] = line.split(',')
      return [username, password]
    }),
)

/** The password of one of the demo's accounts. */
export const demoPassword = (username: string) => accounts.get(username) ?? ''

/** Signs in on the page as one of the demo's accounts. */
export async function signIn(page: Page, username: string) {
  await page.context().clearCookies()
  await page.goto('/')
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码').fill(demoPassword(username))
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: '工作台' })).toBeVisible()
}

/** Signs in without a page, as one of the demo's accounts. */
export async function enter(request: APIRequestContext, username: string) {
  const answer = await request.post('/api/v1/session', {
    data: { username, password: accounts.get(username) ?? '' },
  })
  expect(answer.status()).toBe(200)
}

/** The page as it stands breaks no accessibility rule and does not scroll sideways. */
export async function looksRight(page: Page) {
  // A discussion is followed over a stream, which keeps the network busy for good.
  if (!/\/discussions\/./.test(page.url())) await page.waitForLoadState('networkidle')
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
  // What fades has no contrast to measure; what has just appeared begins to fade in with the next frame.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
  await page.evaluate(() => Promise.all(document.getAnimations().map((a) => a.finished.catch(() => a))))
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`)).toEqual([])
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(wide, 'the page scrolls sideways').toBeLessThanOrEqual(0)
}

/** Chooses an entry of a select menu that is found by its name; in a long list it is searched for first. */
export async function choose(page: Page, name: string, entry: string | RegExp, search?: string) {
  await page.getByLabel(name, { exact: true }).click()
  if (search) await page.keyboard.type(search)
  await page.getByRole('option', { name: entry }).first().click()
  await expect(page.getByRole('option')).toHaveCount(0)
}

/** A day relative to today in Shanghai, as a date field takes it. */
export function dayFromNow(days: number) {
  return new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)
}

/** A made-up ID number with the right check digit (GB 11643); 990001 is no region's code. */
export function idNumber(serial: number) {
  const body = `99000119850412${String(serial).padStart(3, '0')}`
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((n, w, i) => n + w * Number(body[i]), 0)
  return body + '10X98765432'[sum % 11]
}
