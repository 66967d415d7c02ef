import { existsSync } from 'node:fs'

import { chromium, type Page } from 'playwright'

import { openInBrowserShell } from '../../e2e/hosts/browser-host.ts'
import { findChromium } from '../../e2e/hosts/find-chromium.ts'

/** How long each frame took while the ledger scrolled, in ms, and the longest task of the page. */
interface ScrollFigures {
  /** Pixels a frame. */
  readonly step: number
  readonly frames: readonly number[]
  readonly longestTask: number
}

const FRAMES = 300
/** Pixels a frame: a wheel turned fast, four rows; and a fling, sixteen rows, in which nobody reads. */
const STEPS = [100, 400] as const

/** Opens the ledger of a data folder in real Chromium and scrolls through it; null where nothing was built yet. */
export async function measureScroll(dataFolder: string): Promise<readonly ScrollFigures[] | null> {
  if (!existsSync(new URL('../../out/main/serve.js', import.meta.url))) return null
  const { program, environment } = findChromium()
  const browser = await chromium.launch({ executablePath: program, env: { ...process.env, ...environment } })
  try {
    const opened = await openInBrowserShell({
      dataFolder,
      environment: process.env as Record<string, string>,
      browser: () => Promise.resolve(browser),
    })
    const { page } = opened
    await page.getByRole('button', { name: /^Ledger/ }).click()
    await page.getByRole('grid', { name: 'Ledger' }).waitFor()
    const figures: ScrollFigures[] = []
    for (const step of STEPS) figures.push({ step, ...(await scrollGrid(page, step)) })
    await opened.close()
    return figures
  } finally {
    await browser.close()
  }
}

/** Scrolls the table of the page so many pixels a frame, and times each frame. */
export function scrollGrid(page: Page, pixels: number): Promise<Omit<ScrollFigures, 'step'>> {
  return page.evaluate(
    async ({ count, step }) => {
      const scroller = document.querySelector('[role=grid]')?.parentElement
      if (!scroller) throw new Error('The page has no table.')
      let longestTask = 0
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) longestTask = Math.max(longestTask, duration)
      }).observe({ type: 'longtask' })
      // oxlint-disable-next-line unicorn/consistent-function-scoping -- this function is sent to the page as it stands
      const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
      const frames: number[] = []
      let last = await frame()
      for (let index = 0; index < count; index += 1) {
        scroller.scrollTop += step
        const now = await frame()
        frames.push(now - last)
        last = now
      }
      return { frames, longestTask }
    },
    { count: FRAMES, step: pixels },
  )
}
