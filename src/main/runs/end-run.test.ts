import { afterEach, beforeEach, expect, test } from 'vitest'

import { openTestServices, removeFolder, testFolder, type TestServices } from '../testing/test-services.ts'
import { createEndRun, type EndRun } from './end-run.ts'
import type { RunEnd } from './run-record.ts'
import { createRunStore, RUN_INTERRUPTED, type RunStore } from './run-store.ts'
import { beginningAt } from './testing/beginnings.ts'

let folder: string
let services: TestServices
let store: RunStore
let endRun: EndRun
const told: string[] = []
beforeEach(() => {
  folder = testFolder()
  services = openTestServices(folder, '')
  store = createRunStore(services.database, { pid: process.pid, clock: Date.now })
  const { database, ledger } = services
  told.length = 0
  endRun = createEndRun({ database, ledger, store, log: () => {}, onEntry: (id) => void told.push(id) })
})
afterEach(async () => {
  await services.close()
  removeFolder(folder)
})

const beginning = beginningAt(Date.UTC(2026, 10, 22), false)

const nothingKnown: RunEnd = {
  sentAt: beginning.sentAt,
  modelServed: null,
  responseId: null,
  fingerprint: null,
  traceId: null,
  finishReason: null,
  toolCalls: [],
  usage: null,
  atLeast: null,
  receipts: [],
  reconciliation: null,
  error: null,
  firstByteAt: null,
  thinkingEndedAt: null,
  completedAt: null,
}

const receipt = {
  currency: 'USD',
  hit: '0',
  miss: '0.1',
  output: '0.2',
  total: '0.3',
  priceRowId: 'row',
  band: 'all-day',
} as const
const whole: RunEnd = {
  ...nothingKnown,
  usage: {
    prompt_tokens: 9,
    completion_tokens: 2,
    total_tokens: 11,
    prompt_cache_hit_tokens: 0,
    prompt_cache_miss_tokens: 9,
  },
  receipts: [receipt],
  reconciliation: { tokens: [], unknown: 0, money: [] },
}
const text = { status: 'completed', content: 'Nine metres', reasoning: '' } as const
const list = () => services.ledger.list({ filter: { practice: false }, zone: 'UTC', offset: 0, limit: 10 })

test('a run and its entry are on disk together or not at all', () => {
  const runId = store.begin(beginning)
  const broken = createEndRun({
    database: services.database,
    store,
    ledger: {
      ...services.ledger,
      record: () => {
        throw new Error('no room')
      },
    },
    log: () => {},
    onEntry: () => {},
  })
  expect(() => broken(runId, text, whole)).toThrow('no room')
  expect(store.get(runId)?.status).toBe('running')
  endRun(runId, text, whole)
  expect(store.get(runId)).toMatchObject({ status: 'completed', content: 'Nine metres' })
  expect(list().entries).toMatchObject([{ run: runId, USD: '0.3' }])
  expect(told).toHaveLength(1)
})

test('a run ends once: a second end changes nothing', () => {
  const runId = store.begin(beginning)
  endRun(runId, text, whole)
  const again = { ...text, content: 'something else' }
  expect(() => endRun(runId, again, whole)).toThrow(expect.objectContaining({ code: 'RUN_NOT_RUNNING' }))
  expect(store.get(runId)?.content).toBe('Nine metres')
  expect(list().totals).toMatchObject({ entries: 1, USD: '0.3' })
})

test('a run that was given up by another process is brought to its bill by a correction', () => {
  const runId = store.begin(beginning)
  const interrupted = { ...nothingKnown, error: { code: RUN_INTERRUPTED, message: 'Ended.' } }
  endRun(runId, { ...text, status: 'cut-short', content: 'Nine' }, interrupted)
  expect(list().totals).toMatchObject({ USD: '0', unpriced: 1 })
  expect(() => endRun(runId, { ...text, status: 'cut-short' }, interrupted), 'given up once').toThrow(
    expect.objectContaining({ code: 'RUN_NOT_RUNNING' }),
  )
  endRun(runId, text, whole)
  expect(store.get(runId)).toMatchObject({ status: 'completed', content: 'Nine metres' })
  expect(list().totals).toMatchObject({ entries: 1, USD: '0.3' })
  expect(told).toHaveLength(2)
})
