import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { type Database, openDatabase } from '../db/database.ts'
import { createDrafts } from '../drafts/drafts.ts'
import { createPrompts } from '../drafts/prompts.ts'
import { FathomError } from '../errors.ts'
import type { Destination, RunOrder } from '../runs/run-service.ts'
import { books, removeFolder, testFolder } from '../testing/test-services.ts'
import { createOffPeakQueue, type OffPeakQueue, type QueuedTurn } from './off-peak-queue.ts'

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
let turns: QueuedTurn[]
let asked: number
let promptId: string
let revision: number

async function askClock(): Promise<number | null> {
  asked += 1
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
    takeTurn: (turn) => void turns.push(turn),
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
  turns = []
  asked = 0
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

describe('the runs of a comparison', () => {
  const body = { promptId: '', revision: 1, versionId: null, model: 'deepseek-flash', body: '{}' }
  const add = (places: readonly number[]) =>
    queue.addBodies(places.map((place) => ({ ...body, promptId, batch: { batchId: 'batch', place } })))
  const start = (turn: QueuedTurn | undefined) => turn?.start((destination) => destination)

  it('wait for their turn among those of their model, each handed on once, and are sent from there', async () => {
    add([0, 1, 10])
    expect(queue.list(), 'one line for all of them').toMatchObject([{ runs: 3, models: ['deepseek-flash'] }])
    now = OFF_PEAK
    await queue.tick()
    await queue.tick()
    expect(sent).toEqual([])
    expect(turns.map(({ batchId, place }) => [batchId, place])).toEqual([
      ['batch', 0],
      ['batch', 1],
      ['batch', 10],
    ])
    expect(await start(turns[1])).toMatchObject({ runId: 'run 1' })
    expect([...queue.inBatch('batch').keys()]).toEqual([0, 10])
    expect(await start(turns[1]), 'never a second time').toBeNull()
  })

  it('survive a restart before their turn came', async () => {
    add([0])
    now = OFF_PEAK
    await queue.tick()
    await close()
    open()
    await queue.tick()
    expect(turns).toHaveLength(2)
    expect(await start(turns[1])).toMatchObject({ runId: 'run 1' })
  })

  it('are cancelled together, or a column of them; what was taken out is not sent', async () => {
    add([0, 1, 2])
    now = OFF_PEAK
    await queue.tick()
    queue.cancelIn('batch', [2])
    expect(queue.list()).toMatchObject([{ runs: 2 }])
    refuse = new FathomError('GATE', 'Not sent: too much.')
    await expect(start(turns[0])).rejects.toMatchObject({ code: 'GATE' })
    expect(queue.inBatch('batch').get(0)).toMatchObject({ state: 'refused', error: { code: 'GATE' } })
    const waiting = queue.list().find(({ state }) => state === 'waiting')
    queue.cancel(waiting?.id ?? '')
    expect(queue.list(), 'what was refused stays until it is dismissed').toMatchObject([{ state: 'refused' }])
    refuse = null
    for (const turn of turns.slice(1)) expect(await start(turn)).toBeNull()
    expect(sent).toEqual([])
  })

  it('ask the clock of their account once for all of them', async () => {
    add([0, 1, 2, 3])
    now = OFF_PEAK
    asked = 0
    await queue.tick()
    expect(turns).toHaveLength(4)
    expect(asked).toBe(1)
  })
})
