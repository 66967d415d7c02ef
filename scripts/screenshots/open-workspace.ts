import type { Browser, Page } from 'playwright'

import { createMemoryStore } from '../../src/main/keys/memory-store.ts'
import { startBrowserShell } from '../../src/main/shell/browser/browser-shell.ts'
import { places, removeFolder, testFolder } from '../../src/main/testing/test-services.ts'
import { openTestWindow, type TestWindow } from '../../src/main/testing/test-window.ts'
import { DAY, MOMENT, TODAY } from './sample-month.ts'
import { openSampleWorld, type SampleWorld } from './sample-world.ts'

/**
 * Opens the built window on a data folder of its own, at one moment for the window and for what it asks. `fill` works in
 * the folder before the window is opened, on a clock that begins a month earlier.
 */
export async function withWorkspace(
  browser: Browser,
  fill: (window: TestWindow, world: SampleWorld) => Promise<void>,
  work: (page: Page, window: TestWindow) => Promise<void>,
): Promise<void> {
  const dataFolder = testFolder()
  const world = await openSampleWorld(TODAY - 30 * DAY, 640n)
  const options = { dataFolder, clock: world.now, fetch: world.fetch, secrets: createMemoryStore() }
  const window = await openTestWindow(options)
  const { workbench } = window
  try {
    await fill(window, world)
    world.at(MOMENT)
    const shell = await startBrowserShell({
      workbench,
      port: 0,
      rendererDir: places.page,
      log: console.error,
    })
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: 'en-GB',
      timezoneId: 'Asia/Shanghai',
    })
    try {
      const page = await context.newPage()
      await page.clock.setFixedTime(MOMENT)
      await page.goto(shell.freshLink())
      await work(page, window)
    } finally {
      await context.close()
      await shell.close()
    }
  } finally {
    await window.close()
    await world.close()
    removeFolder(dataFolder)
  }
}
