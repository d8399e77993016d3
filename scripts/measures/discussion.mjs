// Opens a long discussion on a phone whose processor is four times slower, and scrolls it: what is seen when, and
// which frames were late. Prints JSON.
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'

const require = createRequire(new URL('../../frontend/package.json', import.meta.url))
const { chromium } = require('playwright-core')
const base = `http://127.0.0.1:${process.env.PORT}`
const discussion = process.env.DISCUSSION
const [username, password] = readFileSync(new URL('../../seeds/demo/accounts.csv', import.meta.url), 'utf8')
  .split('\n')
  .find((line) => line.startsWith('member2,'))
  .split(',')

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
})
const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN', serviceWorkers: 'block' })
await context.request.post(`${base}/api/v1/session`, { data: { username, password } })
const page = await context.newPage()
await page.addInitScript(() => {
  window.longTasks = []
  new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map((e) => e.duration))).observe({
    type: 'longtask',
    buffered: true,
  })
  window.watchFirst = () => {
    window.firstAt = undefined
    const look = () => {
      if (document.querySelector('article')) window.firstAt = performance.now()
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  }
  window.watchFirst()
})
const cdp = await context.newCDPSession(page)
await page.goto(base)
await page.getByRole('heading', { level: 1 }).waitFor()
await cdp.send('Emulation.setCPUThrottlingRate', { rate: Number(process.env.RATE ?? 4) })

const rounds = Number(process.env.ROUNDS ?? 5)
const reloaded = []
const inside = []
for (let n = 0; n < rounds; n++) {
  await page.goto(`${base}/discussions/${discussion}`)
  await page.waitForFunction(() => window.firstAt)
  reloaded.push(await page.evaluate(() => window.firstAt))
  await page.goto(`${base}/discussions`)
  const link = page.locator(`a[href="/discussions/${discussion}"]`)
  await link.waitFor()
  await page.waitForTimeout(500)
  inside.push(
    await link.evaluate(async (element) => {
      const from = performance.now()
      window.watchFirst()
      element.click()
      while (!window.firstAt) await new Promise((drawn) => requestAnimationFrame(drawn))
      return window.firstAt - from
    }),
  )
}
const scrolled = await page.evaluate(async (pixels) => {
  window.longTasks.length = 0
  const frames = []
  let most = 0
  let last = performance.now()
  const from = last
  let at = 0
  while (performance.now() - from < 20_000) {
    at += pixels
    window.scrollTo(0, at)
    at = window.scrollY
    const now = await new Promise((drawn) => requestAnimationFrame(drawn))
    frames.push(now - last)
    last = now
    most = Math.max(most, document.querySelectorAll('article').length)
  }
  return { frames, most, long: window.longTasks, height: document.documentElement.scrollHeight, reached: window.scrollY }
}, 40)
const sorted = (numbers) => [...numbers].sort((a, b) => a - b)
const part = (numbers, p) => Math.round(sorted(numbers)[Math.min(numbers.length - 1, Math.floor(numbers.length * p))])
console.log(
  JSON.stringify(
    {
      firstContentAfterReload: { median: part(reloaded, 0.5), worst: part(reloaded, 1) },
      firstContentInside: { median: part(inside, 0.5), worst: part(inside, 1) },
      frames: { count: scrolled.frames.length, median: part(scrolled.frames, 0.5), p95: part(scrolled.frames, 0.95), worst: part(scrolled.frames, 1) },
      longTasks: { count: scrolled.long.length, worst: scrolled.long.length ? part(scrolled.long, 1) : 0 },
      mostCardsInThePage: scrolled.most,
      scrolledPixels: Math.round(scrolled.reached),
    },
    null,
    2,
  ),
)
await browser.close()
