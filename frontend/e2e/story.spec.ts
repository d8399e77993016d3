import { expect, test, type Page } from '@playwright/test'
import { choose, dayFromNow, idNumber, looksRight, signIn } from './support'

// From a roster to a closed problem, once on a phone and once on a desktop, each in a branch of its own.
test.describe.configure({ mode: 'serial' })

const places = {
  phone: { branch: '桥头村党支部', secretary: 'secretary3', member: '邢守业', serial: 301 },
  desktop: { branch: '工委机关党支部', secretary: 'secretary1', member: '阎立新', serial: 401 },
}
let page: Page
let place: (typeof places)['phone']

test.beforeAll(async ({ browser }, info) => {
  place = places[info.project.name as keyof typeof places]
  const { viewport, locale, timezoneId, hasTouch, baseURL } = info.project.use
  const context = await browser.newContext({ viewport, locale, timezoneId, hasTouch, baseURL })
  page = await context.newPage()
})
test.afterAll(() => page.context().close())

function roster(...rows: string[]) {
  const text = ['姓名,身份证号,手机号,支部,类别,党籍,入党日期', ...rows].join('\n')
  return { name: '名册.csv', mimeType: 'text/csv', buffer: Buffer.from(`\uFEFF${text}\n`) }
}

async function check(file: ReturnType<typeof roster>) {
  await page.goto('/imports')
  await page.getByRole('button', { name: '上传名册' }).click()
  await page.locator('input[type=file]').setInputFiles(file)
  await looksRight(page)
  await page.getByRole('button', { name: '开始检查' }).click()
  await page.waitForURL(/imports\/./)
  await expect(page.getByText('已检查', { exact: true })).toBeVisible()
}

test('a roster comes in: faults by cell first, then the members', async () => {
  await signIn(page, 'office')
  await page.goto('/imports')
  await looksRight(page)
  const good = `${place.member},${idNumber(place.serial)},19900003001,${place.branch},普通党员,正式,2010-07-01`
  const wrong = `${idNumber(place.serial + 1).slice(0, 17)}`
  const last = idNumber(place.serial + 1)[17]
  await check(
    roster(good, `某某,${wrong}${last === '1' ? '2' : '1'},,${place.branch},普通党员,正式,2010-07-01`),
  )
  await expect(page.getByText('身份证号校验码不对')).toBeVisible()
  await expect(page.getByText('第 3 行')).toBeVisible()
  await looksRight(page)
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: '取回标注的表格' }).click()
  expect((await download).suggestedFilename()).toMatch(/\.xlsx$/)

  await check(roster(good))
  await page.getByRole('button', { name: '写入名册' }).click()
  await looksRight(page)
  await page.getByRole('dialog').getByRole('button', { name: '写入名册' }).click()
  await expect(page.getByText('已写入，共变动 1 人。')).toBeVisible()
  await page.getByRole('link', { name: '查看名册' }).click()
  await page.getByLabel('搜索').fill(place.member)
  await page.getByLabel('搜索').press('Enter')
  await page.getByRole('link', { name: place.member }).click()
  await expect(page.getByText(/^990\*+/)).toBeVisible()
  await looksRight(page)
})

test('a branch holds a session and takes the roll by its exceptions', async () => {
  await signIn(page, place.secretary)
  await looksRight(page)
  await page.goto('/study')
  await looksRight(page)
  await page.getByRole('button', { name: '安排学习' }).click()
  await page.getByLabel('主题').fill('学习规定文件')
  await page.getByLabel('日期').fill(dayFromNow(-1))
  await page.getByLabel('开始').fill('18:30')
  await page.getByLabel('结束').fill('20:30')
  await looksRight(page)
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('heading', { name: '学习规定文件' })).toBeVisible()

  await page.getByRole('button', { name: '登记已举行' }).click()
  await looksRight(page)
  await page.getByRole('dialog').getByRole('button', { name: '登记已举行' }).click()
  await page.getByRole('button', { name: '点名' }).click()
  const names = page.locator('button[data-name]')
  const members = await names.count()
  const except = async (row: number, status: string) => {
    const name = (await names.nth(row).innerText()).split('\n')[0]!.trim()
    await names.nth(row).click()
    await page.getByRole('radiogroup', { name }).getByRole('radio', { name: status }).click()
  }
  await names.nth(0).click()
  await except(1, '请假')
  await page.getByLabel(/请假事由$/).fill('到县医院陪护')
  await except(2, '迟到')
  await page.getByLabel(/到达时间$/).fill('19:00')
  await looksRight(page)
  await page.getByRole('button', { name: '保存考勤' }).click()
  await expect(page.getByText(`出席 ${members - 2} / ${members}`)).toBeVisible()
  await expect(page.getByText('计 1.5 小时')).toHaveCount(1)
  await expect(page.getByText('计 2 小时')).toHaveCount(members - 3)

  await page.getByRole('button', { name: '写记录' }).click()
  await page.getByLabel('会议记录').fill('一、通读文件。\n二、讨论落实。')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.getByText('二、讨论落实。')).toBeVisible()
  await looksRight(page)
})

