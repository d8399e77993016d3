import { expect, test } from '@playwright/test'
import { looksRight, signIn } from './support'

test.describe('what is due', () => {
  test('the bell leads to it, each thing leads to its place, and it stays due when it was looked at', async ({
    page,
  }) => {
    await signIn(page, 'secretary1')
    await page.getByRole('link', { name: /^待办 \d+ 件/ }).click()
    await expect(page.getByRole('heading', { level: 1, name: '待办' })).toBeVisible()
    await expect(page.getByRole('link', { name: /^待办 \d+ 件$/ })).toBeVisible()
    await looksRight(page)
    const things = page.getByRole('main').getByRole('listitem')
    const before = await things.count()
    expect(before).toBeGreaterThan(0)
    await things.first().getByRole('link').click()
    await expect(page).toHaveURL(/\/(study|discussions|rectification)\/[0-9a-f-]{36}$/)
    await page.goBack()
    await expect(things).toHaveCount(before)
  })

  test('one’s own page says whether mail is sent', async ({ page }) => {
    await signIn(page, 'member2')
    await page.goto('/me')
    await expect(page.getByRole('heading', { name: '邮件提醒' })).toBeVisible()
    await expect(page.getByText('本系统还没有开通邮件')).toBeVisible()
    await looksRight(page)
  })
})

test.describe('the link in a message', () => {
  test('it asks before it does anything, without signing in, and says what is wrong with it', async ({
    page,
  }) => {
    await page.goto('/unsubscribe#nobodys')
    await expect(page.getByRole('heading', { level: 1, name: '不再接收提醒邮件' })).toBeVisible()
    await looksRight(page)
    await page.getByRole('button', { name: '不再接收', exact: true }).click()
    await expect(page.getByRole('alert')).toContainText('没有退订成功')
    await looksRight(page)
  })

  test('the address for mail programs leads people to the page', async ({ page }) => {
    await page.goto('/api/v1/reminder-unsubscriptions/nobodys')
    await expect(page).toHaveURL(/\/unsubscribe#nobodys$/)
  })
})
