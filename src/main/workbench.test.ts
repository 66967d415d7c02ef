import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import type { Result } from '../contract/result.ts'
import type { EventMessage, EventName, Events, RequestOf, ResultOf, Route } from '../contract/routes.ts'
import { createMemoryStore } from './keys/memory-store.ts'
import type { Practice } from './practice/practice-types.ts'
import { createRouter, type Dispatch } from './router/router.ts'
import type { Workbench } from './router/workbench-door.ts'
import { openPractice, places, removeFolder, testFolder } from './testing/test-services.ts'
import { openWorkbench } from './workbench.ts'

let folder: string
let practice: Practice
let workbench: Workbench
let dispatch: Dispatch
const events: EventMessage[] = []
const logged: unknown[] = []

/** DeepSeek is the practice endpoint of the test. */
const asDeepSeek: typeof fetch = (input, init) => {
  const { url } = new Request(input, init)
  return fetch(url.replace('https://api.deepseek.com', practice.url), init)
}

async function open(): Promise<void> {
  workbench = await openWorkbench({
    shell: 'browser',
    dataFolder: folder,
    places,
    clock: Date.now,
    log: (...line) => void logged.push(line),
    environment: {},
    secrets: createMemoryStore(),
    fetch: asDeepSeek,
  })
  dispatch = createRouter(workbench.handlers, (...line) => void logged.push(line))
  workbench.subscribe((event) => void events.push(event))
}

beforeEach(async () => {
  vi.stubEnv('FATHOM_PRACTICE_RATE', 'max')
  events.length = 0
  logged.length = 0
  folder = testFolder()
  practice = await openPractice()
  await open()
  // A new data folder says which tables it was given.
  logged.length = 0
})
afterEach(async () => {
  await workbench.close()
  await practice.close()
  removeFolder(folder)
  vi.unstubAllEnvs()
})

async function ask<R extends Route>(
  route: R,
  request: RequestOf<R>,
  client = 'window',
): Promise<ResultOf<R>> {
  const result = (await dispatch(route, request, { id: client })) as Result<ResultOf<R>>
  if (!result.ok) throw Object.assign(new Error(result.error.message), result.error)
  return result.value
}

const heard = <Name extends EventName>(name: Name): Events[Name][] =>
  events.flatMap((event) => (event.name === name ? [event.payload as Events[Name]] : []))

async function samplePrompt(): Promise<string> {
  const [first] = await ask('prompts.list', {})
  return first?.id ?? ''
}

/** A run of the sample prompt, from its start to its end. */
async function runToEnd(practised: boolean): Promise<ResultOf<'runs.get'>> {
  const promptId = await samplePrompt()
  const { revision } = await ask('drafts.get', { promptId })
  const { runId } = await ask('runs.start', { promptId, revision, practice: practised })
  await vi.waitFor(
    () =>
      expect(
        heard('runs.changed').find((run) => run.runId === runId && run.status !== 'running'),
      ).toBeDefined(),
    { timeout: 10_000 },
  )
  return ask('runs.get', { runId })
}

