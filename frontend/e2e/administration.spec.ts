import { expect, test, type APIRequestContext, type Page } from '@playwright/test'
import { choose, enter, looksRight, signIn } from './support'

// What administrators, secretaries and auditors do, once on a phone and once on a desktop.
const places = {
  phone: { branch: '云溪建材公司党支部', secretary: 'secretary6', serial: 'phone' },
  desktop: { branch: '青塘村党支部', secretary: 'secretary7', serial: 'desktop' },
}
let place: (typeof places)['phone']
test.beforeAll(({ browserName: _ }, info) => {
  place = places[info.project.name as keyof typeof places]
})

const own = '溪边三棵柳树下开会-2026'
async function comeIn(request: APIRequestContext, username: string, code: string) {
  return request.post('/api/v1/session', { data: { username, password: code, newPassword: own } })
}

async function openBranch(page: Page) {
  await page.goto('/organizations')
  await page.getByRole('link', { name: new RegExp(place.branch) }).click()
  await expect(page.getByRole('heading', { level: 1, name: place.branch })).toBeVisible()
}

test('a new account comes with a code that is shown once and opens it once', async ({ page, playwright }) => {
  const baseURL = test.info().project.use.baseURL
  await signIn(page, 'office')
  await page.goto('/accounts')
  await looksRight(page)
  await page.getByRole('button', { name: '新建账号' }).click()
  await looksRight(page)
  await expect(page.getByLabel(/密码/)).toHaveCount(0)
  await page.getByLabel('姓名').fill('何小雨')
  await page.getByLabel('用户名').fill(`hexiaoyu-${place.serial}`)
  await choose(page, '所属组织', place.branch)
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '何小雨' })).toBeVisible()
  await expect(page.getByText('登录码只显示这一次')).toBeVisible()
  const code = (await page.locator('[data-code]').innerText()).trim()
  expect(code).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/)
  await looksRight(page)
  await page.emulateMedia({ media: 'print' })
  const slip = page.getByRole('article', { name: '何小雨' })
  await expect(slip).toContainText(code)
  await expect(page.getByRole('button', { name: '打印' })).toBeHidden()
  await page.emulateMedia({ media: 'screen' })

  await page.getByRole('button', { name: '授予角色' }).click()
  await looksRight(page)
  await choose(page, '角色', '记录员')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText(`记录员 · ${place.branch}`)).toBeVisible()
  await expect(page.getByText(/登录码待使用/)).toBeVisible()

  const request = await playwright.request.newContext({ baseURL })
  expect((await comeIn(request, `hexiaoyu-${place.serial}`, code)).status()).toBe(200)
  expect((await comeIn(request, `hexiaoyu-${place.serial}`, code)).status()).toBe(401)
  await page.reload()
  await expect(page.getByText('在使用', { exact: true })).toBeVisible()
  await expect(page.getByText(code)).toHaveCount(0)

  await page.getByRole('button', { name: '重新发放登录码' }).click()
  await expect(page.getByText(/第二因素立即失效/)).toBeVisible()
  await looksRight(page)
  await page.getByRole('dialog').getByRole('button', { name: '重新发放登录码' }).click()
  await expect(page.locator('[data-code]')).toBeVisible()
  expect((await request.get('/api/v1/me')).status()).toBe(401)
  await request.dispose()

  await page.getByRole('button', { name: '停用' }).click()
  await looksRight(page)
  await page.getByRole('dialog').getByRole('button', { name: '停用' }).click()
  await expect(page.getByText('已停用')).toBeVisible()
})

