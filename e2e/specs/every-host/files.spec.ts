import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Locator, Page } from 'playwright'

import { brokenInEitherTheme } from '../../axe.ts'
import { expect, test, type WorkbenchUnderTest } from '../../fixtures.ts'
import type { HostName } from '../../hosts/hosts.ts'
import { message, promptTokens } from '../../window.ts'

/** Runs a command by its title in the palette and waits for the dialog that it opens. */
async function openByPalette(page: Page, title: string, dialogName: string): Promise<Locator> {
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('combobox').fill(title)
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: dialogName })
  await expect(dialog).toBeVisible()
  return dialog
}

/** Opens a folder in the dialog of the host: the system's on the desktop, a path in a browser tab. */
async function openFolder(
  workbench: WorkbenchUnderTest,
  host: HostName,
  dialog: Locator,
  folder: string,
): Promise<void> {
  if (host === 'browser') {
    await dialog.getByLabel('Folder on the machine that Fathom runs on').fill(folder)
    await dialog.getByRole('button', { name: 'Open the folder' }).click()
  } else {
    await workbench.desktop.chooseFile(folder)
    await dialog.getByRole('button', { name: 'Open a folder' }).click()
  }
  await expect(dialog.getByText(folder, { exact: true })).toBeVisible()
}

test('a copied curl command becomes a prompt, and the prompt a program, without a key', async ({
  workbench,
}) => {
  const { page } = workbench
  await promptTokens(page)
  const dialog = await openByPalette(page, 'Import prompts', 'Import prompts')
  const key = 'sk-00000000000000000000000000000bad'
  await dialog
    .getByRole('textbox')
    .fill(
      `curl https://api.deepseek.com/chat/completions -H 'Authorization: Bearer ${key}' -d '{"messages":[{"role":"user","content":"Name the tides"}],"seed":1}'`,
    )
  await expect(dialog.getByText('Name the tides')).toBeVisible()
  await expect(dialog.getByText('DeepSeek has no such setting: seed')).toBeVisible()
  expect(await brokenInEitherTheme(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(message(page, 'User')).toContainText('Name the tides')

  const copy = await openByPalette(page, 'Copy as', 'Copy as')
  await expect(copy.getByText('"content": "Name the tides"')).toBeVisible()
  await copy.getByRole('combobox').click()
  await page.getByRole('option', { name: 'Anthropic SDK, Python' }).click()
  await expect(copy.getByText('from anthropic import Anthropic')).toBeVisible()
  expect(await brokenInEitherTheme(page)).toEqual([])
  expect(await page.content()).not.toContain(key)
})

test('what is no prompt is said where it was pasted', async ({ workbench }) => {
  const { page } = workbench
  await promptTokens(page)
  const dialog = await openByPalette(page, 'Import prompts', 'Import prompts')
  await dialog.getByRole('textbox').fill('{"a": 1}')
  await expect(dialog.getByRole('alert')).toContainText('This JSON holds no messages.')
  await expect(dialog.getByRole('button', { name: 'Import', exact: true })).toBeDisabled()
})

test('a folder follows the draft and the draft the folder, and a conflict waits for the user', async ({
  workbench,
  host,
}) => {
  // Two looks with axe, three waits for what is written a moment later, and a restart.
  test.setTimeout(120_000)
  const { page } = workbench
  const folder = mkdtempSync(join(tmpdir(), 'fathom-folder-'))
  await promptTokens(page)
  const dialog = await openByPalette(page, 'Files and backups', 'Files and backups')
  await openFolder(workbench, host, dialog, folder)
  await dialog.getByRole('button', { name: 'Keep it there too' }).click()
  await expect(dialog.getByText('in step')).toBeVisible()
  expect(await brokenInEitherTheme(page)).toEqual([])
  await page.keyboard.press('Escape')
  const file = join(
    folder,
    readdirSync(folder).find((name) => name.endsWith('.md'))!,
  )
  const text = readFileSync(file, 'utf8')
  expect(text).toContain('name: Tide check')

  // Another editor, or a pull.
  writeFileSync(file, text.replace('Charted depth', 'Sounded depth'))
  await expect(message(page, 'User')).toContainText('Sounded depth')

  // Typed here.
  await message(page, 'User').click()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.type(' Halyard.')
  await expect.poll(() => readFileSync(file, 'utf8'), { timeout: 10_000 }).toContain('Halyard.')

  // Both at once.
  await page.keyboard.type(' Mine.')
  writeFileSync(file, readFileSync(file, 'utf8').replace('Halyard.', 'Theirs.'))
  const over = page.getByRole('status').filter({ hasText: 'changed on both sides' })
  await over.getByRole('button', { name: 'Decide' }).click()
  const again = page.getByRole('dialog', { name: 'Files and backups' })
  await again.getByRole('button', { name: 'Decide' }).click()
  await expect(again.getByText('changed on both sides')).toBeVisible()
  await expect(again.getByRole('region', { name: /against the draft here/ })).toContainText('Theirs.')
  expect(await brokenInEitherTheme(page)).toEqual([])
  await again.getByRole('button', { name: 'Take the file' }).click()
  await expect(again.getByText('in step')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(message(page, 'User')).toContainText('Theirs.')

  // After a start nobody has to open a dialog for it.
  await workbench.restart()
  await expect(message(workbench.page, 'User')).toContainText('Theirs.')
  writeFileSync(file, readFileSync(file, 'utf8').replace('Theirs.', 'Pulled.'))
  await expect(message(workbench.page, 'User')).toContainText('Pulled.')
})

test('everything comes back from a backup at the next start', async ({ workbench, host }) => {
  const { page } = workbench
  await promptTokens(page)
  const dialog = await openByPalette(page, 'Files and backups', 'Files and backups')
  const place = join(mkdtempSync(join(tmpdir(), 'fathom-backup-')), 'mine.db')
  if (host !== 'browser') await workbench.desktop.chooseFile(place)
  await dialog.getByRole('button', { name: 'Back up now' }).click()
  await expect(dialog.getByText(/^Saved as /)).toBeVisible()
  await page.keyboard.press('Escape')
  await message(page, 'User').click()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('Gone')
  await expect.poll(() => promptTokens(page)).toBeLessThan(100)

  const again = await openByPalette(page, 'Files and backups', 'Files and backups')
  if (host === 'browser')
    await again
      .getByRole('button', { name: /^Restore the backup of/ })
      .first()
      .click()
  else await again.getByRole('button', { name: 'Restore from a file' }).click()
  await expect(again.getByText('at the next start')).toBeVisible()
  await workbench.restart()
  await expect(workbench.page.getByText('The backup was restored.')).toBeVisible()
  await expect(message(workbench.page, 'User')).toContainText('Charted depth')
})
