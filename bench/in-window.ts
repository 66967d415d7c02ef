import { existsSync } from 'node:fs'

import type { Page } from 'playwright'

import { openInBrowserShell } from '../e2e/hosts/browser-host.ts'
import { launchChromium } from '../e2e/hosts/launch-chromium.ts'

/** Opens the built workbench over a data folder in real Chromium for `work`; null where nothing was built yet. */
export async function inWindow<Value>(
  dataFolder: string,
  work: (page: Page) => Promise<Value>,
): Promise<Value | null> {
  if (!existsSync(new URL('../out/main/serve.js', import.meta.url))) return null
  const browser = await launchChromium()
  try {
    const opened = await openInBrowserShell({
      dataFolder,
      environment: process.env as Record<string, string>,
      browser: () => Promise.resolve(browser),
    })
    try {
      return await work(opened.page)
    } finally {
      await opened.close()
    }
  } finally {
    await browser.close()
  }
}
