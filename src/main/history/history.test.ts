import { beforeEach, describe, expect, it } from 'vitest'

import type { HistoryFilter } from '../../contract/history.ts'
import type { Database } from '../db/database.ts'
import { testDatabase } from '../db/test-folder.ts'
import { createSearch } from '../search/search.ts'
import { createHistory, type History } from './history.ts'

const START = Date.parse('2026-11-22T08:00:00Z')
const HOUR = 3_600_000

let database: Database
let history: History
let now: number

beforeEach(() => {
  now = START
  database = testDatabase()
  history = createHistory({
    database,
    clock: () => now,
    batchesOf: (ids) => new Map(ids.filter((id) => id === 'run-2').map((id) => [id, 'batch'])),
  })
})

interface TestRun {
  readonly promptId?: string
  readonly model?: string
  readonly status?: string
  readonly practice?: boolean
  readonly content?: string
}

function addRun(number: number, run: TestRun = {}): string {
  const id = `run-${number}`
  database
    .prepare(
      `INSERT INTO runs (number, id, prompt_id, prompt_name, practice, base_url, request_json, estimate_json, status,
         model_requested, content, sent_at) VALUES (?, ?, ?, 'Tide', ?, '', '{}', '{}', ?, ?, ?, ?)`,
    )
    .run(
      number,
      id,
      run.promptId ?? 'prompt',
      run.practice ? 1 : 0,
      run.status ?? 'completed',
      run.model ?? 'deepseek-flash',
      run.content ?? '',
      START + number * HOUR,
    )
  return id
}

const numbers = (filter: HistoryFilter): readonly number[] =>
  history.list({ filter, offset: 0, limit: 10 }).runs.map(({ number }) => number)

describe('the list', () => {
  it('has the newest first, piece by piece, and says how many there are', () => {
    for (const number of [1, 2, 3, 4]) addRun(number, { content: `${'word '.repeat(200)}end` })
    const { total, runs } = history.list({ filter: {}, offset: 1, limit: 2 })
    expect([total, runs.map(({ number }) => number)]).toEqual([4, [3, 2]])
    expect(runs[1]).toMatchObject({ id: 'run-2', batchId: 'batch', usage: null, bill: null })
    expect(runs[1]?.firstWords).toHaveLength(120)
    expect(history.list({ filter: {}, offset: 9, limit: 2 })).toEqual({ total: 4, runs: [] })
  })

  it('takes each filter for what it says, and all of them together', () => {
    addRun(1, { promptId: 'other', practice: true })
    addRun(2, { model: 'deepseek-v4-pro', status: 'failed' })
    addRun(3, { model: 'deepseek-v4-pro' })
    const at = (hours: number): string => new Date(START + hours * HOUR).toISOString()
    expect(numbers({ promptId: 'other' })).toEqual([1])
    expect(numbers({ model: 'deepseek-v4-pro' })).toEqual([3, 2])
    expect(numbers({ status: 'failed' })).toEqual([2])
    expect(numbers({ practice: true })).toEqual([1])
    expect(numbers({ practice: false })).toEqual([3, 2])
    expect(numbers({ number: 2 })).toEqual([2])
    // Sent at the first instant of a stretch belongs to it, at its end to the next.
    expect(numbers({ from: at(2), to: at(3) })).toEqual([2])
    expect(numbers({ model: 'deepseek-v4-pro', status: 'completed', practice: false })).toEqual([3])
    expect(history.models()).toEqual(['deepseek-flash', 'deepseek-v4-pro'])
  })

  it('finds words of answers, Chinese too; white space and signs are no words', () => {
    addRun(1, { content: 'The halyard is hoisted' })
    addRun(2, { content: '潮汐表' })
    const search = createSearch(database)
    while (search.indexSome(10));
    expect(numbers({ text: 'haly hois' })).toEqual([1])
    expect(numbers({ text: '潮汐' })).toEqual([2])
    expect(numbers({ text: 'zebra' })).toEqual([])
    expect(numbers({ text: '" OR *' })).toEqual([])
    expect(numbers({ text: ' -- ' })).toEqual([2, 1])
  })

  it('never reads the runs to count them: a hundred thousand are walked in an index', () => {
    const plan = database
      .prepare<{ detail: string }>(
        'EXPLAIN QUERY PLAN SELECT number FROM runs INDEXED BY runs_history WHERE status = ? ORDER BY number DESC LIMIT 1',
      )
      .all('failed')
      .map(({ detail }) => detail)
    expect(plan).toEqual([expect.stringContaining('USING COVERING INDEX runs_history')])
  })
})

describe('pins', () => {
  it('stay in the order in which they were set, each once', () => {
    const [first, second] = [addRun(1), addRun(2)]
    history.pin(second, true)
    now += 1
    history.pin(first, true)
    history.pin(second, true)
    expect(history.pins().map(({ id }) => id)).toEqual([second, first])
    history.pin(second, false)
    expect(history.pins().map(({ id }) => id)).toEqual([first])
  })

  it('go with their run', () => {
    history.pin(addRun(1), true)
    database.prepare('DELETE FROM runs').run()
    expect(history.pins()).toEqual([])
  })
})
