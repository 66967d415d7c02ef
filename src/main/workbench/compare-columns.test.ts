import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import type { ColumnParameters } from '../../contract/compare.ts'
import type { Result } from '../../contract/result.ts'
import type { RequestOf, ResultOf, Route } from '../../contract/routes.ts'
import { createMemoryStore } from '../keys/memory-store.ts'
import type { Practice } from '../practice/practice-types.ts'
import { createRouter, type Dispatch } from '../router/router.ts'
import type { Workbench } from '../router/workbench-door.ts'
import { openPractice, places, removeFolder, testFolder } from '../testing/test-services.ts'
import { openWorkbench, type WorkbenchOptions } from '../workbench.ts'

/** A Monday in peak hours; off-peak begins at 10:00 UTC. */
const PEAK = Date.parse('2026-11-23T06:20:00Z')

let dataFolder: string
let workbench: Workbench
let dispatch: Dispatch
let promptId: string
let startedAt: number
let at: number

const now = (): number => at + Date.now() - startedAt

const open = (more: Partial<WorkbenchOptions> = {}): Promise<Workbench> =>
  openWorkbench({
    shell: 'browser',
    dataFolder,
    places,
    clock: now,
    log: () => {},
    environment: {},
    secrets: createMemoryStore(),
    ...more,
  })

beforeEach(async () => {
  vi.stubEnv('FATHOM_PRACTICE_RATE', 'max')
  vi.stubEnv('FATHOM_PRACTICE_FAULT', '')
  dataFolder = testFolder()
  startedAt = Date.now()
  at = PEAK
  workbench = await open()
  dispatch = createRouter(workbench.handlers, () => {})
  promptId = (await told('prompts.list', {}))[0]?.id ?? ''
})
afterEach(async () => {
  await workbench.close()
  removeFolder(dataFolder)
  vi.unstubAllEnvs()
})

async function ask<R extends Route>(route: R, request: RequestOf<R>): Promise<Result<ResultOf<R>>> {
  return (await dispatch(route, request, { id: 'window' })) as Result<ResultOf<R>>
}

