import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Browser, Page } from 'playwright'
import { test as base } from 'playwright/test'

import { startAccountsApi } from './hosts/accounts-api.ts'
import type { Desktop } from './hosts/desktop.ts'
import type { FakeApi } from './hosts/fake-api.ts'
import { freePort } from './hosts/free-port.ts'
import type { OpenedWorkbench, OpenOptions } from './hosts/host.ts'
import { startHostileApi } from './hosts/hostile-api.ts'
import { type HostName, HOSTS } from './hosts/hosts.ts'
import { launchChromium } from './hosts/launch-chromium.ts'
import { startPracticeApi } from './hosts/practice-api.ts'

/** Fathom on a data folder of its own, as a test drives it. */
export interface WorkbenchUnderTest {
  readonly dataFolder: string
  /** The window; another one after a restart. */
  readonly page: Page
  /** The desktop around the window; throws in the browser shell, where there is none. */
  readonly desktop: Desktop
  /** Ends Fathom in order, or by kill -9, and starts it again on the same data folder. */
  restart(how?: 'in order' | 'kill -9', changes?: RestartChanges): Promise<void>
  /** How this Fathom is started, for tests that start another one. */
  readonly options: OpenOptions
}

interface RestartChanges {
  /** Done while Fathom is ended. */
  readonly meanwhile?: () => void
  /** More words of the desktop app's command line. */
  readonly parameters?: readonly string[]
}

interface TestFixtures {
  /** What answers in place of api.deepseek.com; nobody unless `test.use` says otherwise. */
  readonly network: 'practice' | 'accounts' | 'hostile' | 'nobody'
  /** What Fathom finds in its environment besides: how its own practice endpoint behaves, say. */
  readonly extraEnvironment: Readonly<Record<string, string>>
  /** The one that answers; null where nobody does. */
  readonly fakeApi: FakeApi | null
  readonly workbench: WorkbenchUnderTest
}

export interface WorkerOptions {
  /** The host that this project's tests run on. */
  readonly host: HostName
}

interface WorkerFixtures extends WorkerOptions {
  readonly chromiumBrowser: () => Promise<Browser>
}

/** Who stands where api.deepseek.com is. */
const START = {
  practice: startPracticeApi,
  accounts: () => startAccountsApi(),
  hostile: startHostileApi,
  nobody: async () => null,
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  host: ['browser', { option: true, scope: 'worker' }],
  network: ['nobody', { option: true }],
  extraEnvironment: [{}, { option: true }],

  fakeApi: async ({ network }, use) => {
    const api = await START[network]()
    await use(api)
    await api?.close()
  },

  chromiumBrowser: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs from this pattern
    async ({}, use) => {
      let started: Promise<Browser> | undefined
      await use(() => (started ??= launchChromium()))
      await (await started)?.close()
    },
    { scope: 'worker' },
  ],

  workbench: async ({ host, chromiumBrowser, fakeApi, extraEnvironment }, use) => {
    const dataFolder = await mkdtemp(join(tmpdir(), 'fathom-e2e-'))
    const api = fakeApi?.url ?? `http://127.0.0.1:${await freePort()}`
    const environment = { ...cleanEnvironment(), ...redirectApi(api), ...extraEnvironment }
    const options: OpenOptions = { dataFolder, environment, api, browser: chromiumBrowser }
    let opened: OpenedWorkbench = await HOSTS[host].open(options)
    await use({
      dataFolder,
      get page() {
        return opened.page
      },
      get desktop() {
        if (!opened.desktop) throw new Error(`There is no desktop around the host "${host}".`)
        return opened.desktop
      },
      options,
      async restart(how = 'in order', { meanwhile, parameters = [] } = {}) {
        await (how === 'in order' ? opened.close() : opened.kill())
        meanwhile?.()
        opened = await HOSTS[host].open({ ...options, parameters })
      },
    })
    await opened.close()
    await rm(dataFolder, { recursive: true, force: true })
  },
})

export { expect } from 'playwright/test'

/** Ours without the developer's key and without the developer's keychain. */
function cleanEnvironment(): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined &&
      !['DEEPSEEK_API_KEY', 'DBUS_SESSION_BUS_ADDRESS', 'FATHOM_DATA_DIR'].includes(entry[0]),
  )
  return Object.fromEntries(kept)
}

/** Every Node process of this Fathom sends to `target` what is meant for DeepSeek, and waits no longer than a test should. */
function redirectApi(target: string): Record<string, string> {
  const hook = new URL('./hosts/redirect-api.ts', import.meta.url).href
  const hurry = new URL('./hosts/hurry.ts', import.meta.url).href
  return { NODE_OPTIONS: `--import=${hook} --import=${hurry}`, FATHOM_E2E_API: target }
}
