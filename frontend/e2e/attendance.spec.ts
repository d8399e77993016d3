import { expect, test, type Browser, type Page, type TestInfo } from '@playwright/test'
import { choose, looksRight, signIn } from './support'

// Attendance that people accept: by a code in the room, from a signed sheet, and leave that somebody decides.
const branch = '柳溪村党支部'

async function someone(browser: Browser, info: TestInfo, username: string) {
  const { viewport, locale, timezoneId, hasTouch, baseURL } = info.project.use
  const context = await browser.newContext({ viewport, locale, timezoneId, hasTouch, baseURL })
  const page = await context.newPage()
  await signIn(page, username)
  return page
}

/** The time in Shanghai, so many minutes from now. */
const shanghai = (minutes: number) =>
  new Date(Date.now() + 8 * 3_600_000 + minutes * 60_000).toISOString().slice(0, 16)

async function plan(page: Page, title: string, from: string, to: string) {
  await page.goto('/study')
  await page.getByRole('button', { name: '安排学习' }).click()
  await expect(page.getByRole('dialog').getByLabel('支部', { exact: true })).toContainText('党支部')
  await page.waitForLoadState('networkidle')
  await page.getByLabel('主题').fill(title)
  await page.getByLabel('日期').fill(from.slice(0, 10))
  await page.getByLabel('开始').fill(from.slice(11))
  await page.getByLabel('结束').fill(to.slice(11))
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
}

async function hold(page: Page) {
  await page.getByRole('button', { name: '登记已举行' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '登记已举行' }).click()
  await expect(page.getByText('已举行').first()).toBeVisible()
}

/** A session that goes on now, from five minutes ago for an hour, within the day that a form takes. */
function nowish() {
  const day = shanghai(0).slice(0, 10)
  const within = (time: string, edge: string) => (time.startsWith(day) ? time : `${day}T${edge}`)
  return { from: within(shanghai(-5), '00:00'), to: within(shanghai(55), '23:59') }
}

test('a member scans the code in the room and the room sees it', async ({ browser }, info) => {
  const { from, to } = nowish()
  const title = `扫码学习 ${info.project.name}`
  const room = await someone(browser, info, 'recorder2')
  await plan(room, title, from, to)
  await looksRight(room)
  await room.getByRole('link', { name: '扫码签到' }).click()
  await expect(room.getByText('0 人已签到')).toBeVisible()
  await expect(room.getByRole('img', { name: /扫描二维码/ })).toBeVisible()
  await looksRight(room)
  const address = (await room.getByText(/\/c\/[\w-]{43}/).textContent())?.match(/\/c\/[\w-]{43}/)?.[0]

  const phone = await someone(browser, info, 'member2')
  await phone.goto(address ?? '')
  await expect(phone.getByText(title)).toBeVisible()
  await looksRight(phone)
  await phone.getByRole('button', { name: '确认签到' }).click()
  await expect(phone.getByRole('heading', { level: 1, name: '已签到' })).toBeVisible()
  await looksRight(phone)
  await expect(room.getByText('1 人已签到')).toBeVisible()

  await phone.goto(address ?? '')
  await phone.getByRole('button', { name: '确认签到' }).click()
  await expect(phone.getByRole('alert')).toContainText(/已经签到|签到码已过期/)
  await room.context().close()
  await phone.context().close()
})

