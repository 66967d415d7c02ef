import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright'

/** What axe finds wrong with the window as it stands, in both themes; empty where it finds nothing. */
export async function brokenRules(page: Page): Promise<readonly string[]> {
  const broken: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    // Legacy mode, because Electron has no new page to open (axe-core-npm issue 1141).
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
    for (const { id, nodes } of violations)
      broken.push(`${colorScheme}: ${id} at ${nodes.map(({ target }) => String(target)).join(', ')}`)
  }
  return broken
}
