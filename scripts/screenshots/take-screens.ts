import { join } from 'node:path'

import type { Page } from 'playwright'

import { costBar, promptTokens, showPage } from '../../e2e/window.ts'
import type { TestWindow } from '../../src/main/testing/test-window.ts'

type Shot = 'light' | 'dark' | 'light-narrow'

const WIDE = { width: 1440, height: 900 }
const NARROW = { width: 900, height: 700 }

/** Takes the pictures of a workspace that was lived in; it must stand on "Incident brief". */
export async function takeScreens(page: Page, { ask }: TestWindow, folder: string): Promise<void> {
  const shoot = (name: string, ...shots: Shot[]): Promise<void> => take(page, folder, name, shots)
  await promptTokens(page)
  await costBar(page).getByText('p50 – p90').first().waitFor()
  await shoot('workbench', 'light', 'dark', 'light-narrow')

  await page.getByRole('button', { name: 'Show tokens' }).click()
  await page.getByRole('option').nth(93).click()
  await shoot('tokens', 'light')
  await page.getByRole('button', { name: 'Back to the draft' }).click()

  await page.getByRole('button', { name: /^Versions/ }).click()
  await page.getByRole('region', { name: 'System, message 1' }).waitFor()
  await shoot('versions', 'light')
  await page.getByRole('button', { name: 'Back to the draft' }).click()

  await page.getByRole('button', { name: 'Compare', exact: true }).click()
  await page.getByText('best of the row').waitFor()
  await page.getByText('+ output').first().waitFor({ state: 'detached' })
  await shoot('compare', 'light', 'dark')

  await overBudget()
  await page.getByRole('button', { name: /^Run both/ }).click()
  await page.getByRole('dialog').waitFor()
  await shoot('budget-gate', 'light')
  await page.keyboard.press('Escape')

  for (const name of ['History', 'Ledger', 'Prices'] as const) {
    await showPage(page, name)
    await page.getByRole('row').nth(5).waitFor()
    await shoot(name.toLowerCase(), 'light', ...(name === 'History' ? [] : ['dark' as const]))
  }
  await showPage(page, 'Tests')
  await page.getByRole('combobox').first().click()
  await page.getByRole('option', { name: 'Ticket triage' }).click()
  await page.getByRole('gridcell', { name: '1 Charged twice' }).waitFor()
  await shoot('tests', 'light')

  /** Longer answers than what is left of the day's budget. */
  async function overBudget(): Promise<void> {
    const prompt = (await ask('prompts.list', {})).find(({ name }) => name === 'Incident brief')
    const promptId = prompt?.id ?? ''
    const { setup } = await ask('compare.get', { promptId })
    const columns = setup.columns.map(({ id, parameters }) => ({
      id,
      parameters: { ...parameters, maxTokens: 32_768 },
    }))
    await ask('compare.setUp', { promptId, setup: { ...setup, columns } })
    await page.getByText('32,768').first().waitFor()
  }
}

/** Takes the picture of the first start: an empty data folder, without a key. */
export async function takeFirstStart(page: Page, folder: string): Promise<void> {
  await promptTokens(page)
  await page.getByText('no history').first().waitFor()
  await take(page, folder, 'first-start', ['light'])
}

async function take(page: Page, folder: string, name: string, shots: readonly Shot[]): Promise<void> {
  for (const shot of shots) {
    await page.emulateMedia({ colorScheme: shot === 'dark' ? 'dark' : 'light', reducedMotion: 'reduce' })
    await page.setViewportSize(shot === 'light-narrow' ? NARROW : WIDE)
    await page.mouse.move(0, 0)
    await page.screenshot({ path: join(folder, `${name}-${shot}.png`), animations: 'disabled' })
    console.log(`docs/screenshots/${name}-${shot}.png`)
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(WIDE)
}