describe('the workbench', () => {
  it('starts with a sample prompt that is counted at once, in its own thread', async () => {
    expect(await ask('app.state', {})).toMatchObject({ shell: 'browser', dataFolder: folder, notices: [] })
    const promptId = await samplePrompt()
    expect(await ask('estimates.watch', { promptId })).toBeNull()
    await vi.waitFor(() => expect(heard('estimates.changed')).not.toEqual([]), { timeout: 10_000 })
    const [estimate] = heard('estimates.changed')
    expect(estimate).toMatchObject({ promptId, revision: 0, stale: false })
    expect(estimate?.columns[0]?.estimate.prompt).toMatchObject({ exact: true })
    expect(logged).toEqual([])
  })

  it('runs a draft in practice, exactly as estimated, and finds all of it after a restart', async () => {
    const promptId = await samplePrompt()
    const { messages } = await ask('drafts.get', { promptId })
    const edits = [{ messageId: messages[1]?.id ?? '', from: 0, to: 0, insert: 'Please: ' }]
    await ask('drafts.edit', { promptId, revision: 0, edits })
    expect(heard('drafts.changed')).toEqual([{ promptId, revision: 1 }])
    expect(heard('prompts.changed').at(-1)?.prompts).toMatchObject([{ sample: false, runs: 0 }])
    const run = await runToEnd(true)
    expect(heard('prompts.changed').at(-1)?.prompts).toMatchObject([{ sample: false, runs: 1 }])
    expect(run).toMatchObject({
      status: 'completed',
      practice: true,
      promptId,
      promptName: 'Tide check',
      reconciliation: { tokens: [], unknown: 0 },
    })
    expect(heard('ledger.changed')).toHaveLength(1)
    await workbench.close()
    await open()
    expect(await ask('runs.get', { runId: run.id })).toEqual(run)
    expect(await ask('runs.list', { promptId })).toMatchObject([
      { id: run.id, firstWords: expect.stringMatching(/./) },
    ])
    const view = { filter: { practice: true }, zone: 'UTC' as const }
    expect((await ask('ledger.list', view)).entries).toMatchObject([{ run: run.id, prompt: 'Tide check' }])
    expect((await ask('ledger.list', { ...view, filter: {} })).entries, 'practice is no spend').toEqual([])
    expect((await ask('ledger.export', { ...view, format: 'csv' })).text).toContain(run.id)
    expect((await ask('drafts.get', { promptId })).messages[1]?.content).toMatch(/^Please: /)
  })

  it('takes a key, asks for its balance, and forgets both together', async () => {
    expect(await ask('keys.status', {})).toMatchObject({ present: false, hint: null })
    await ask('keys.set', { key: 'sk-00000000000000000000000000000000', keep: 'until-quit' })
    await vi.waitFor(() => expect(heard('balance.changed').at(-1)?.failure?.code).toBe('KEY_REJECTED'))
    const status = await ask('keys.set', { key: practice.key, keep: 'keychain' })
    expect(status).toMatchObject({ present: true, kept: 'keychain' })
    expect(JSON.stringify(status)).not.toContain(practice.key)
    await vi.waitFor(() =>
      expect(heard('balance.changed').at(-1)?.entries).toMatchObject([{ currency: 'CNY', total: '110' }]),
    )
    const run = await runToEnd(false)
    expect(run).toMatchObject({ status: 'completed', practice: false })
    await ask('keys.remove', {})
    await vi.waitFor(() =>
      expect(heard('balance.changed').at(-1)).toMatchObject({
        entries: null,
        failure: { code: 'KEY_MISSING' },
      }),
    )
    expect(heard('keys.changed').map(({ present }) => present)).toEqual([true, true, false])
    expect(JSON.stringify(events)).not.toContain(practice.key)
  })

  it('refuses what cannot be done, each in a sentence', async () => {
    const promptId = await samplePrompt()
    await expect(ask('runs.start', { promptId, revision: 0, practice: false })).rejects.toMatchObject({
      code: 'KEY_MISSING',
    })
    await expect(ask('runs.start', { promptId, revision: 9, practice: true })).rejects.toMatchObject({
      code: 'DRAFT_MOVED_ON',
      details: { revision: 0 },
    })
    for (const message of (await ask('drafts.get', { promptId })).messages) {
      const { revision } = await ask('drafts.get', { promptId })
      await ask('drafts.change', {
        promptId,
        revision,
        change: { kind: 'remove-message', messageId: message.id },
      })
    }
    await expect(ask('runs.start', { promptId, revision: 2, practice: true })).rejects.toMatchObject({
      code: 'NOTHING_TO_SEND',
    })
    await expect(ask('runs.get', { runId: 'none' })).rejects.toMatchObject({ code: 'RUN_NOT_FOUND' })
    await expect(ask('estimates.watch', { promptId: 'none' })).rejects.toMatchObject({
      code: 'PROMPT_NOT_FOUND',
    })
    expect(await ask('runs.list', {})).toEqual([])
    expect(logged).toEqual([])
  })

  it('tells every window of the library and the settings', async () => {
    const { id } = await ask('prompts.create', {})
    await ask('prompts.rename', { promptId: id, name: 'Berths' })
    await ask('prompts.duplicate', { promptId: id })
    await ask('prompts.remove', { promptId: id })
    await ask('prompts.restore', { promptId: id })
    const told = heard('prompts.changed').map(({ prompts, gone }) => gone ?? prompts.map(({ name }) => name))
    expect(told).toEqual([['Untitled'], ['Berths'], ['Berths copy'], [id], ['Berths']])
    await ask('settings.set', { theme: 'dark' })
    expect(heard('settings.changed')).toMatchObject([{ theme: 'dark' }])
    expect(await ask('settings.get', {})).toMatchObject({ theme: 'dark' })
    expect(await ask('app.showDataFolder', {})).toEqual({ path: folder, opened: false })
  })

  it('stops counting for a window that is gone, and goes on for the other', async () => {
    const promptId = await samplePrompt()
    await ask('estimates.watch', { promptId }, 'gone')
    await ask('estimates.watch', { promptId }, 'there')
    workbench.forget({ id: 'gone' })
    await vi.waitFor(() => expect(heard('estimates.changed').length).toBe(1), { timeout: 10_000 })
    workbench.forget({ id: 'there' })
    const change = { kind: 'set-parameters', parameters: { maxTokens: 5 } } as const
    await ask('drafts.change', { promptId, revision: 0, change })
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(heard('estimates.changed')).toHaveLength(1)
  })
})