test('a signed sheet is keyed in by its numbers', async ({ browser }, info) => {
  const { from, to } = nowish()
  const page = await someone(browser, info, 'secretary4')
  await plan(page, `签到表学习 ${info.project.name}`, from, to)
  await page.getByRole('link', { name: '签到表' }).click()
  await page.getByRole('button', { name: '生成签到表' }).click()
  await expect(page.getByRole('table')).toBeVisible()
  await looksRight(page)
  const code = (await page.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/).textContent())?.trim() ?? ''
  const members = (await page.getByRole('row').count()) - 1

  await page.getByRole('link', { name: '返回' }).click()
  await hold(page)
  await page.goto('/s')
  await looksRight(page)
  await page.getByLabel('短码').fill(code.slice(0, 8) + (code[8] === '0' ? '1' : '0'))
  await page.getByRole('button', { name: '查找' }).click()
  await expect(page.getByText('请核对签到表')).toBeVisible()
  await page.getByLabel('短码').fill(code.toLowerCase())
  await page.getByRole('button', { name: '查找' }).click()
  await expect(page.getByText(`已签 0 / ${members}`)).toBeVisible()
  await looksRight(page)
  const number = page.getByLabel('序号')
  for (const keys of ['1', '2', '3', '2', `4 ${shanghai(0).slice(11)}`, '999']) {
    await number.fill(keys)
    await number.press('Enter')
  }
  await expect(page.getByText('表上没有 999 号')).toBeVisible()
  await expect(page.getByText(`已签 3 / ${members}`)).toBeVisible()
  await page.getByRole('button', { name: '保存考勤' }).click()
  await expect(page.getByText('考勤已按签到表保存')).toBeVisible()
  await page.getByRole('link', { name: '返回' }).click()
  await expect(page.getByText(`出席 3 / ${members}`)).toBeVisible()
  await looksRight(page)
  await page.context().close()
})

test('leave is asked for, approved, and stands on the roll', async ({ browser }, info) => {
  const { from, to } = nowish()
  const title = `请假学习 ${info.project.name}`
  const secretary = await someone(browser, info, 'secretary2')
  await plan(secretary, title, from, to)
  const session = new URL(secretary.url()).pathname

  const member = await someone(browser, info, 'member2')
  await member.goto(session)
  await member.getByRole('button', { name: '请假' }).click()
  await member.getByLabel('请假事由').fill('到县医院陪护')
  await looksRight(member)
  await member.getByRole('dialog').getByRole('button', { name: '请假' }).click()
  await expect(member.getByText('待审批')).toBeVisible()
  await expect(member.getByRole('button', { name: '批准', exact: true })).toHaveCount(0)
  await looksRight(member)

  await secretary.goto('/')
  await secretary.getByRole('link', { name: new RegExp(`${title}.*待批请假`) }).click()
  await expect(secretary.getByText('到县医院陪护')).toBeVisible()
  await secretary.getByRole('button', { name: '批准', exact: true }).click()
  await looksRight(secretary)
  await secretary.getByRole('dialog').getByRole('button', { name: '批准', exact: true }).click()
  await expect(secretary.getByText('已批准')).toBeVisible()
  await looksRight(secretary)

  await secretary.goto(session)
  await hold(secretary)
  await secretary.getByRole('button', { name: '点名' }).click()
  await expect(secretary.getByLabel(/请假事由$/)).toHaveValue('到县医院陪护')
  await secretary.getByRole('button', { name: '保存考勤' }).click()
  await expect(secretary.getByRole('button', { name: /补课$/ })).toHaveCount(1)
  await secretary.getByRole('button', { name: /补课$/ }).click()
  await looksRight(secretary)
  await secretary.keyboard.press('Escape')
  await member.goto('/study')
  await expect(member.getByRole('heading', { name: '待补课的学习' })).toBeVisible()
  await expect(member.getByRole('link', { name: new RegExp(`${title}.*请假`) })).toBeVisible()
  await looksRight(member)
  await member.context().close()
  await secretary.context().close()
})

test('the office looks at what attendance says against itself', async ({ browser }, info) => {
  const office = await someone(browser, info, 'office')
  await office.goto('/study/contradictions')
  await choose(office, '支部', branch)
  await expect(office.getByRole('heading', { level: 1, name: '考勤矛盾' })).toBeVisible()
  await looksRight(office)
  await office.goto('/study/leave')
  await expect(office.getByText('到县医院陪护').first()).toBeVisible()
  await looksRight(office)
  await office.context().close()
})
