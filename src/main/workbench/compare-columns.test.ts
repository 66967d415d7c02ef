import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import type { ColumnParameters } from '../../contract/compare.ts'
import type { Result } from '../../contract/result.ts'
import type { RequestOf, ResultOf, Route } from '../../contract/routes.ts'
import { createMemoryStore } from '../keys/memory-store.ts'
import { createRouter, type Dispatch } from '../router/router.ts'
import type { Workbench } from '../router/workbench-door.ts'
import { places, removeFolder, testFolder } from '../testing/test-services.ts'
import { openWorkbench } from '../workbench.ts'

/** A Monday in peak hours; off-peak begins at 10:00 UTC. */
const PEAK = Date.parse('2026-11-23T06:20:00Z')

let dataFolder: string
let workbench: Workbench
let dispatch: Dispatch
let promptId: string
beforeEach(async () => {
  vi.stubEnv('FATHOM_PRACTICE_RATE', 'max')
  vi.stubEnv('FATHOM_PRACTICE_FAULT', '')
  dataFolder = testFolder()
  const startedAt = Date.now()
  workbench = await openWorkbench({
    shell: 'browser',
    dataFolder,
    places,
    clock: () => PEAK + Date.now() - startedAt,
    log: () => {},
    environment: {},
    secrets: createMemoryStore(),
  })
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

test('a comparison can be queued for off-peak: each of its runs, as it would be sent now', async () => {
  await setUp([plain, { ...plain, model: 'deepseek-v4-pro' }], 2)
  const { dueAt } = await told('compare.queue', { promptId, revision: await revisionNow() })
  expect(dueAt).toBe('2026-11-23T10:00:00.000Z')
  const queued = await told('queue.list', {})
  expect(queued.map(({ model }) => model).toSorted()).toEqual([
    'deepseek-flash',
    'deepseek-flash',
    'deepseek-v4-pro',
    'deepseek-v4-pro',
  ])
  expect(queued.every((run) => run.dueAt === dueAt && run.promptId === promptId)).toBe(true)
})
