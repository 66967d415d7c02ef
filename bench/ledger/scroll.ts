import { traceTasks } from '../end-to-end-trace.ts'
import { inWindow } from '../in-window.ts'
import { type ScrollFrames, scrollFrames } from '../scroll-frames.ts'

interface LedgerScroll extends ScrollFrames {
  /** Pixels a frame. */
  readonly step: number
  /** Processor time of the page's tasks in another such round, in ms: other work on the machine lengthens only the frames. */
  readonly processor: readonly number[]
}

/** Pixels a frame: a wheel turned fast, four rows; and a fling, sixteen rows, in which nobody reads. */
const STEPS = [100, 400] as const

/** Opens the ledger of a data folder in the window and scrolls through it; null where nothing was built yet. */
export function measureScroll(dataFolder: string): Promise<readonly LedgerScroll[] | null> {
  return inWindow(dataFolder, async (page) => {
    const browser = page.context().browser()
    await page.getByRole('button', { name: /^Ledger/ }).click()
    await page.getByRole('grid', { name: 'Ledger' }).waitFor()
    const figures: LedgerScroll[] = []
    for (const step of STEPS) {
      const scroll = (): Promise<ScrollFrames> => scrollFrames(page, '[role=grid]', step)
      const scrolled = await scroll()
      const tasks = browser === null ? [] : await traceTasks(browser, page, async () => void (await scroll()))
      figures.push({ step, ...scrolled, processor: tasks.map(({ processor }) => processor) })
    }
    return figures
  })
}
