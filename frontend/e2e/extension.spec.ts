import { expect, test, type Page } from '@playwright/test'
import { dayFromNow, looksRight, signIn } from './support'

// The study phase is made longer, once on a phone and once on a desktop; a branch notes its busy days before.
const places = {
  phone: { branch: '柳溪村党支部', secretary: 'secretary2', document: '城工委发〔2026〕12号' },
  desktop: { branch: '石井社区党支部', secretary: 'secretary4', document: '城工委发〔2026〕15号' },
}
let place: (typeof places)['phone']
test.beforeAll(({ browserName: _ }, info) => {
  place = places[info.project.name as keyof typeof places]
})

async function openBranch(page: Page) {
  await page.goto('/organizations')
  const heading = page.getByRole('heading', { level: 1, name: place.branch })
  const link = page.getByRole('link', { name: new RegExp(place.branch) })
  await expect(heading.or(link).first()).toBeVisible()
  if (!(await heading.isVisible())) await link.first().click()
  await expect(heading).toBeVisible()
}

test('a branch notes its busy days, corrects and deletes them; those noted above are shown as such', async ({
  page,
}) => {
  await signIn(page, 'office')
  await page.goto('/organizations')
  await page.getByRole('button', { name: '标注', exact: true }).click()
  await page.getByLabel('开始').fill(dayFromNow(2))
  await page.getByLabel('结束').fill(dayFromNow(2))
  await page.getByLabel('事由').fill(`防汛演练${place.secretary}`)
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText(`防汛演练${place.secretary}`)).toBeVisible()

  await signIn(page, place.secretary)
  await openBranch(page)
  await expect(page.getByText('云溪区城郊工委标注').first()).toBeVisible()
  await page.getByRole('button', { name: '标注', exact: true }).click()
  await looksRight(page)
  await page.getByLabel('开始').fill(dayFromNow(8))
  await page.getByLabel('结束').fill(dayFromNow(7))
  await page.getByLabel('事由').fill('春耕')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('结束时间不能早于开始时间')).toBeVisible()
  await page.getByLabel('结束').fill(dayFromNow(12))
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('春耕', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: '修改标注 春耕', exact: true }).click()
  await page.getByLabel('事由').fill('春耕备耕')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('春耕备耕', { exact: true })).toBeVisible()
  await looksRight(page)
  await page.getByRole('button', { name: '删除标注 春耕备耕' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '删除标注' }).click()
  await expect(page.getByText('春耕备耕', { exact: true })).toHaveCount(0)
})

test('the office extends the study phase by two weeks, looks at the proposal and applies it', async ({
  page,
}) => {
  await signIn(page, 'office')
  await page.goto('/campaign')
  await page.getByRole('button', { name: /^延长第一批学习/ }).click()
  await looksRight(page)
  await page.getByLabel('延长原因').fill('春耕农忙，学时未满')
  await page.getByLabel('依据文件文号').fill(place.document)
  await page.getByLabel('依据文件名称').fill('关于延长学习动员阶段的通知')
  await page.getByRole('button', { name: '开始试算' }).click()
  await page.waitForURL(/campaign\/extensions\/./)
  await expect(page.getByText('待执行', { exact: true })).toBeVisible({ timeout: 20_000 })
  await expect(page.getByText(/^试算完成。/)).toBeVisible()
  await looksRight(page)
  await page.getByRole('button', { name: new RegExp(place.branch) }).click()
  await expect(page.getByRole('heading', { name: '补排日历' })).toBeVisible()
  await expect(page.getByRole('columnheader', { name: '延长后' })).toBeVisible()
  await looksRight(page)
  await page.getByRole('button', { name: '执行', exact: true }).click()
  await looksRight(page)
  await page.getByRole('dialog').getByRole('button', { name: '执行', exact: true }).click()
  await expect(page.getByText(/^已经执行：/)).toBeVisible({ timeout: 20_000 })
  await looksRight(page)

  await page.goto('/campaign')
  await expect(page.getByText(new RegExp(place.document)).first()).toBeVisible()
  await expect(page.getByText(/随前一阶段顺延/).first()).toBeVisible()
  await looksRight(page)
})

test('the secretary sees the sessions that were planned', async ({ page }) => {
  await signIn(page, place.secretary)
  await page.goto('/study')
  await expect(page.getByText('集中学习（延长阶段补排）').first()).toBeVisible()
  await looksRight(page)
})
