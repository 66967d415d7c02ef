import type { Page } from 'playwright'

import { brokenRules } from '../../axe.ts'
import { expect, test } from '../../fixtures.ts'
import { message, promptTokens } from '../../window.ts'

function library(page: Page) {
  return page.getByRole('list', { name: 'Prompts' })
}

async function newPrompt(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'New prompt', exact: true }).click()
  const field = page.getByRole('textbox', { name: /^New name of/ })
  await expect(field).toBeFocused()
  await field.fill(name)
  await page.keyboard.press('Enter')
  await expect(library(page).getByRole('button', { name, exact: true })).toBeVisible()
}

async function choose(page: Page, name: string, action: string): Promise<void> {
  await library(page)
    .getByRole('button', { name: `Actions for ${name}`, exact: true })
    .click()
  await page.getByRole('menuitem', { name: action, exact: true }).click()
}

test('folders and tags are given by keyboard, kept over a restart and found by the filter', async ({
  workbench,
}) => {
  const { page } = workbench
  await promptTokens(page)
  await choose(page, 'Tide check', 'Folder and tags')
  await page.getByRole('combobox', { name: 'Folder' }).fill('Harbour/Pilots')
  await page.getByRole('textbox', { name: 'Tags' }).fill('tide, 中文')
  await page.keyboard.press('Enter')
  await expect(library(page).getByRole('button', { name: 'Pilots 1' })).toBeVisible()

  // The rows are one tab stop: arrows go from row to row, and left closes the folder of a prompt.
  const row = library(page).getByRole('button', { name: 'Tide check', exact: true })
  await row.focus()
  await page.keyboard.press('ArrowLeft')
  await expect(library(page).getByRole('button', { name: 'Pilots 1' })).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowLeft')
  await expect(row).toBeHidden()

  await workbench.restart()
  const again = workbench.page
  await promptTokens(again)
  await expect(library(again).getByRole('button', { name: 'Harbour 1' })).toHaveAttribute(
    'aria-expanded',
    'false',
  )
  await expect(library(again).getByRole('button', { name: 'Tide check', exact: true })).toBeHidden()
  for (let count = 1; count <= 12; count += 1) await newPrompt(again, `Prompt ${count}`)
  const filter = again.getByRole('searchbox', { name: 'Filter prompts' })
  await filter.fill('#tide')
  await expect(library(again).getByRole('listitem')).toHaveCount(1)
  await filter.fill('prompt 1')
  await expect(library(again).getByRole('listitem')).toHaveCount(4)
  await filter.press('Escape')
  await expect(filter).toHaveValue('')
})

test('prompts are dragged into a folder and out of it again', async ({ workbench: { page } }) => {
  await promptTokens(page)
  await page.getByRole('button', { name: 'Actions for the library' }).click()
  await page.getByRole('menuitem', { name: 'New folder' }).click()
  await newPrompt(page, 'Berths')
  const folder = library(page).getByRole('button', { name: /^New folder \d/ })
  await library(page).getByRole('button', { name: 'Berths', exact: true }).dragTo(folder)
  await expect(folder).toHaveText('New folder1')
  await library(page)
    .getByRole('button', { name: 'Berths', exact: true })
    .dragTo(library(page).getByRole('button', { name: 'Tide check', exact: true }))
  await expect(folder).toHaveText('New folder0')
})

test('what was removed comes back with its text: the last by a key, any of them from the list', async ({
  workbench: { page },
}) => {
  await promptTokens(page)
  await newPrompt(page, 'Berths')
  await message(page, 'User').click()
  await page.keyboard.type('Which berth is free?')
  await expect.poll(() => promptTokens(page)).toBeGreaterThan(30)
  await choose(page, 'Berths', 'Remove')
  await expect(library(page).getByRole('button', { name: 'Berths', exact: true })).toBeHidden()
  // One of them in the browser, which keeps the other for itself, and the other one in a window of its own.
  await page.keyboard.press('ControlOrMeta+Alt+t')
  await page.keyboard.press('ControlOrMeta+Shift+t')
  await expect(message(page, 'User')).toContainText('Which berth is free?')

  await choose(page, 'Berths', 'Remove')
  await choose(page, 'Tide check', 'Remove')
  await expect(library(page).getByRole('listitem')).toHaveCount(0)
  await page.getByRole('button', { name: 'Actions for the library' }).click()
  await page.getByRole('menuitem', { name: 'Removed prompts' }).click()
  await page.getByRole('button', { name: 'Bring back Berths' }).click()
  await expect(message(page, 'User')).toContainText('Which berth is free?')
  await expect(library(page).getByRole('listitem')).toHaveCount(1)

  // The other one is deleted for ever, after it was asked whether that is meant.
  await page.getByRole('button', { name: 'Actions for the library' }).click()
  await page.getByRole('menuitem', { name: 'Removed prompts' }).click()
  await page.getByRole('button', { name: 'Empty the trash' }).click()
  await expect(page.getByRole('dialog', { name: 'Empty the trash' })).toContainText('What stays')
  await page.getByRole('button', { name: 'Delete 1 prompt' }).click()
  await expect(page.getByText('1 prompt was deleted', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Actions for the library' }).click()
  await page.getByRole('menuitem', { name: 'Removed prompts' }).click()
  await expect(page.getByRole('dialog', { name: 'Removed prompts' })).toContainText('Nothing was removed')
})

test('a copy has the text, the folder and the tags, and goes its own way', async ({
  workbench: { page },
}) => {
  await promptTokens(page)
  await choose(page, 'Tide check', 'Folder and tags')
  await page.getByRole('combobox', { name: 'Folder' }).fill('Harbour')
  await page.keyboard.press('Enter')
  await choose(page, 'Tide check', 'Duplicate')
  await expect(library(page).getByRole('button', { name: 'Harbour 2' })).toBeVisible()
  await expect(message(page, 'User')).toContainText('Charted depth')
  await message(page, 'User').click()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.type(' Only here.')
  await library(page).getByRole('button', { name: 'Tide check', exact: true }).click()
  await expect(message(page, 'User')).toContainText('Charted depth')
  await expect(message(page, 'User')).not.toContainText('Only here.')
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the library, ${colorScheme}`, async ({ workbench: { page } }) => {
    test.slow()
    await page.emulateMedia({ colorScheme })
    await promptTokens(page)
    await choose(page, 'Tide check', 'Folder and tags')
    await page.getByRole('combobox', { name: 'Folder' }).fill('Harbour')
    await page.getByRole('textbox', { name: 'Tags' }).fill('tide')
    const broken: string[] = []
    const look = async (screen: string) => {
      broken.push(...(await brokenRules(page)).map((rule) => `${screen}: ${rule}`))
    }
    await look('folder and tags')
    await page.keyboard.press('Enter')
    for (let count = 1; count <= 12; count += 1) await newPrompt(page, `Prompt ${count}`)
    await look('library')
    await choose(page, 'Prompt 3', 'Remove')
    await page.getByRole('button', { name: 'Actions for the library' }).click()
    await page.getByRole('menuitem', { name: 'Removed prompts' }).click()
    await look('removed prompts')
    expect(broken).toEqual([])
  })
}
