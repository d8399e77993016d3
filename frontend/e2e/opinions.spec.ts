import { expect, test, type Page } from '@playwright/test'
import { enter, looksRight, signIn } from './support'

/** A photo, drawn by the browser. */
async function photo(page: Page) {
  const data = await page.evaluate(() => {
    const canvas = document.createElement('canvas')
    canvas.width = 640
    canvas.height = 480
    const drawing = canvas.getContext('2d')!
    drawing.fillStyle = '#334155'
    drawing.fillRect(0, 0, 640, 480)
    drawing.fillStyle = '#facc15'
    drawing.fillRect(280, 100, 80, 280)
    return canvas.toDataURL('image/jpeg').split(',')[1]
  })
  return { name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(data, 'base64') }
}

test('an opinion is sent from a phone without a sign-in, grouped, answered, and found by its receipt', async ({
  page,
  browser,
}, info) => {
  const word = `${info.project.name} ${Date.now() % 100_000}`
  await enter(page.request, 'office')
  const { items } = await (await page.request.get('/api/v1/opinion-calls')).json()
  const call = items.find((c: { title: string }) => c.title === '请您给我们提意见')

  const phone = await browser.newContext({
    viewport: info.project.name === 'phone' ? { width: 360, height: 780 } : { width: 1440, height: 900 },
    baseURL: info.project.use.baseURL,
    locale: 'zh-CN',
  })
  const visitor = await phone.newPage()
  const asked: string[] = []
  visitor.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await visitor.goto(`/o/${call.code}`)
  await expect(visitor.getByRole('heading', { level: 1, name: '请您给我们提意见' })).toBeVisible()
  await expect(visitor.getByText('不用登录，不记名')).toBeVisible()
  await looksRight(visitor)
  expect(asked.filter((path) => /\/assets\/index-|\/api\/v1\/(me|session)/.test(path))).toEqual([])

  // What was typed survives a reload, and a send that does not get through.
  await visitor.getByLabel('您的意见').fill(`水渠边的护栏断了 ${word}`)
  await visitor.reload()
  await expect(visitor.getByLabel('您的意见')).toHaveValue(`水渠边的护栏断了 ${word}`)
  await visitor.getByLabel('说的是哪方面').selectOption({ label: '为群众办事、服务态度' })
  await visitor.getByLabel('拍照或选照片').setInputFiles(await photo(visitor))
  await expect(visitor.getByRole('img', { name: '第 1 张照片' })).toBeVisible()
  await phone.setOffline(true)
  await visitor.getByRole('button', { name: '提交意见' }).click()
  await expect(visitor.getByRole('alert')).toContainText('没有送出去')
  await looksRight(visitor)
  await phone.setOffline(false)
  await visitor.getByRole('button', { name: '提交意见' }).click()
  await expect(visitor.getByRole('heading', { name: '收到了，谢谢您' })).toBeVisible()
  const receipt = await visitor.getByLabel('回执号', { exact: true }).innerText()
  expect(receipt).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}$/)
  await looksRight(visitor)
  expect(await visitor.evaluate(() => localStorage.length)).toBe(0)

  // Another one on paper, which says the same.
  await signIn(page, 'office')
  await page.goto(`/opinions/${call.id}/paper`)
  await page.getByLabel('意见', { exact: false }).first().fill(`水渠护栏断了，危险 ${word}`)
  await looksRight(page)
  await page.getByRole('button', { name: '保存，录下一条' }).click()
  await expect(page.getByText('这次录入 1 条')).toBeVisible()

  // Both are put together and answered in public.
  await page.goto(`/opinions/${call.id}?q=${encodeURIComponent(word)}`)
  const mine = page.getByRole('article').filter({ hasText: `水渠边的护栏断了 ${word}` })
  await expect(mine.getByRole('img')).toBeVisible()
  await looksRight(page)
  await mine.getByRole('button', { name: '归并' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('checkbox', { name: new RegExp(`危险 ${word}`) }).check()
  await dialog.getByLabel('这一组说的是什么').fill(`水渠护栏 ${word}`)
  await looksRight(page)
  await dialog.getByRole('button', { name: '新建一组' }).click()
  await expect(dialog).toBeHidden()
  await page.goto(`/opinions/${call.id}?tab=groups`)
  const group = page.getByRole('article').filter({ hasText: `水渠护栏 ${word}` })
  await expect(group.getByText('2 条意见')).toBeVisible()
  await looksRight(page)
  await group.getByRole('button', { name: '公开答复' }).click()
  await dialog.getByLabel('答复').fill('护栏已经换新。')
  await dialog.getByRole('button', { name: '公开答复' }).click()
  await expect(group.getByText('护栏已经换新。')).toBeVisible()

  // The sender reads it by the receipt, and everybody in public.
  await visitor.getByRole('link', { name: '查回执' }).click()
  await visitor.getByLabel('输入回执号').fill(receipt.toLowerCase())
  await visitor.getByRole('button', { name: '查询' }).click()
  await expect(visitor.getByText('护栏已经换新。')).toBeVisible()
  await looksRight(visitor)
  await visitor.getByRole('link', { name: '看答复' }).click()
  await expect(visitor.getByRole('heading', { name: `水渠护栏 ${word}` })).toBeVisible()
  await expect(visitor.getByText('水渠边的护栏断了')).toHaveCount(0)
  await looksRight(visitor)
  await phone.close()
})

test('the poster and the list of calls can be read and printed', async ({ page }) => {
  await signIn(page, 'office')
  await page.goto('/opinions')
  await looksRight(page)
  await page.getByRole('link', { name: /请您给我们提意见/ }).click()
  await page.getByRole('link', { name: '二维码海报' }).click()
  await expect(page.getByRole('img', { name: '用手机扫一扫，说说您的意见' })).toBeVisible()
  await looksRight(page)
})

test('a member gives an opinion without their name', async ({ page }) => {
  await signIn(page, 'secretary1')
  await page.goto('/opinions')
  await page.getByRole('link', { name: /请您给我们提意见/ }).click()
  await page.getByLabel('意见', { exact: true }).fill(`党员的话 ${Date.now()}`)
  await looksRight(page)
  await page.getByRole('button', { name: '提交意见' }).click()
  await expect(page.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/)).toBeVisible()
  await looksRight(page)
})
