import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Browser, Page } from 'playwright'

import { openInBrowserShell } from '../../e2e/hosts/browser-host.ts'

/** Opens the built browser shell on an empty data folder, without the developer's key, and removes both after `work`. */
export async function withSample(
  browser: Browser,
  more: Readonly<Record<string, string>>,
  work: (page: Page) => Promise<void>,
): Promise<void> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'fathom-screenshots-'))
  const { DEEPSEEK_API_KEY: _key, DBUS_SESSION_BUS_ADDRESS: _bus, ...usual } = process.env
  const environment = { ...(usual as Record<string, string>), ...more }
  const opened = await openInBrowserShell({ dataFolder, environment, browser: async () => browser })
  try {
    await work(opened.page)
  } finally {
    await opened.close()
    rmSync(dataFolder, { recursive: true, force: true })
  }
}
