import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import type { Page } from 'playwright'

import { follow } from '../../e2e/tutorial/follow-tour.ts'
import { readTour } from '../../e2e/tutorial/read-tour.ts'

/** Follows the tutorial and takes each picture at its place there; its name ends in the theme. */
export async function takeTour(page: Page, tutorial: string): Promise<void> {
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  for (const { acts, picture } of readTour(readFileSync(tutorial, 'utf8'))) {
    for (const act of acts) await follow(page, act)
    if (picture === null) continue
    await closeNotes(page)
    await page.emulateMedia({ colorScheme: picture.endsWith('-dark.png') ? 'dark' : 'light' })
    await page.mouse.move(0, 0)
    await page.screenshot({ path: join(dirname(tutorial), picture), animations: 'disabled' })
    await page.emulateMedia({ colorScheme: 'light' })
    console.log(`docs/${picture}`)
  }
}

/** A note at the foot lies over what the picture is about. */
async function closeNotes(page: Page): Promise<void> {
  const close = page.getByRole('region', { name: 'Notes' }).getByRole('button', { name: 'Close' })
  while ((await close.count()) > 0) await close.first().click()
}