test('its members discuss one of the four questions', async () => {
  await page.goto('/discussions')
  await looksRight(page)
  await page.getByRole('button', { name: '发起讨论' }).click()
  await choose(page, '题目', /严格自律/)
  await looksRight(page)
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByRole('button', { name: '开放讨论' }).click()
  await choose(page, '发言人', place.member)
  await page.getByRole('textbox', { name: '发言', exact: true }).fill('收支每季度张榜，谁经手谁签字。')
  await page.getByRole('button', { name: '发言', exact: true }).click()
  await expect(page.getByText('收支每季度张榜，谁经手谁签字。')).toBeVisible()
  await expect(page.getByText(/1 \/ \d+ 人发言，共 1 条/)).toBeVisible()
  await looksRight(page)
})

test('a problem is raised, rectified with evidence and handed in', async () => {
  await page.goto('/rectification')
  await looksRight(page)
  await page.getByRole('button', { name: '登记问题' }).click()
  await page.getByLabel('问题', { exact: true }).fill(`${place.branch}收支公开不及时`)
  await choose(page, '责任人', place.member)
  await page.getByLabel('期限').fill(dayFromNow(20))
  await page.getByLabel('整改措施').fill('每季度张榜公布收支')
  await looksRight(page)
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${place.branch}收支公开不及时`)

  await page.getByRole('button', { name: '开始整改' }).click()
  await page.getByRole('button', { name: '申请销号' }).click()
  await expect(page.getByRole('alert').filter({ hasText: '每季度张榜公布收支' })).toBeVisible()
  await page
    .getByLabel(/上传佐证/)
    .setInputFiles({ name: '公示栏.txt', mimeType: 'text/plain', buffer: Buffer.from('三季度收支已张榜') })
  await expect(page.getByRole('link', { name: /公示栏\.txt/ })).toBeVisible()
  await page.getByRole('button', { name: /标为完成/ }).click()
  await expect(page.getByRole('button', { name: /重新办理/ })).toBeVisible()
  await page.getByRole('button', { name: '申请销号' }).click()
  await expect(page.getByText('待核销').first()).toBeVisible()
  await expect(page.getByRole('button', { name: '核实销号' })).toHaveCount(0)
  await looksRight(page)
})

test('somebody from above verifies it and closes it', async () => {
  await signIn(page, 'supervisor')
  await page.getByRole('link', { name: `${place.branch}收支公开不及时` }).click()
  await page.getByRole('button', { name: '核实销号' }).click()
  await page.getByLabel('说明').fill('现场看过公示栏，属实。')
  await looksRight(page)
  await page.getByRole('dialog').getByRole('button', { name: '确定' }).click()
  await expect(page.getByText('已销号').first()).toBeVisible()
  await looksRight(page)
})

test('the work committee sees all seven branches move', async () => {
  await signIn(page, 'office')
  await looksRight(page)
  await page.goto('/progress')
  // offline.spec.ts and yardstick.spec.ts found more of them.
  const branches = page
    .getByRole('link', { name: /党支部/ })
    .filter({ visible: true, hasNotText: /石桥村|石门村|枣林村|枣园村/ })
  await expect(branches).toHaveCount(7)
  await looksRight(page)
  await branches.filter({ hasText: place.branch }).click()
  await expect(page.getByRole('heading', { level: 1, name: new RegExp(place.branch) })).toBeVisible()
  await looksRight(page)
})