test('a secretary prints the slips of the branch and hands one out anew', async ({ page }) => {
  test.slow()
  await signIn(page, place.secretary)
  await openOwnBranch(page)
  await page.getByRole('link', { name: '发放登录条' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '发放登录条' })).toBeVisible()
  await looksRight(page)
  await page.getByRole('button', { name: '发放登录条' }).click()
  await looksRight(page)
  await page.getByRole('dialog').getByRole('button', { name: '发放登录条' }).click()
  const slips = page.getByRole('article')
  await expect(slips.first()).toBeVisible()
  const many = await slips.count()
  await expect(page.getByText(`${many} 张登录条`)).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: place.secretary })).toContainText('已在使用')
  await looksRight(page)

  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('navigation')).toHaveCount(0)
  await expect(page.getByRole('button', { name: '打印' })).toBeHidden()
  await page.screenshot({ path: test.info().outputPath('slips.png'), fullPage: true })
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  expect(pdf.match(/\/Type\s*\/Page\b/g)?.length, 'eight slips to a page').toBe(Math.ceil(many / 8))
  await page.emulateMedia({ media: 'screen' })

  const name = await slips.first().getByRole('heading').innerText()
  const code = await slips
    .first()
    .getByText(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/)
    .innerText()
  await page.getByRole('button', { name: '重新选择' }).click()
  await page.getByRole('checkbox', { name, exact: true }).first().check()
  await page.getByRole('button', { name: '为选定的 1 人发放' }).click()
  await expect(page.getByText(/原来的登录码、密码和第二因素立即失效/)).toBeVisible()
  await page.getByRole('dialog').getByRole('button', { name: '发放登录条' }).click()
  await expect(page.getByText('1 张登录条')).toBeVisible()
  await expect(slips).toHaveCount(1)
  await expect(page.getByText(code)).toHaveCount(0)

  await page.goto('/accounts')
  await expect(page.getByRole('button', { name: '新建账号' })).toHaveCount(0)
  await page.getByRole('link').filter({ hasText: name }).first().click()
  await page.getByRole('button', { name: '授予角色' }).click()
  await page.getByLabel('角色', { exact: true }).click()
  await expect(page.getByRole('option')).toHaveText(['记录员', '党员'])
})

async function openOwnBranch(page: Page) {
  await page.goto('/organizations')
  await expect(page.getByRole('heading', { level: 1, name: place.branch })).toBeVisible()
}

test('a role is given, found in the review and taken back', async ({ page }) => {
  await signIn(page, 'office')
  await page.goto('/grants')
  await looksRight(page)
  await page.getByRole('button', { name: '授予角色' }).click()
  await looksRight(page)
  await choose(page, '授予谁', /leader/, 'leader')
  await choose(page, '角色', '督导组')
  await choose(page, '授权范围', place.branch)
  await page.getByRole('button', { name: '保存' }).click()
  const line = page.getByRole('listitem').filter({ hasText: `督导组 · ${place.branch}` })
  await expect(line).toContainText('由 工委办公室 授予')
  await expect(line).toContainText('最近登录')
  await choose(page, '全部角色', '督导组')
  await page.getByLabel('搜索').fill('leader')
  await page.getByLabel('搜索').press('Enter')
  await expect(page.getByRole('listitem').filter({ hasText: '督导组 ·' })).toHaveCount(1)
  await line.getByRole('button', { name: /^收回/ }).click()
  await expect(page.getByText(/立即生效，记录保留/)).toBeVisible()
  await looksRight(page)
  await page.getByRole('dialog').getByRole('button', { name: '收回' }).click()
  await expect(page.getByText('没有符合条件的授权')).toBeVisible()
  await page.getByRole('button', { name: '已结束' }).click()
  await expect(line).toBeVisible()
  await looksRight(page)
})

