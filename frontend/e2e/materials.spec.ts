import { expect, test } from '@playwright/test'
import { looksRight, signIn } from './support'

/** The smallest PDF with a page and a line of text, in Latin letters. */
function pdf(line: string) {
  const stream = `BT /F1 18 Tf 40 120 Td (${line}) Tj ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let body = '%PDF-1.4\n'
  const places = objects.map((o, i) => {
    const at = body.length
    body += `${i + 1} 0 obj\n${o}\nendobj\n`
    return at
  })
  const table = places.map((p) => `${String(p).padStart(10, '0')} 00000 n \n`).join('')
  const start = body.length
  return Buffer.from(
    `${body}xref\n0 6\n0000000000 65535 f \n${table}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`,
    'latin1',
  )
}

test('a secretary publishes a PDF; it is found by its title and its text, and opened', async ({
  page,
}, info) => {
  const word = `Reading${Date.now()}`
  const title = `田间学习读本${info.project.name}${Date.now()}`
  await signIn(page, 'secretary2')
  await page.goto('/materials')
  await page.getByRole('button', { name: '发布材料' }).click()
  const form = page.getByRole('dialog', { name: '发布材料' })
  await form
    .locator('input[type=file]')
    .setInputFiles({ name: '读本.pdf', mimeType: 'application/pdf', buffer: pdf(word) })
  await expect(form.getByText('读本.pdf 已传完')).toBeVisible()
  await form.getByLabel('标题').fill(title)
  await looksRight(page)
  await form.getByRole('button', { name: '发布', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  await expect(page.getByRole('link', { name: '下载文件' })).toBeVisible()
  // On a desktop the browser's own viewer stands in the page, which is not ours to judge.
  if (info.project.name === 'phone') await looksRight(page)

  await page.goto(`/materials?q=${encodeURIComponent('学习读本')}`)
  const hit = page.getByRole('link', { name: title })
  await expect(hit.locator('mark').first()).toHaveText('学习读本')
  await looksRight(page)
  await expect(async () => {
    await page.goto(`/materials?q=${word}`)
    await expect(hit).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await hit.click()
  const href = await page.getByRole('link', { name: '下载文件' }).getAttribute('href')
  const part = await page.request.get(href ?? '', { headers: { Range: 'bytes=0-4' } })
  expect(part.status()).toBe(206)
  expect(await part.text()).toBe('%PDF-')
})

test('a member sees what is to be read, and opens the first text', async ({ page }) => {
  await signIn(page, 'member2')
  await page.goto('/materials/reading')
  await expect(page.getByRole('heading', { name: '学习动员' })).toBeVisible()
  await looksRight(page)
  await page.getByRole('link', { name: /学习党章，遵守党章/ }).click()
  await expect(page.getByRole('heading', { name: '为什么先学党章' })).toBeVisible()
  await looksRight(page)
})

test('a session names what it studies', async ({ page }, info) => {
  // What is chosen again is taken away: each size has a material of its own.
  const title = info.project.name === 'phone' ? '求真务实的工作作风' : '整改台账填写说明'
  await signIn(page, 'secretary2')
  await page.goto('/study?state=PLANNED')
  await page.getByRole('main').getByRole('listitem').getByRole('link').first().click()
  await page.getByRole('button', { name: '选择材料' }).click()
  const form = page.getByRole('dialog', { name: '选择材料' })
  await form.getByLabel('学习材料', { exact: true }).click()
  await page.getByRole('option', { name: title, exact: true }).click()
  await page.keyboard.press('Escape')
  await expect(form.getByRole('listitem').filter({ hasText: title })).toBeVisible()
  await form.getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('main').getByRole('link', { name: title })).toBeVisible()
  await looksRight(page)
})
