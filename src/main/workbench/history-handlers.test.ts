import { afterEach, beforeEach, expect, it } from 'vitest'

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

beforeEach(async () => {
  folder = testFolder()
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
    clock: () => Date.now(),
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
    .poll(async () => (await ask('runs.get', { runId })).status, { timeout: 60_000 })
    .toBe('completed')
  return runId
}

it('lists a run as runs.list does, finds it by its words once they are indexed, and says what it sent', async () => {
  const runId = await runOnce()
  const list = (filter: RequestOf<'history.list'>['filter']): Promise<ResultOf<'history.list'>> =>
    ask('history.list', { filter, offset: 0, limit: 10 })
  expect((await list({})).runs).toEqual(await ask('runs.list', {}))
  const { content } = await ask('runs.get', { runId })
  const text = /[a-z]{5,}/i.exec(content)?.[0] ?? ''
  expect(text).not.toBe('')
  expect((await list({ text })).complete).toBe(false)
  await expect.poll(async () => (await list({ text })).total, { timeout: 20_000 }).toBe(1)
  await expect.poll(async () => (await list({ text })).complete, { timeout: 20_000 }).toBe(true)
  const { messages, parameters } = await ask('history.sent', { runId })
  expect(messages.map(({ role }) => role)).toContain('user')
  expect(parameters.map(({ name }) => name)).toContain('model')
  await ask('history.pin', { runId, pinned: true })
  expect(events).toContainEqual({ name: 'history.pinned', payload: { runId, pinned: true } })
  await workbench.close()
  await open()
  expect((await ask('history.pins', {})).map(({ id }) => id)).toEqual([runId])
}, 90_000)

it('refuses a run that is not there with a sentence', async () => {
  await expect(ask('history.pin', { runId: 'gone', pinned: true })).rejects.toThrow('RUN_NOT_FOUND')
  await expect(ask('history.sent', { runId: 'gone' })).rejects.toThrow('RUN_NOT_FOUND')
})
