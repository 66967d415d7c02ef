import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright'

/** What axe finds wrong with the window, or with a part of it, as it stands; empty where it finds nothing. */
export async function brokenRules(page: Page, part = 'html'): Promise<readonly string[]> {
  await untilStill(page)
  // Legacy mode, because Electron has no new page to open (axe-core-npm issue 1141).
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).include(part).analyze()
  return violations.map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => String(target)).join(', ')}`)
}

/** As `brokenRules`, in the light theme and then in the dark one. */
export async function brokenInEitherTheme(page: Page): Promise<readonly string[]> {
  const broken: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    broken.push(...(await brokenRules(page)).map((rule) => `${colorScheme}: ${rule}`))
  }
  return broken
}

/**
 * Waits until nothing moves, fades or is recounted any more: half a colour has half its contrast, and what slides is not
 * yet where it stays.
 */
export async function untilStill(page: Page): Promise<void> {
  await page.locator('[data-stale] .cm-depth').first().waitFor({ state: 'detached' })
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
        .map(({ finished }) => finished),
    ),
  )
}
