import type { Page } from 'playwright'

import { inWindow } from '../in-window.ts'
import { scrollFrames } from '../scroll-frames.ts'

/** Pixels a frame: two rows, as fast as a wheel turns. */
const STEP = 88

/** Opens the table of a data folder in the window, scrolls and filters it; null where nothing was built yet. */
export function measureWindow(dataFolder: string): Promise<string | null> {
  return inWindow(dataFolder, async (page) => {
    const opened = await timed(async () => {
      await page.getByRole('button', { name: /^Tests/ }).click()
      await row(page, 'Ticket 0:').waitFor()
    })
    await page.getByRole('region', { name: 'Run the tests' }).getByText('4,000', { exact: true }).waitFor()
    const { frames, longestTask } = await scrollFrames(page, '[role=grid]', STEP)
    const filtered = await timed(async () => {
      await page.getByRole('radio', { name: /^Failures/ }).check({ force: true })
      // The first case that passes in both columns is gone.
      await row(page, 'Ticket 1:').waitFor({ state: 'detached' })
    })
    const searched = await timed(async () => {
      await page.getByRole('searchbox', { name: 'Search the cases' }).fill('ticket 1995')
      await row(page, 'Ticket 1995:').waitFor()
    })
    const sorted = frames.toSorted((left, right) => left - right)
    const at = (share: number): string => (sorted[Math.floor(sorted.length * share)] ?? Number.NaN).toFixed(1)
    const late = frames.filter((frame) => frame > 25).length
    return [
      `window: opened in ${opened.toFixed(0)} ms, filtered in ${filtered.toFixed(0)} ms, searched in ${searched.toFixed(0)} ms`,
      `scrolling ${frames.length} frames of ${STEP} pixels: median ${at(0.5)} ms, p95 ${at(0.95)} ms, ${late} late, longest task ${longestTask.toFixed(0)} ms`,
    ].join('\n')
  })
}

function row(page: Page, text: string) {
  return page.getByRole('grid', { name: 'Test cases' }).getByRole('row').filter({ hasText: text }).first()
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}
