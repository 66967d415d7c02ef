import type { Locator, Page } from 'playwright'

import { brokenRules } from '../../axe.ts'
import { expect, test } from '../../fixtures.ts'
import { bill, isComplete, message, promptTokens, runInPractice } from '../../window.ts'

const form = (page: Page): Locator => page.getByRole('region', { name: 'Variables' })
const row = (page: Page, name: string): Locator => page.getByRole('row', { name: new RegExp(`^{{${name}}}`) })

async function write(page: Page, text: string): Promise<void> {
  await promptTokens(page)
  await message(page, 'User').fill(text)
  // Up to the first variable: the weight of its value stands behind it as soon as it is known.
  await expect(message(page, 'User')).toContainText(text.split('{{')[0] ?? text)
}

/** Drops a file on an element, as a file manager does. */
async function dropFile(target: Locator, name: string, bytes: number[]): Promise<void> {
  await target.evaluate(
    (element, given) => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File([new Uint8Array(given.bytes)], given.name))
      const { left, top } = element.getBoundingClientRect()
      for (const kind of ['dragenter', 'dragover', 'drop']) {
        const place = { clientX: left + 4, clientY: top + 4, bubbles: true, cancelable: true }
        element.dispatchEvent(new DragEvent(kind, { dataTransfer, ...place }))
      }
    },
    { name, bytes },
  )
}

const bytesOf = (text: string): number[] => [...new TextEncoder().encode(text)]

test('Run says which values are missing and leads there; filled in, the count is the bill', async ({
  workbench: { page },
}) => {
  await write(page, 'In a {{tone=calm}} tone, tell {{who}} about {{what}}. Keep \\{{braces}}.')
  await expect(page.getByText('The variables {{who}}, {{what}} have no values.')).toBeVisible()
  await page.getByRole('button', { name: 'Practice' }).click()
  const who = form(page).getByLabel('{{who}}', { exact: true })
  await expect(who).toBeFocused()
  await page.keyboard.type('the pilot 引航员')
  await form(page).getByLabel('{{what}}', { exact: true }).fill('{{tides}} and berths')
  await expect(page.getByText('have no values')).toBeHidden()
  await expect(row(page, 'who')).toContainText('in user')
  await expect(row(page, 'braces')).toHaveCount(0)
  await runInPractice(page)
  await expect(bill(page)).toContainText('Exact')
})

test('a file is a value with a weight of its own, kept through kill -9', async ({ workbench }) => {
  await write(workbench.page, 'Brief this: {{document}} Two sentences.')
  await workbench.page.keyboard.press('ControlOrMeta+Shift+E')
  const field = form(workbench.page).getByLabel('{{document}}', { exact: true })
  await dropFile(field, 'incident.md', bytesOf('The water rose by a fathom.\n'.repeat(500)))
  await expect(form(workbench.page)).toContainText('incident.md')
  await expect(row(workbench.page, 'document')).toContainText('3,499')
  await expect(message(workbench.page, 'User')).toContainText('incident.md')
  await expect.poll(() => promptTokens(workbench.page)).toBeGreaterThan(3_499)
  const counted = await promptTokens(workbench.page)
  await workbench.restart('kill -9')
  const { page } = workbench
  await expect(message(page, 'User')).toContainText('incident.md')
  await expect.poll(() => promptTokens(page)).toBe(counted)
  await message(page, 'User').click()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.type(' Now.')
  await expect.poll(() => promptTokens(page)).toBeGreaterThan(counted)
  await runInPractice(page)
  await expect(bill(page)).toContainText('Exact')
})

test('a file dropped on a message becomes a variable there; what is no text is refused in a sentence', async ({
  workbench: { page },
}) => {
  await write(page, 'Sum this up: ')
  const user = message(page, 'User')
  await dropFile(user, 'tide table.txt', bytesOf('High water at 16:40.'))
  await expect(user).toContainText('{{tide_table}}')
  await expect(row(page, 'tide_table')).toBeVisible()
  await dropFile(user, 'chart.bin', [0x89, 0x50, 0, 0x47])
  await expect(page.getByRole('alert')).toContainText('chart.bin is not a text file')
  await expect(user).not.toContainText('PNG')
})

test('a value and its row show each other', async ({ workbench: { page } }) => {
  await write(page, 'Brief {{document=the long report}} now.')
  await row(page, 'document').hover()
  await expect(message(page, 'User').locator('.cm-variable-lit')).toHaveText('{{document=the long report}}')
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the form breaks no rule that axe knows, ${colorScheme}`, async ({ workbench: { page } }) => {
    await page.emulateMedia({ colorScheme })
    await write(page, 'In a {{tone=calm}} tone about {{missing}}.')
    await page.getByRole('button', { name: 'Fill in' }).click()
    await expect(form(page)).toBeVisible()
    expect(await brokenRules(page)).toEqual([])
  })
}

test('composing in a value sends nothing and loses nothing', async ({ workbench: { page } }) => {
  await write(page, 'About {{place}}.')
  await page.getByRole('button', { name: 'Fill in' }).click()
  const field = form(page).getByLabel('{{place}}', { exact: true })
  await expect(field).toBeFocused()
  const input = await page.context().newCDPSession(page)
  await input.send('Input.imeSetComposition', { text: 'gang', selectionStart: 4, selectionEnd: 4 })
  await field.evaluate((element) =>
    element.dispatchEvent(
      new KeyboardEvent('keydown', {
        key: 'Enter',
        ctrlKey: true,
        metaKey: true,
        isComposing: true,
        bubbles: true,
      }),
    ),
  )
  await input.send('Input.insertText', { text: '港口' })
  await expect(field).toHaveValue('港口')
  await expect(page.getByRole('region', { name: 'Run 1' })).toHaveCount(0)
  await page.keyboard.press('ControlOrMeta+Enter')
  await isComplete(page, 1)
})
