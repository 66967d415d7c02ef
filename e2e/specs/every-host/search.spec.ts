import type { Page } from 'playwright'

import { brokenInEitherTheme } from '../../axe.ts'
import { expect, test } from '../../fixtures.ts'
import { message, promptTokens, runInPractice, runOutput } from '../../window.ts'

/** Writes a word that is nowhere else, saves a version of it, and lets the index come after. */
async function writeHalyard(page: Page): Promise<void> {
  await promptTokens(page)
  await message(page, 'User').click()
  await page.keyboard.type('Hoist the halyard at 潮汐表. ')
  await page.keyboard.press('Control+S')
  await page.getByRole('dialog').getByLabel('Note').fill('mast')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeHidden()
}

test('the palette finds texts too, marks the words, and opens what was chosen', async ({
  workbench: { page },
}) => {
  await writeHalyard(page)
  await page.keyboard.press('Control+K')
  await page.keyboard.type('halya')
  const palette = page.getByRole('dialog', { name: 'Search prompts, runs, commands' })
  const texts = palette.getByRole('group', { name: 'In texts' })
  // The index follows some seconds after the last key.
  await expect(texts.getByRole('option')).toHaveCount(3, { timeout: 20_000 })
  await expect(texts.locator('mark').first()).toHaveText('halyard'.slice(0, 5))
  expect(await brokenInEitherTheme(page)).toEqual([])
  await texts.getByRole('option', { name: /^v1/ }).click()
  await expect(page.getByRole('region', { name: /^Versions of/ })).toContainText('mast')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('region', { name: /^Versions of/ })).toBeHidden()
})

test('everything is found by keyboard alone, narrowed by kind, and remembered', async ({
  workbench: { page },
}) => {
  test.slow()
  await writeHalyard(page)
  await runInPractice(page)
  await page.keyboard.press('Control+Shift+F')
  const dialog = page.getByRole('dialog', { name: 'Find in everything' })
  const field = dialog.getByRole('combobox', { name: 'Find in everything' })
  await page.keyboard.type('潮汐')
  await expect(dialog.getByRole('option')).toHaveCount(2, { timeout: 20_000 })
  expect(await brokenInEitherTheme(page)).toEqual([])
  await dialog.getByText('Versions', { exact: true }).click()
  await expect(dialog.getByRole('option')).toHaveCount(1)
  await field.focus()
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('region', { name: /^Versions of/ })).toBeVisible()
  await page.keyboard.press('Escape')

  // What was looked for is still there, and a word that the answer has finds the run.
  await page.keyboard.press('Control+Shift+F')
  await expect(field).toHaveValue('潮汐')
  await dialog.getByText('Runs', { exact: true }).click()
  await expect(dialog).toContainText('Nothing holds all of these words.')
  await field.fill('the')
  await expect(dialog.getByRole('option', { name: /^Run 1/ })).toBeVisible({ timeout: 20_000 })
  await field.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(runOutput(page, 1)).toBeVisible()
})
