import { buildIfStale } from '../scripts/build.ts'
import { findChromium } from './hosts/find-chromium.ts'
import { HOSTS, wantedHosts } from './hosts/hosts.ts'

/** Builds what is stale, unpacks Chromium before the workers would race for it, and says what the tests run on. */
export async function prepareTests(): Promise<void> {
  await buildIfStale(true)
  for (const name of wantedHosts()) {
    const reason = HOSTS[name].whyNot()
    if (reason) console.log(`Host "${name}": SKIPPED, because ${reason}.`)
    else if (name === 'electron') console.log('Host "electron": real Electron.')
    else console.log(`Host "${name}": Chromium from ${findChromium().origin}.`)
  }
}

// Playwright takes a global setup as a default export only.
// oxlint-disable-next-line import/no-default-export
export default prepareTests
