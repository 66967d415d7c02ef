import type { Locator, Page } from 'playwright'
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
  const title = language === 'en' ? 'Language: English' : 'Language: 简体中文'
  await choose(page, title)
  setLanguage(language)
  await expect(page.locator('html')).toHaveAttribute('lang', language)
}

/** Looks for a command in the palette by its title, which is found in every language. */
async function findCommand(page: Page, title: string): Promise<Locator> {
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.type(title)
  return page.getByRole('option', { name: t(title) }).first()
}

/** Carries out a command that is possible here. */
async function choose(page: Page, title: string): Promise<void> {
  const option = await findCommand(page, title)
  await option.click()
}

/** Carries out a command; false where it is not possible here. */
async function chooseWherePossible(page: Page, title: string): Promise<boolean> {
  const option = await findCommand(page, title)
  const possible = await option.isVisible()
  if (possible) {
    await option.click()
  } else {
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  }
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
  if ((await tabs.count()) === 0) await choose(page, 'Show or hide the inspector')
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
    if (!(await chooseWherePossible(page, title))) continue
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
