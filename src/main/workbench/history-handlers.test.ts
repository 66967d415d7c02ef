import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { EventMessage, RequestOf, ResultOf, Route } from '../../contract/routes.ts'
import { createMemoryStore } from '../keys/memory-store.ts'
import { createRouter } from '../router/router.ts'
import type { Workbench } from '../router/workbench-door.ts'
import { places, removeFolder, testFolder } from '../testing/test-services.ts'
import { openWorkbench } from '../workbench.ts'

let folder: string
let workbench: Workbench
let events: EventMessage[]
let promptId: string
let now: number

beforeEach(async () => {
  folder = testFolder()
  now = Date.parse('2026-11-22T08:00:00Z')
  await open()
  promptId = (await ask('prompts.list', {}))[0]?.id ?? ''
})
afterEach(async () => {
  await workbench.close()
  removeFolder(folder)
})

async function open(): Promise<void> {
  workbench = await openWorkbench({
    shell: 'browser',
    dataFolder: folder,
    places,
    clock: () => now,
    log: () => {},
    environment: {},
    secrets: createMemoryStore(),
  })
  events = []
  workbench.subscribe((event) => void events.push(event))
}

async function ask<R extends Route>(route: R, request: RequestOf<R>): Promise<ResultOf<R>> {
  const result = await createRouter(workbench.handlers, () => {})(route, request, { id: 'window' })
  if (!result.ok) throw new Error(`${result.error.code} ${result.error.message}`)
  return result.value as ResultOf<R>
}

/** Sends the draft to the practice endpoint and waits for the end of its answer. */
async function runOnce(): Promise<string> {
  const { revision } = await ask('drafts.get', { promptId })
  const { runId } = await ask('runs.start', { promptId, revision, practice: true })
  await expect
    .poll(async () => (await ask('runs.get', { runId })).status, { timeout: 20_000 })
    .toBe('completed')
  return runId
}

const numbers = async (filter: RequestOf<'history.list'>['filter']): Promise<readonly number[]> =>
  (await ask('history.list', { filter, offset: 0, limit: 10 })).runs.map(({ number }) => number)

describe('the history', () => {
  it('lists the newest first, piece by piece, and says how many there are', async () => {
    for (const _ of [1, 2, 3]) await runOnce()
    const { total, runs } = await ask('history.list', { filter: {}, offset: 1, limit: 1 })
    expect([total, runs.map(({ number }) => number)]).toEqual([3, [2]])
    const [listed] = await ask('runs.list', { limit: 1 })
    expect((await ask('history.list', { filter: { number: 3 }, offset: 0, limit: 5 })).runs).toEqual([listed])
  })

  it('takes each filter for what it says', async () => {
    await runOnce()
    now += 3_600_000
    await runOnce()
    const [model = ''] = await ask('history.models', {})
    for (const matching of [{ promptId }, { model }, { status: 'completed' }, { practice: true }] as const)
      expect(await numbers(matching)).toEqual([2, 1])
    for (const other of [
      { promptId: 'none' },
      { model: 'x' },
      { status: 'failed' },
      { practice: false },
    ] as const)
      expect(await numbers(other)).toEqual([])
    const half = new Date(now - 1_800_000).toISOString()
    expect(await numbers({ from: half })).toEqual([2])
    expect(await numbers({ to: half })).toEqual([1])
    expect(await numbers({ to: half, promptId: 'none' })).toEqual([])
  })

  it('finds words of the answer once the index has them, and says when it does not have all', async () => {
    const runId = await runOnce()
    const { content } = await ask('runs.get', { runId })
    const word = /[a-z]{5,}/i.exec(content)?.[0] ?? ''
    expect(word).not.toBe('')
    expect((await ask('history.list', { filter: { text: word }, offset: 0, limit: 5 })).complete).toBe(false)
    await expect.poll(() => numbers({ text: word }), { timeout: 20_000 }).toEqual([1])
    expect(await numbers({ text: 'zebrafish' })).toEqual([])
  })
})

describe('pins', () => {
  it('stay over a restart in the order in which they were set, and every window hears of them', async () => {
    const [first, second] = [await runOnce(), await runOnce()]
    await ask('history.pin', { runId: second, pinned: true })
    now += 1
    await ask('history.pin', { runId: first, pinned: true })
    expect(events).toContainEqual({ name: 'history.pinned', payload: { runId: first, pinned: true } })
    await workbench.close()
    await open()
    expect((await ask('history.pins', {})).map(({ id }) => id)).toEqual([second, first])
    const left = await ask('history.pin', { runId: second, pinned: false })
    expect(left.map(({ id }) => id)).toEqual([first])
  })

  it('refuses a run that is not there with a sentence', async () => {
    await expect(ask('history.pin', { runId: 'gone', pinned: true })).rejects.toThrow('RUN_NOT_FOUND')
    await expect(ask('history.sent', { runId: 'gone' })).rejects.toThrow('RUN_NOT_FOUND')
  })
})

it('says what a run sent, apart from what every run sends', async () => {
  const { messages, parameters } = await ask('history.sent', { runId: await runOnce() })
  expect(messages.map(({ role }) => role)).toContain('user')
  expect(parameters.map(({ name }) => name)).toContain('model')
  expect(parameters.map(({ name }) => name)).not.toContain('stream')
})
