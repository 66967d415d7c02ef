import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { Practice } from '../practice/practice-types.ts'
import {
  openPractice,
  openTestServices,
  removeFolder,
  testFolder,
  type TestServices,
} from '../testing/test-services.ts'
import { isOwnerAlive } from './recover.ts'
import { createRunStore } from './run-store.ts'
import { beginningAt } from './testing/beginnings.ts'

const HOUR = 3_600_000

let folder: string
let practice: Practice
let services: TestServices
beforeEach(async () => {
  folder = testFolder()
  practice = await openPractice({ balance: { currency: 'USD', granted: 0n, toppedUp: 10n ** 16n } })
})
afterEach(async () => {
  await services.close()
  await practice.close()
  removeFolder(folder)
})

/** Services on a machine whose clock is wrong; DeepSeek is the practice endpoint, by a name that tells the right time. */
function openWith(aheadMs: number): void {
  services = openTestServices(folder, practice.key, {
    clock: () => Date.now() + aheadMs,
    fetch: (input, init) => {
      const address = input instanceof Request ? input.url : String(input)
      return fetch(address.replace('https://api.deepseek.com', practice.url), init)
    },
  })
}

async function run() {
  const order = {
    body: JSON.stringify({
      model: 'deepseek-flash',
      messages: [{ role: 'user', content: 'How deep is it?' }],
      stream: true,
    }),
    model: 'deepseek-flash',
    promptId: null,
    promptName: null,
    revision: null,
    destination: await services.destinations.real(),
  }
  return (await services.runs.start(order)).ended
}

describe('a machine whose clock is wrong', () => {
  it.each([72 * HOUR, -72 * HOUR])(
    'has its first run on the right day too, by the clock that its answer brings (%d ms ahead)',
    async (ahead) => {
      openWith(ahead)
      const before = Date.now()
      for (const ended of [await run(), await run()]) {
        // The server tells whole seconds.
        expect(Math.abs(ended.sentAt - before)).toBeLessThan(10_000)
        const { entries } = services.ledger.list({
          filter: { practice: false },
          zone: 'UTC',
          offset: 0,
          limit: 10,
        })
        expect(entries.find((entry) => entry.run === ended.id)?.timing.sentAt).toBe(
          new Date(ended.sentAt).toISOString(),
        )
      }
    },
  )

  it('knows whether the process that sends a run lives by its own clock, not by the right one', async () => {
    openWith(0)
    const other = createRunStore(services.database, { pid: process.ppid, clock: Date.now })
    // By the right clock the run was sent before this machine was started.
    other.begin(beginningAt(Date.now() - 400 * 24 * HOUR))
    expect(services.runStore.orphans(isOwnerAlive)).toEqual([])
  })
})