async function told<R extends Route>(route: R, request: RequestOf<R>): Promise<ResultOf<R>> {
  const result = await ask(route, request)
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`)
  return result.value
}

const revisionNow = async (): Promise<number> => (await told('drafts.get', { promptId })).revision

const plain: ColumnParameters = {
  model: 'deepseek-flash',
  thinking: 'disabled',
  effort: 'high',
  maxTokens: 60,
  temperature: null,
}

async function setUp(parameters: readonly ColumnParameters[], repeats = 1): Promise<void> {
  const columns = parameters.map((each, index) => ({ id: `column-${index}`, parameters: each }))
  await told('compare.setUp', { promptId, setup: { columns, repeats, atOnce: 2 } })
}

/** Keeps the draft as a version, then writes something else into it. */
async function saveThenChange(): Promise<string> {
  const { id } = await told('versions.save', { promptId, revision: await revisionNow(), note: '' })
  const { messages, revision } = await told('drafts.get', { promptId })
  const messageId = messages.at(-1)?.id ?? ''
  const edits = [{ messageId, from: 0, to: 0, insert: 'Written later, with more words than before. ' }]
  await told('drafts.edit', { promptId, revision, edits })
  return id
}

async function runAll(): Promise<ResultOf<'compare.get'>> {
  await told('compare.run', { promptId, revision: await revisionNow(), practice: true })
  return vi.waitFor(
    async () => {
      const comparison = await told('compare.get', { promptId })
      const states = comparison.results.flatMap(({ runs }) => runs.map(({ state }) => state))
      expect(states.length > 0 && states.every((state) => state === 'ended')).toBe(true)
      return comparison
    },
    { timeout: 20_000, interval: 25 },
  )
}

describe('a column with a version', () => {
  test('sends the text of the version beside the draft, counted as it was then', async () => {
    const versionId = await saveThenChange()
    await told('estimates.watch', { promptId })
    await setUp([plain, { ...plain, versionId }])
    const counted = await told('compare.estimate', { promptId, columns: [plain, { ...plain, versionId }] })
    const [draft, version] = counted?.columns.map(({ estimate }) => estimate.prompt.tokens) ?? []
    expect(draft).toBeGreaterThan(version ?? Number.NaN)
    expect(counted?.columns[1]?.otherBand?.band).toBe('off-peak')

    const { results } = await runAll()
    const runs = await Promise.all(
      results.map(({ runs: [first] }) => told('runs.get', { runId: first?.runId ?? '' })),
    )
    expect(runs.map(({ usage }) => usage?.prompt_tokens)).toEqual([draft, version])
    expect(runs.map((run) => run.version?.id ?? null)).toEqual([null, versionId])
    expect(results[1]?.parameters.versionId).toBe(versionId)
  })

  test('that is gone is refused before anything is sent', async () => {
    await setUp([plain, { ...plain, versionId: 'nobody' }])
    const refused = await ask('compare.run', { promptId, revision: await revisionNow(), practice: true })
    expect(refused).toMatchObject({ ok: false, error: { code: 'VERSION_NOT_FOUND' } })
    expect(await told('runs.list', { promptId })).toEqual([])
  })
})

test('each column has a forecast of its own, whole once it has history', async () => {
  const versionId = await saveThenChange()
  const columns = [plain, { ...plain, versionId }, { ...plain, effort: 'max', thinking: 'enabled' } as const]
  await told('estimates.watch', { promptId })
  await setUp(columns, 5)
  await runAll()
  const forecasts = await vi.waitFor(async () => {
    const answer = await told('compare.forecast', { promptId, practice: true, columns })
    expect(answer).not.toBe(null)
    return answer
  })
  // The draft and its version have the same prompt, model and effort, so they learn together.
  expect(forecasts?.map(({ output }) => output.runs)).toEqual([10, 10, 5])
  expect(forecasts?.every(({ bands }) => bands[0]?.cost.USD?.total !== null)).toBe(true)
  expect(forecasts?.[0]?.tokens).toBeGreaterThan(forecasts?.[1]?.tokens ?? Number.NaN)
  expect(await told('compare.forecast', { promptId: 'nobody', practice: true, columns: [plain] })).toBe(null)
})

describe('a comparison that is queued for off-peak', () => {
  const OFF_PEAK = Date.parse('2026-11-23T10:00:05Z')
  const [flash, pro] = ['column-0', 'column-1']
  let deepseek: Practice

  /** With a key; DeepSeek is the practice endpoint of the test, by the same clock. */
  async function openAt(instant: number): Promise<void> {
    await workbench.close()
    at = instant - (Date.now() - startedAt)
    workbench = await open({
      environment: { DEEPSEEK_API_KEY: deepseek.key },
      fetch: (input, init) =>
        fetch(
          String(input instanceof Request ? input.url : input).replace(
            'https://api.deepseek.com',
            deepseek.url,
          ),
          init,
        ),
    })
    dispatch = createRouter(workbench.handlers, () => {})
  }
  const statesOf = async (columnId: string): Promise<string[]> => {
    const { results } = await told('compare.get', { promptId })
    return results.find((result) => result.columnId === columnId)?.runs.map(({ state }) => state) ?? []
  }
  const queue = async (): Promise<ResultOf<'compare.queue'>> =>
    told('compare.queue', { promptId, revision: await revisionNow() })

  beforeEach(async () => {
    deepseek = await openPractice({ clock: now })
    await openAt(PEAK)
    await setUp([plain, { ...plain, model: 'deepseek-v4-pro' }], 2)
  })
  afterEach(async () => {
    await deepseek.close()
  })

  test('says so in its columns, and its answers come there, after a restart too', async () => {
    const { dueAt } = await queue()
    expect(dueAt).toBe('2026-11-23T10:00:00.000Z')
    expect(await told('queue.list', {})).toMatchObject([
      { promptId, dueAt, runs: 4, models: ['deepseek-flash', 'deepseek-v4-pro'] },
    ])
    const { results } = await told('compare.get', { promptId })
    expect(results.flatMap(({ runs }) => runs.map((run) => [run.state, run.dueAt]))).toEqual(
      Array.from({ length: 4 }, () => ['queued', dueAt]),
    )
    await openAt(OFF_PEAK)
    await vi.waitFor(async () => expect(await statesOf(pro)).toEqual(['ended', 'ended']), 20_000)
    await vi.waitFor(async () => expect(await statesOf(flash)).toEqual(['ended', 'ended']), 20_000)
    const ended = await told('compare.get', { promptId })
    for (const { practice, runs } of ended.results) {
      expect(practice).toBe(false)
      for (const { ended: run } of runs) {
        expect(run).toMatchObject({ status: 'completed', queuedMs: 0 })
        expect(run?.receipts[0]?.band).toBe('off-peak')
      }
    }
    const [summary] = await told('runs.list', { promptId })
    expect(summary?.batchId).toBe(ended.results[0]?.batchId)
    expect(await told('queue.list', {})).toEqual([])
  })

  test('is dropped a column at a time, and what was run in between gives way to it', async () => {
    await queue()
    await told('compare.stop', { promptId, columnId: flash })
    expect(await statesOf(flash)).toEqual(['not-sent', 'not-sent'])
    expect(await statesOf(pro)).toEqual(['queued', 'queued'])
    await told('compare.run', { promptId, revision: await revisionNow(), practice: true, columnId: pro })
    await vi.waitFor(async () => expect(await statesOf(pro)).toEqual(['ended', 'ended']), 20_000)
    await openAt(OFF_PEAK)
    await vi.waitFor(async () => {
      const { results } = await told('compare.get', { promptId })
      const newest = results.find(({ columnId }) => columnId === pro)
      expect(newest?.practice).toBe(false)
      expect(newest?.runs.map(({ state }) => state)).toEqual(['ended', 'ended'])
    }, 20_000)
  })
})
