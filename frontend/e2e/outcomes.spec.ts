import { expect, test } from '@playwright/test'
import { choose, dayFromNow, looksRight, signIn } from './support'

const places = { phone: { secretary: 'secretary1' }, desktop: { secretary: 'secretary2' } }

test('an outcome is recorded with its baseline, measured, and found at the end of the chain', async ({
  page,
}, info) => {
  const serial = Date.now() % 100_000
  const title = `办证等候缩短到一刻钟（${serial}）`
  await signIn(page, places[info.project.name as keyof typeof places].secretary)
  await page.goto('/outcomes')
  await expect(page.getByRole('heading', { name: '学习与实效对照' })).toBeVisible()
  await page.getByRole('button', { name: '登记实效' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('办成了什么').fill(title)
  await choose(page, '方面', '公共服务')
  await choose(page, '结合', /群众生产生活/)
  await dialog.getByLabel('指标', { exact: true }).fill('办证平均等候时间')
  await dialog.getByLabel('单位', { exact: true }).fill('分钟')
  await dialog.getByLabel('基数', { exact: true }).fill('45')
  await dialog.getByLabel('基数日期').fill(dayFromNow(-30))
  await dialog.getByLabel('基数来源').fill('叫号系统统计')
  await dialog.getByRole('button', { name: '添加整改事项' }).click()
  await choose(page, '整改事项', /ZG-/)
  await looksRight(page)
  await dialog.getByRole('button', { name: '保存' }).click()

  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  await page.getByRole('button', { name: '填报数值' }).click()
  await dialog.getByLabel('数值（分钟）').fill('14')
  await dialog.getByLabel('统计日期').fill(dayFromNow(1))
  await dialog.getByLabel('来源').fill('叫号系统本周统计')
  await dialog.getByRole('button', { name: '保存' }).click()
  await expect(dialog.getByText('这一天还没到')).toBeVisible()
  await dialog.getByLabel('统计日期').fill(dayFromNow(0))
  await dialog.getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('img', { name: '从基数 45 到 14 分钟' })).toBeVisible()
  await looksRight(page)

  await page.getByRole('link', { name: '来龙去脉' }).click()
  await expect(page.getByRole('heading', { name: '实效', exact: true })).toBeVisible()
  await page.getByRole('link', { name: /^ZG-/ }).first().click()
  await expect(page.getByRole('heading', { name: '措施', exact: true })).toBeVisible()
  await expect(page.getByRole('link', { name: new RegExp(title.slice(0, 8)) }).first()).toBeVisible()
  await looksRight(page)
})

test('an item that was raised for no finding stands among the gaps and leads to its page', async ({
  page,
}, info) => {
  await signIn(page, places[info.project.name as keyof typeof places].secretary)
  await page.goto('/chain/gaps')
  await choose(page, '缺什么', '整改事项没有来由')
  await expect(page).toHaveURL(/missing=FINDING_OF_ITEM/)
  await expect(page.getByRole('link', { name: /^来龙去脉 ZG-/ }).first()).toBeVisible()
  await looksRight(page)
  await page
    .getByRole('main')
    .getByRole('link', { name: /^ZG-.*整改事项/ })
    .first()
    .click()
  await expect(page).toHaveURL(/\/rectification\/[0-9a-f-]+/)

  // Its outcomes are one step away, and a new one would be of this item.
  const number = (await page.getByText(/^ZG-\d+ ·/).innerText()).split(' ')[0]
  await page.getByRole('main').getByRole('link', { name: '实效', exact: true }).click()
  await expect(page.getByRole('main').getByRole('link', { name: new RegExp(`^${number} `) })).toBeVisible()
  await page.getByRole('button', { name: '登记实效' }).click()
  await expect(page.getByRole('dialog').getByLabel('整改事项', { exact: true })).toContainText(number)
})
