import { defineConfig } from 'playwright/test'

import type { WorkerOptions } from './fixtures.ts'
import { type HostName, HOSTS, wantedHosts } from './hosts/hosts.ts'

const json = process.env['PLAYWRIGHT_JSON_OUTPUT_FILE']

/** What runs where: specs/every-host on all hosts, the others on those that they are about. */
const FOLDERS: Readonly<Record<HostName, readonly string[]>> = {
  browser: ['every-host', 'browser'],
  'stand-in': ['every-host', 'desktop'],
  electron: ['every-host', 'desktop'],
}

export default defineConfig<object, WorkerOptions>({
  testDir: './specs',
  outputDir: '../test-results/e2e',
  globalSetup: './global-setup.ts',
  workers: 2,
  fullyParallel: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env['CI']),
  // A machine shared with others may be late once; the summary names every test that needed it.
  retries: process.env['CI'] ? 1 : 0,
  reporter: json ? [['list'], ['json', { outputFile: json }]] : [['list']],
  projects: wantedHosts()
    .filter((name) => HOSTS[name].whyNot() === null)
    .map((name) => ({
      name,
      testMatch: FOLDERS[name].map((folder) => `**/${folder}/*.spec.ts`),
      use: { host: name },
    })),
})