test('a system is registered, gets a secret and reads with it', async ({ page, playwright }) => {
  const name = `市委组织部党员信息系统（${place.serial}）`
  await signIn(page, 'admin')
  await looksRight(page)
  await page.goto('/api-clients')
  await looksRight(page)
  await page.getByRole('button', { name: '登记系统' }).click()
  await page.getByLabel('系统名称').fill(name)
  await choose(page, '工作范围', place.branch)
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('至少选一项权限。')).toBeVisible()
  await page.getByLabel('支部及学时 读取').check()
  await looksRight(page)
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await page.getByRole('button', { name: '新建密钥' }).click()
  await expect(page.getByText('密钥只显示这一次')).toBeVisible()
  const secret = (await page.locator('[data-secret]').innerText()).trim()
  await expect(page.getByRole('region', { name: '调用示例' })).toContainText('/api/v1/branches')
  await looksRight(page)

  const id = page.url().split('/').at(-1) ?? ''
  const baseURL = test.info().project.use.baseURL
  const system = await playwright.request.newContext({ baseURL })
  const token = await system.post('/oauth/token', {
    form: { grant_type: 'client_credentials' },
    headers: { Authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
  })
  expect(token.status()).toBe(200)
  const bearer = { Authorization: `Bearer ${(await token.json()).access_token}` }
  const branches = await system.get('/api/v1/branches', { headers: bearer })
  expect((await branches.json()).items.map((b: { name: string }) => b.name)).toEqual([place.branch])
  expect((await system.get('/api/v1/members', { headers: bearer })).status()).toBe(403)

  await page.reload()
  await expect(page.getByText(secret)).toHaveCount(0)
  await page.getByRole('button', { name: '登记公钥' }).click()
  await page.getByLabel('公钥集（JWKS）').fill('不是')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('不是有效的 JSON').first()).toBeVisible()
  await looksRight(page)
  await page
    .getByLabel('公钥集（JWKS）')
    .fill('{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('Ed25519 公钥')).toBeVisible()

  await page.getByRole('button', { name: '收回全部令牌' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '收回全部令牌' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect((await system.get('/api/v1/branches', { headers: bearer })).status()).toBe(401)
  await page.getByRole('button', { name: /^删除密钥/ }).click()
  await looksRight(page)
  await page.getByRole('dialog').getByRole('button', { name: '删除密钥' }).click()
  await expect(page.getByText('还没有密钥')).toBeVisible()
  await system.dispose()
})

test('a branch says who can see it, people and systems', async ({ page }) => {
  await signIn(page, 'admin')
  await openBranch(page)
  await looksRight(page)
  await page.getByRole('link', { name: '谁能看到' }).click()
  await expect(page.getByRole('heading', { level: 1, name: `谁能看到 · ${place.branch}` })).toBeVisible()
  const groups = page.getByRole('heading', { level: 2 })
  await expect(groups.nth(0)).toContainText('云溪区城郊工委')
  await expect(groups.nth(1)).toContainText(place.branch)
  await expect(page.getByRole('link', { name: /工委办公室/ }).first()).toBeVisible()
  await expect(page.getByText('支部书记')).toBeVisible()
  await expect(page.getByRole('link', { name: /市委组织部党员信息系统/ })).toBeVisible()
  await looksRight(page)
})

test('an auditor sees who looked at numbers and why, and what was changed', async ({ page, playwright }) => {
  const baseURL = test.info().project.use.baseURL
  const request = await playwright.request.newContext({ baseURL })
  await enter(request, place.secretary)
  const members = await (await request.get('/api/v1/members?limit=1')).json()
  const member = `/api/v1/members/${members.items[0].id}`
  const asked = await request.post(`${member}/disclosures`, {
    data: { reason: `核对花名册 ${place.serial}` },
  })
  expect(asked.status()).toBe(200)
  const etag = (await request.get(member)).headers().etag
  const changed = await request.patch(member, {
    headers: { 'Content-Type': 'application/merge-patch+json', 'If-Match': etag },
    data: { post: `宣传委员 ${place.serial}`, phone: '19900004321' },
  })
  expect(changed.status()).toBe(200)
  await request.dispose()

  await enter(page.request, 'auditor')
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1, name: '审计' })).toBeVisible()
  await page.goto('/study')
  await expect(page.getByRole('heading', { level: 1, name: '审计' })).toBeVisible()
  await looksRight(page)
  await page
    .getByRole('button', { name: new RegExp(`查看证件和电话号码 · 核对花名册 ${place.serial}`) })
    .first()
    .click()
  await expect(page.getByText('身份证号、手机号')).toBeVisible()
  await looksRight(page)
  await page
    .getByRole('button', { name: /^只看涉及它的记录：党员/ })
    .first()
    .click()
  await expect(page.getByRole('button', { name: /^移除 涉及：党员/ })).toBeVisible()
  await page
    .getByRole('button', { name: /修改党员信息/ })
    .first()
    .click()
  const table = page.getByRole('table').last()
  const post = table.getByRole('row').filter({ hasText: '职务' })
  await expect(post.getByRole('cell').last()).toHaveText(`宣传委员 ${place.serial}`)
  const phone = table.getByRole('row').filter({ hasText: '手机号（加密）' })
  await expect(phone).toContainText('•••')
  await expect(table).not.toContainText('19900004321')
  await looksRight(page)
  await page.getByRole('link', { name: '谁能看到' }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: /谁能看到/ })).toBeVisible()
  await looksRight(page)
  await page.getByRole('link', { name: '返回' }).click()

  await page.goto('/audit')
  if (place.serial === 'phone') await page.getByRole('button', { name: '筛选' }).click()
  await choose(page, '操作', '查看证件和电话号码')
  await choose(page, '组织', place.branch)
  await expect(page.getByRole('button', { name: /核对花名册/ }).first()).toBeVisible()
  await expect(page.getByRole('button', { name: /登录/ })).toHaveCount(0)
  await looksRight(page)
})

