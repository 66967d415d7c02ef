import type { Page } from 'playwright'
import { expect } from 'playwright/test'

import { type CommandId, commandTable } from '../src/contract/commands.ts'
import { type Language, setLanguage } from '../src/contract/i18n/language.ts'
import { t } from '../src/contract/i18n/t.ts'

/** Commands that open no screen, or that change what the others show. */
const notScreens: ReadonlySet<CommandId> = new Set<CommandId>([
  'run.start',
  'run.stop',
  'compare.runAll',
  'compare.differences',
  'prompt.new',
  'prompt.rename',
  'prompt.duplicate',
  'prompt.copyLink',
  'prompt.remove',
  'prompt.reopen',
  'palette.open',
  'sidebar.toggle',
  'inspector.toggle',
  'amounts.hide',
  'answers.format',
  'theme.light',
  'theme.dark',
  'theme.system',
  'language.english',
  'language.chinese',
  'balance.refresh',
  'data.show',
  'prompt.saveFile',
])

/** Switches the window to a language by the palette, as a user who reads neither menu would: by its own name. */
export async function speak(page: Page, language: Language): Promise<void> {
  await runCommand(page, language === 'en' ? 'Language: English' : 'Language: 简体中文')
  setLanguage(language)
  await expect(page.locator('html')).toHaveAttribute('lang', language)
}

/** Carries out a command by its title, which the palette finds in every language; false where it is not possible here. */
async function runCommand(page: Page, title: string): Promise<boolean> {
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.type(title)
  const option = page.getByRole('option', { name: t(title) }).first()
  const possible = await option.isVisible()
  if (possible) await option.click()
  else await page.keyboard.press('Escape')
  return possible
}

/**
 * Opens every screen that a command opens and calls `look` on it, by the command's id; then each tab of the inspector and
 * the tokens. The window is at a prompt, with a run, and is there again at the end.
 */
export async function eachScreen(page: Page, look: (screen: string) => Promise<void>): Promise<void> {
  await look('workbench')
  const tabs = page.getByRole('tab')
  // A narrow window shows the inspector only when it is asked for.
  if ((await tabs.count()) === 0) await runCommand(page, 'Show or hide the inspector')
  for (let place = 0; place < (await tabs.count()); place++) {
    await tabs.nth(place).click()
    await look(`tab ${place + 1}`)
  }
  await tabs.first().click()
  await page.getByRole('button', { name: t('Show tokens'), exact: true }).click()
  await look('tokens')
  await page.keyboard.press('Escape')
  await page.keyboard.press('ControlOrMeta+k')
  await look('palette')
  await page.keyboard.press('Escape')
  for (const { id, title } of commandTable) {
    if (notScreens.has(id)) continue
    if (!(await runCommand(page, title))) continue
    await look(id)
    await leave(page)
  }
}

/** Closes what stands over the page, and goes back to the prompt. */
async function leave(page: Page): Promise<void> {
  if (await page.getByRole('dialog').isVisible()) {
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  }
  await page.keyboard.press('ControlOrMeta+p')
  await page.getByRole('option').first().click()
  await expect(page.getByRole('dialog')).toBeHidden()
}
