import type { Page } from 'playwright'

export interface ScrollFrames {
  /** How long each frame took, in ms. */
  readonly frames: readonly number[]
  /** The longest task of the page meanwhile, in ms. */
  readonly longestTask: number
}

const FRAMES = 300

/** Scrolls the box around what a selector finds so many pixels a frame, and times each frame. */
export function scrollFrames(page: Page, selector: string, pixels: number): Promise<ScrollFrames> {
  return page.evaluate(
    async ({ count, step, inside }) => {
      const scroller = document.querySelector(inside)?.parentElement
      if (!scroller) throw new Error(`The page has no ${inside}.`)
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
    { count: FRAMES, step: pixels, inside: selector },
  )
}
