import type { Page } from 'playwright'

import { inWindow } from '../in-window.ts'
import { type ScrollFrames, scrollFrames } from '../scroll-frames.ts'

interface LibraryFigures extends ScrollFrames {
  /** Milliseconds from the page's start to the first row of the library. */
  readonly shownAfter: number
  /** Milliseconds from a key in the filter to the frame with its rows, the longest. */
  readonly filter: number
}

/** Pixels a frame: some 15 rows. */
const STEP = 400

/** Opens the library of a data folder in the window, scrolls and filters it; null where nothing was built yet. */
export function measureLibrary(dataFolder: string): Promise<LibraryFigures | null> {
  return inWindow(dataFolder, async (page) => {
    await page.getByRole('list', { name: 'Prompts' }).getByRole('listitem').first().waitFor()
    const shownAfter = await page.evaluate(() => performance.now())
    // What the start still does is not the list's.
    await page.waitForTimeout(1_000)
    const scrolled = await scrollFrames(page, 'ul[aria-label="Prompts"]', STEP)
    return { shownAfter, ...scrolled, filter: await typeFilter(page) }
  })
}

async function typeFilter(page: Page): Promise<number> {
  const field = page.getByRole('searchbox', { name: 'Filter prompts' })
  await field.focus()
  let longest = 0
  for (const key of 'case 99') {
    const start = await page.evaluate(() => performance.now())
    await page.keyboard.press(key === ' ' ? 'Space' : key)
    const end = await page.evaluate(
      () => new Promise<number>((resolve) => requestAnimationFrame(() => resolve(performance.now()))),
    )
    longest = Math.max(longest, end - start)
  }
  return longest
}
