import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import type { GateRefusal } from '../../contract/budgets.ts'
import type { Failure } from '../../contract/result.ts'
import type { RequestOf, Route } from '../../contract/routes.ts'
import type { Practice } from '../practice/practice-types.ts'
import { openPractice, removeFolder, testFolder } from '../testing/test-services.ts'
import { fetchFromPractice, openTestWindow, type TestWindow } from '../testing/test-window.ts'

/** A Monday at 14:00 in Beijing: peak, and off-peak from 18:00. */
const PEAK = Date.parse('2026-11-23T06:00:00Z')

let folder: string
let practice: Practice
let window: TestWindow
let ask: TestWindow['ask']
let asked: TestWindow['asked']
let promptId: string
let revision: number

beforeEach(async () => {
  folder = testFolder()
  practice = await openPractice({
    clock: () => PEAK,
    balance: { currency: 'CNY', granted: 0n, toppedUp: 10n ** 16n },
  })
  window = await openTestWindow({
    dataFolder: folder,
    clock: () => PEAK,
    environment: { DEEPSEEK_API_KEY: practice.key },
    fetch: fetchFromPractice(practice, () => PEAK),
  })
  ;({ ask, asked } = window)
  const [prompt] = await ask('prompts.list', {})
  promptId = prompt?.id ?? ''
  ;({ revision } = await ask('drafts.get', { promptId }))
})
afterEach(async () => {
  await window.close()
  await practice.close()
  removeFolder(folder)
})

async function failureOf<R extends Route>(route: R, request: RequestOf<R>): Promise<Failure | null> {
  const result = await asked(route, request)
  return result.ok ? null : result.error
}

const daily = { period: 'day', promptId: null, currency: 'CNY', limit: '0.01', level: 'block' } as const

test('a budget is kept, changed, told and removed', async () => {
  await ask('budgets.save', { budget: daily })
  const [budget] = await ask('budgets.list', {})
  expect(budget).toMatchObject({ ...daily, spent: { runs: 0, spent: '0' } })
  const id = budget?.id ?? ''
  await ask('budgets.save', { id, budget: { ...daily, limit: '5' } })
  expect(await ask('budgets.list', {})).toMatchObject([{ id, limit: '5' }])
  await ask('budgets.remove', { id })
  expect(await ask('budgets.list', {})).toEqual([])
  expect(window.events.filter(({ name }) => name === 'budgets.changed')).toHaveLength(3)
  expect((await failureOf('budgets.save', { id, budget: daily }))?.code).toBe('BUDGET_NOT_FOUND')
})

test('a run over it is refused with what fits, and nothing is sent', async () => {
  await ask('budgets.save', { budget: daily })
  const failure = await failureOf('runs.start', { promptId, revision, practice: false })
  const gate = failure?.details?.['gate'] as GateRefusal
  expect(failure?.code).toBe('GATE')
  expect(gate).toMatchObject({ verdict: 'blocked', runs: 1, reasons: [{ kind: 'over', limit: '0.01' }] })
  expect(gate.fits[0]).toMatchObject({ kind: 'max-tokens' })
  expect(await ask('runs.list', { promptId })).toEqual([])
  expect(await failureOf('compare.run', { promptId, revision, practice: false })).toMatchObject({
    code: 'GATE',
  })
  expect((await ask('compare.get', { promptId })).results).toEqual([])
})

test('what was billed counts, practice does not', async () => {
  await ask('budgets.save', { budget: { ...daily, limit: '10' } })
  for (const practised of [true, false]) {
    await ask('runs.start', { promptId, revision, practice: practised })
    await vi.waitFor(async () => {
      const [run] = await ask('runs.list', { promptId })
      expect(run).toMatchObject({ status: 'completed', practice: practised })
    }, 20_000)
  }
  const [budget] = await ask('budgets.list', {})
  const [real] = await ask('runs.list', { promptId })
  expect(budget?.spent).toMatchObject({ runs: 1, unknown: 0, spent: real?.bill?.CNY })
})

test('a key is tested by a question that costs nothing', async () => {
  expect((await ask('keys.test', {})).models).toContain('deepseek-v4-pro')
  await ask('keys.set', { key: 'sk-00000000000000000000000000000bad', keep: 'until-quit' })
  expect((await failureOf('keys.test', {}))?.code).toBe('KEY_REJECTED')
})

test('a run waits for off-peak until it is cancelled', async () => {
  const { id, dueAt } = await ask('queue.add', { promptId, revision })
  expect(dueAt).toBe('2026-11-23T10:00:00.000Z')
  expect(await ask('queue.list', {})).toMatchObject([{ id, promptId, state: 'waiting', dueAt }])
  await ask('queue.cancel', { id })
  expect(await ask('queue.list', {})).toEqual([])
})
