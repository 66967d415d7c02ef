import { existsSync } from 'node:fs'

import { chromium, type Page } from 'playwright'

import { openInBrowserShell } from '../../e2e/hosts/browser-host.ts'
import { findChromium } from '../../e2e/hosts/find-chromium.ts'

interface LibraryFigures {
  /** Milliseconds from the page's start to the first row of the library. */
  readonly shownAfter: number
  /** How long each frame took while the library scrolled, in ms. */
  readonly frames: readonly number[]
  readonly longestTask: number
  /** Milliseconds from a key in the filter to the frame with its rows, the longest. */
  readonly filter: number
}

const FRAMES = 300
/** Pixels a frame: some 15 rows. */
const STEP = 400

/** Opens the library of a data folder in real Chromium, scrolls and filters it; null where nothing was built yet. */
export async function measureLibrary(dataFolder: string): Promise<LibraryFigures | null> {
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
    await page.getByRole('list', { name: 'Prompts' }).getByRole('listitem').first().waitFor()
    const shownAfter = await page.evaluate(() => performance.now())
    const scrolled = await scroll(page)
    const filter = await typeFilter(page)
    await opened.close()
    return { shownAfter, ...scrolled, filter }
  } finally {
    await browser.close()
  }
}

function scroll(page: Page): Promise<{ frames: number[]; longestTask: number }> {
  return page.evaluate(
    async ({ count, step }) => {
      const scroller = document.querySelector('ul[aria-label="Prompts"]')?.parentElement
      if (!scroller) throw new Error('There is no library on screen.')
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
    { count: FRAMES, step: STEP },
  )
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
