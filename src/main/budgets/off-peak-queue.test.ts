import { afterEach, beforeEach, expect, it } from 'vitest'

import { type Database, openDatabase } from '../db/database.ts'
import { createDrafts } from '../drafts/drafts.ts'
import { createPrompts } from '../drafts/prompts.ts'
import { FathomError } from '../errors.ts'
import type { Destination, RunOrder } from '../runs/run-service.ts'
import { books, removeFolder, testFolder } from '../testing/test-services.ts'
import { createOffPeakQueue, type OffPeakQueue } from './off-peak-queue.ts'

/** Monday 14:00 in Beijing: peak until 18:00. */
const PEAK = Date.parse('2026-11-23T06:00:00Z')
const OFF_PEAK = Date.parse('2026-11-23T10:00:00Z')

let folder: string
let database: Database
let queue: OffPeakQueue
let now: number
let skew: number | null | FathomError
let refuse: FathomError | null
let sent: RunOrder[]
let promptId: string
let revision: number

async function askClock(): Promise<number | null> {
  if (skew instanceof FathomError) throw skew
  return skew
}

function open(): void {
  database = openDatabase({ folder, clock: () => now })
  const drafts = createDrafts({ database, clock: () => now })
  const prompts = createPrompts({ database, clock: () => now, drafts })
  queue = createOffPeakQueue({
    database,
    clock: () => now,
    prices: () => books.prices,
    prompts,
    drafts,
    versions: { of: () => null },
    destinations: {
      real: async (wanted) => ({ baseUrl: 'real', keyHint: wanted?.profileId ?? null }) as Destination,
      clockSkew: askClock,
    },
    keyInUse: () => 'deepseek',
    runs: {
      start: async (order) => {
        if (refuse !== null) throw refuse
        sent.push(order)
        return { runId: `run ${sent.length}`, ended: new Promise(() => {}) }
      },
    },
    onChange: () => {},
    log: () => {},
  })
  const [known] = prompts.list()
  promptId = known?.id ?? prompts.ensureSample()?.id ?? prompts.list()[0]?.id ?? ''
  ;({ revision } = drafts.get(promptId))
}

async function close(): Promise<void> {
  await queue.close()
  await database.backedUp
  database.close()
}

beforeEach(() => {
  folder = testFolder()
  now = PEAK
  skew = 0
  refuse = null
  sent = []
  open()
})
afterEach(async () => {
  await close()
  removeFolder(folder)
})

it('waits for off-peak and is then sent once, as it was queued', async () => {
  expect(queue.add(promptId, revision).dueAt).toBe(new Date(OFF_PEAK).toISOString())
  now = OFF_PEAK - 1
  await queue.tick()
  expect(sent).toEqual([])
  now = OFF_PEAK
  await queue.tick()
  await queue.tick()
  expect(sent).toMatchObject([{ promptId, revision, destination: { baseUrl: 'real', keyHint: 'deepseek' } }])
  expect(JSON.parse(sent[0]?.body ?? '')).toHaveProperty('messages')
  expect(queue.list()).toEqual([])
})

it('survives a restart, and can be cancelled after it', async () => {
  const { id } = queue.add(promptId, revision)
  queue.add(promptId, revision)
  await close()
  open()
  expect(queue.list()).toHaveLength(2)
  queue.cancel(id)
  now = OFF_PEAK
  await queue.tick()
  expect(sent).toHaveLength(1)
})

it('goes by the clock of the server: not before it is off-peak there', async () => {
  queue.add(promptId, revision)
  now = OFF_PEAK + 30_000
  skew = 60_000
  await queue.tick()
  expect(sent).toEqual([])
  expect(queue.list()).toMatchObject([{ state: 'waiting' }])
  now = OFF_PEAK + 60_000
  await queue.tick()
  expect(sent).toHaveLength(1)
})

it.each([121_000, -121_000])('sends nothing where the clock is off by %d ms, and says so', async (off) => {
  queue.add(promptId, revision)
  now = OFF_PEAK
  skew = off
  await queue.tick()
  expect(sent).toEqual([])
  expect(queue.list()).toMatchObject([{ state: 'refused', error: { code: 'CLOCK_WRONG' } }])
})

it('keeps what the gate refused, with the reason, until it is dismissed', async () => {
  const { id } = queue.add(promptId, revision)
  now = OFF_PEAK
  refuse = new FathomError('GATE', 'Not sent: too much.')
  await queue.tick()
  await queue.tick()
  expect(queue.list()).toMatchObject([
    { state: 'refused', error: { code: 'GATE', message: 'Not sent: too much.' } },
  ])
  queue.cancel(id)
  expect(queue.list()).toEqual([])
})

it('waits for the next off-peak where Fathom was closed during this one', async () => {
  queue.add(promptId, revision)
  await close()
  now = Date.parse('2026-11-24T06:00:00Z')
  open()
  await queue.tick()
  expect(sent).toEqual([])
  expect(queue.list()).toMatchObject([{ state: 'waiting', dueAt: '2026-11-24T10:00:00.000Z' }])
})

it('is not taken where it is off-peak already', () => {
  now = OFF_PEAK
  expect(() => queue.add(promptId, revision)).toThrow(expect.objectContaining({ code: 'NO_OFF_PEAK' }))
})

it('waits where there is no network, and is sent when it is back', async () => {
  queue.add(promptId, revision)
  now = OFF_PEAK
  skew = new FathomError('NO_NETWORK', 'There is no network.')
  await queue.tick()
  expect(queue.list()).toMatchObject([{ state: 'waiting' }])
  skew = 0
  await queue.tick()
  expect(sent).toHaveLength(1)
})