test('a check finds the record whole, also against heads exported earlier', async ({ page }) => {
  await enter(page.request, 'auditor')
  await page.goto('/audit')
  await page.getByRole('link', { name: '校验' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '校验审计记录' })).toBeVisible()
  await page.getByRole('button', { name: '开始校验' }).click()
  await expect(page.getByRole('status').filter({ hasText: /完好，共 [\d,]+ 行/ })).toBeVisible()
  await looksRight(page)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: '导出链首' }).click()
  const file = await (await download).path()
  const before = await page.getByText(/完好，共/).count()
  await page.getByLabel(/上传比对/).setInputFiles(file)
  await expect(page.getByText(/完好，共/)).toHaveCount(before + 1)
  await page
    .getByLabel(/上传比对/)
    .setInputFiles({ name: '别的.json', mimeType: 'application/json', buffer: Buffer.from('{}') })
  await expect(page.getByText('这不是导出的链首文件')).toBeVisible()
  await looksRight(page)
})

test('the keys say how many rows they protect, and are rotated', async ({ page }) => {
  await signIn(page, 'admin')
  await page.goto('/keys')
  await expect(page.getByText('党员 · 身份证号（加密）')).toBeVisible()
  await looksRight(page)
  await page.getByRole('button', { name: '开始轮换' }).click()
  await expect(page.getByText(/期间可以正常使用/)).toBeVisible()
  await looksRight(page)
  await page.getByRole('dialog').getByRole('button', { name: '开始轮换' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('button', { name: '开始轮换' })).toBeVisible()
  await expect(page.getByText(/^已完成 · /)).toBeVisible()
  await looksRight(page)
})

test('the record of an account or a system is one step away, and the menu reaches every page', async ({
  page,
}) => {
  await signIn(page, 'admin')
  await page.goto('/accounts?q=office')
  await page.getByRole('link', { name: /office/ }).click()
  await page.getByRole('main').getByRole('link', { name: '审计' }).click()
  await page.waitForURL(/audit\?subject=/)
  await expect(page.getByRole('button', { name: /^移除 涉及：工委办公室/ })).toBeVisible()
  await looksRight(page)
  for (const [entry, title] of [
    ['账号', '账号'],
    ['授权检查', '授权检查'],
    ['审计', '审计'],
    ['外部系统', '外部系统'],
    ['字段密钥', '字段密钥'],
    ['组织', '云溪区城郊工委'],
  ]) {
    await page.getByRole('button', { name: '账号菜单' }).click()
    await page.getByRole('menuitem', { name: entry, exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
    await looksRight(page)
  }
})
