import { join } from 'node:path'

import type { Page } from 'playwright'

import { runInPractice, showPage } from '../../e2e/window.ts'

const SIZES = [
  { width: 1440, height: 900 },
  { width: 900, height: 700 },
]

/** Runs the sample prompt in practice and takes every screen, in both themes and both sizes. */
export async function takeScreens(page: Page, folder: string): Promise<void> {
  // What earlier runs say comes a moment after the count.
  await page.getByText('no history').first().waitFor()
  await take(page, folder, 'first-start')
  await runInPractice(page)
  await page.getByRole('region', { name: 'Answer' }).evaluate((answer) => answer.scrollTo(0, 0))
  await take(page, folder, 'workbench')
  for (const name of ['History', 'Ledger', 'Prices'] as const) {
    await showPage(page, name)
    await take(page, folder, name.toLowerCase())
  }
}

async function take(page: Page, folder: string, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const size of SIZES) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.setViewportSize(size)
      await page.mouse.move(0, 0)
      await page.screenshot({
        path: join(folder, `${name}-${colorScheme}-${size.width}.png`),
        animations: 'disabled',
      })
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 })
  console.log(`docs/screenshots/${name}-*.png`)
}
