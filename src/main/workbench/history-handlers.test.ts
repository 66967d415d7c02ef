import { afterEach, beforeEach, expect, it } from 'vitest'

import type { RequestOf, ResultOf } from '../../contract/routes.ts'
import { removeFolder, testFolder } from '../testing/test-services.ts'
import { openTestWindow, type TestWindow } from '../testing/test-window.ts'

let folder: string
let window: TestWindow
let ask: TestWindow['ask']
let promptId: string

beforeEach(async () => {
  folder = testFolder()
  await open()
  promptId = (await ask('prompts.list', {}))[0]?.id ?? ''
})
afterEach(async () => {
  await window.close()
  removeFolder(folder)
})

async function open(): Promise<void> {
  window = await openTestWindow({ dataFolder: folder, fetch })
  ask = window.ask
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
  expect(window.events).toContainEqual({ name: 'history.pinned', payload: { runId, pinned: true } })
  await window.close()
  await open()
  expect((await ask('history.pins', {})).map(({ id }) => id)).toEqual([runId])
}, 90_000)

it('refuses a run that is not there with a sentence', async () => {
  await expect(ask('history.pin', { runId: 'gone', pinned: true })).rejects.toMatchObject({
    code: 'RUN_NOT_FOUND',
  })
  await expect(ask('history.sent', { runId: 'gone' })).rejects.toMatchObject({ code: 'RUN_NOT_FOUND' })
})
