import { inWindow } from '../in-window.ts'
import { type ScrollFrames, scrollFrames } from '../scroll-frames.ts'

interface LedgerScroll extends ScrollFrames {
  /** Pixels a frame. */
  readonly step: number
}

/** Pixels a frame: a wheel turned fast, four rows; and a fling, sixteen rows, in which nobody reads. */
const STEPS = [100, 400] as const

/** Opens the ledger of a data folder in the window and scrolls through it; null where nothing was built yet. */
export function measureScroll(dataFolder: string): Promise<readonly LedgerScroll[] | null> {
  return inWindow(dataFolder, async (page) => {
    await page.getByRole('button', { name: /^Ledger/ }).click()
    await page.getByRole('grid', { name: 'Ledger' }).waitFor()
    const figures: LedgerScroll[] = []
    for (const step of STEPS) figures.push({ step, ...(await scrollFrames(page, '[role=grid]', step)) })
    return figures
  })
}
