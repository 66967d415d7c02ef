import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Page } from 'playwright'

import { openInBrowserShell } from '../e2e/hosts/browser-host.ts'
import { launchChromium } from '../e2e/hosts/launch-chromium.ts'
import { type MainThreadTask, traceTasks } from './end-to-end-trace.ts'

/**
 * A thousand deltas a second in the built window (`npm run build` first, then `npm run bench:streaming`): how long the
 * frames are while an answer of some 12,000 tokens streams, and how long the main thread is held at most. Beside it the
 * same figures of the window at rest, taken in the same run: they say what this machine itself does.
 */
const RATE = 1_000
const WORDS = 10_000
const AT_REST_MS = 4_000
/** A frame of 60 a second, and what the clock of the page rounds. */
const LATE_MS = 17.5

interface Frames {
  /** Milliseconds between two frames, in order. */
  readonly intervals: readonly number[]
  /** Changes of the answer that were drawn. */
  readonly commits: number
}

/** Runs in the page: the times between animation frames until the run has ended, or for some milliseconds. */
function watchFrames(forMs: number | null): Promise<Frames> {
  return new Promise((resolve) => {
    const intervals: number[] = []
    let commits = 0
    let last = performance.now()
    const begun = last
    const observer = new MutationObserver(() => (commits += 1))
    const answer = document.querySelector('section[aria-label="Answer"]')
    if (answer) observer.observe(answer, { subtree: true, childList: true, characterData: true })
    const frame = (now: number): void => {
      intervals.push(now - last)
      last = now
      const ended =
        forMs === null
          ? document.querySelector('section[aria-label^="Run"] header')?.textContent?.includes('complete')
          : now - begun > forMs
      if (!ended) return void requestAnimationFrame(frame)
      observer.disconnect()
      resolve({ intervals, commits })
    }
    requestAnimationFrame(frame)
  })
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

const ms = (value: number): string => value.toFixed(1)

function report(name: string, { intervals, commits }: Frames, tasks: readonly MainThreadTask[]): void {
  const late = intervals.filter((interval) => interval > LATE_MS).length
  console.log(`${name}: ${intervals.length} frames, ${commits} commits`)
  console.log(
    `  frame p50 ${ms(quantile(intervals, 0.5))}, p99 ${ms(quantile(intervals, 0.99))}, longest ${ms(Math.max(...intervals))} ms; ${late} over 16.7 ms`,
  )
  for (const { processor, clock, inside } of tasks.slice(0, 3))
    console.log(`  task ${ms(processor)} ms of processor time, ${ms(clock)} ms by the clock: ${inside}`)
}

async function measure(page: Page, name: string, forMs: number | null): Promise<void> {
  let frames: Frames = { intervals: [], commits: 0 }
  const tasks = await traceTasks(browser, page, async () => {
    frames = await page.evaluate(watchFrames, forMs)
  })
  report(name, frames, tasks)
}

async function startLongAnswer(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'User', exact: true }).click()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.insertText(`Explain the tides in ${WORDS} words.`)
  await page.getByRole('button', { name: 'Practice' }).click()
  await page
    .getByRole('region', { name: 'Run 1', exact: true })
    .getByText('streaming', { exact: true })
    .waitFor()
}

function ownEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}

const dataFolder = mkdtempSync(join(tmpdir(), 'fathom-bench-'))
const browser = await launchChromium()
const opened = await openInBrowserShell({
  dataFolder,
  environment: { ...ownEnvironment(), FATHOM_PRACTICE_RATE: String(RATE) },
  api: 'http://127.0.0.1:9',
  parameters: [],
  browser: () => Promise.resolve(browser),
})
try {
  const { page } = opened
  await page
    .getByText(/prompt tokens, exact/)
    .first()
    .waitFor({ state: 'attached' })
  console.log(`${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}`)
  await measure(page, 'at rest', AT_REST_MS)
  await startLongAnswer(page)
  await measure(page, `${RATE} deltas a second`, null)
} finally {
  await opened.close()
  await browser.close()
  rmSync(dataFolder, { recursive: true, force: true })
}
