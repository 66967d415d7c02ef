import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import type { ColumnResult, ComparedRun } from '../../../contract/compare.ts'
import type { Bill } from '../../../contract/runs.ts'
import { compareAmounts } from '../../lib/amount.ts'
import { progressOf, totalsOf } from './batch-progress.ts'
import { bestColumns, moneyCell, numberCell, timeRows, tokenRows } from './figure-rows.ts'
import { amountSpread, numberSpread } from './spread.ts'

const bill = (total: string, band: Bill['band'] = 'peak'): Bill => ({
  currency: 'USD',
  hit: '0',
  miss: '0',
  output: total,
  total,
  priceRowId: 'row',
  band,
})

const sentAt = '2026-11-23T06:12:07.000Z'

/** A run that took so many milliseconds to its first token, of 10 s in all. */
function ended(first: number, change: Partial<ComparedRun> = {}): ComparedRun {
  return {
    number: 1,
    status: 'completed',
    usage: {
      prompt_tokens: 100,
      completion_tokens: 50,
      total_tokens: 150,
      prompt_cache_hit_tokens: 64,
      prompt_cache_miss_tokens: 36,
    },
    atLeast: null,
    timing: {
      sentAt,
      firstByteAt: new Date(Date.parse(sentAt) + first).toISOString(),
      thinkingEndedAt: null,
      completedAt: new Date(Date.parse(sentAt) + 10_000).toISOString(),
    },
    receipts: [bill('0.002')],
    queuedMs: 0,
    otherBand: [bill('0.001', 'off-peak')],
    ...change,
  }
}

function column(
  columnId: string,
  runs: readonly ComparedRun[],
  change: Partial<ColumnResult> = {},
): ColumnResult {
  return {
    columnId,
    batchId: 'batch',
    practice: false,
    draft: 'same',
    parameters: {
      model: 'deepseek-flash',
      thinking: 'enabled',
      effort: 'high',
      maxTokens: null,
      temperature: null,
    },
    runs: runs.map((run, index) => ({
      repeat: index + 1,
      state: 'ended',
      dueAt: null,
      runId: 'r',
      error: null,
      ended: run,
    })),
    ...change,
  }
}

const rowOf = (id: string) => {
  const row = [...tokenRows, ...timeRows].find((each) => each.id === id)
  if (row === undefined) throw new Error(`No row ${id}`)
  return row
}
const first = rowOf('First token, s')
const rate = rowOf('rate')
const billed = timeRows.find((row) => row.id === 'billed USD')

const cut = ended(700, {
  status: 'cut-short',
  usage: null,
  atLeast: { promptTokens: 90, completionTokens: 12 },
  receipts: [],
  otherBand: [],
})
const failed = ended(700, { status: 'failed', usage: null, receipts: [], otherBand: [] })

describe('the spread', () => {
  test('has the smallest, the middle and the largest, whatever the order', () => {
    expect(numberSpread([9, 1, 5])).toEqual({ min: 1, median: 5, max: 9, count: 3 })
    expect(numberSpread([4, 1])).toEqual({ min: 1, median: 2.5, max: 4, count: 2 })
    expect(numberSpread([])).toBeNull()
  })

  test('of amounts is exact to the last digit', () => {
    expect(amountSpread(['0.000001', '0.000000000002'])?.median).toBe('0.000000500001')
    expect(amountSpread(['0.1', '0.2'])?.median).toBe('0.15')
    expect(amountSpread(['0.001', '0.002'])?.median).toBe('0.0015')
  })

  test('half of the values lie on either side of the median', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 1_000 }), { minLength: 1 }), (values) => {
        const { min, median, max } = numberSpread(values)!
        expect(values.filter((value) => value < median).length).toBeLessThanOrEqual(values.length / 2)
        expect(values.filter((value) => value > median).length).toBeLessThanOrEqual(values.length / 2)
        expect([min, max]).toEqual([Math.min(...values), Math.max(...values)])
        const amounts = amountSpread(values.map(String))!
        expect(compareAmounts(amounts.median, String(median))).toBe(0)
      }),
    )
  })
})

describe('the figures under a column', () => {
  test('read hit, miss and output, and a model that does not think thought 0', () => {
    const read = tokenRows.map((row) => numberCell(row, column('a', [ended(500)])))
    expect(read.map((cell) => (cell.kind === 'spread' ? cell.spread.median : cell.kind))).toEqual([
      100, 64, 36, 50, 0,
    ])
  })

  test('say at least where an answer was cut short, and not reported where nothing is known', () => {
    const [prompt, hit, , output] = tokenRows.map((row) => numberCell(row, column('a', [cut])))
    expect(prompt).toEqual({ kind: 'at-least', value: 90 })
    expect(hit).toEqual({ kind: 'unknown', word: 'not reported' })
    expect(output).toEqual({ kind: 'at-least', value: 12 })
  })

  test('say nothing of a run that failed: nothing was due', () => {
    expect(tokenRows.map((row) => numberCell(row, column('a', [failed])).kind)).toEqual(
      tokenRows.map(() => 'none'),
    )
  })

  test('say unpriced, never 0, where usage has no price', () => {
    const row = billed?.figure === 'money' ? billed : undefined
    expect(moneyCell(row!, column('a', [ended(1, { receipts: [], otherBand: [] })]))).toEqual({
      kind: 'unknown',
      word: 'unpriced',
    })
  })

  test('count tokens per second from the first token on', () => {
    const cell = rate.figure === 'money' ? null : numberCell(rate, column('a', [ended(5_000)]))
    expect(cell).toMatchObject({ spread: { median: 10 } })
  })

  test('call nothing billed that was simulated', () => {
    const row = billed?.figure === 'money' ? billed : undefined
    expect(row?.name(column('a', [ended(1)]))).toBe('Billed, peak, USD')
    expect(row?.name(column('a', [ended(1)], { practice: true }))).toBe('Simulated, peak, USD')
  })
})

describe('the best value of a row', () => {
  const quick = column('quick', [ended(500)])
  const slow = column('slow', [ended(900)])

  test('is the least time and the highest rate', () => {
    expect([...bestColumns(first, [slow, quick])]).toEqual(['quick'])
    expect([...bestColumns(rate, [quick, slow])]).toEqual(['slow'])
  })

  test('is the median where a column ran several times', () => {
    const steady = column('steady', [ended(600), ended(650), ended(700)])
    const uneven = column('uneven', [ended(100), ended(800), ended(900)])
    expect([...bestColumns(first, [uneven, steady])]).toEqual(['steady'])
  })

  test('is never marked for token counts, for equal values, or for one column alone', () => {
    expect(bestColumns(rowOf('prompt'), [quick, slow]).size).toBe(0)
    expect(bestColumns(first, [quick, column('same', [ended(500)])]).size).toBe(0)
    expect(bestColumns(first, [quick, column('none', [])]).size).toBe(0)
  })

  test('is not marked for a difference that the figures do not show', () => {
    expect(bestColumns(first, [column('a', [ended(405)]), column('b', [ended(414)])]).size).toBe(0)
  })

  test('is marked for both of two that share it', () => {
    expect([...bestColumns(first, [quick, slow, column('too', [ended(500)])])].toSorted()).toEqual([
      'quick',
      'too',
    ])
  })

  test('is not marked between different drafts, or between practice and real', () => {
    expect(bestColumns(first, [quick, column('slow', [ended(900)], { draft: 'other' })]).size).toBe(0)
    expect(bestColumns(first, [quick, column('slow', [ended(900)], { practice: true })]).size).toBe(0)
  })
})

describe('a batch', () => {
  const waiting = { repeat: 1, state: 'waiting', dueAt: null, runId: null, error: null, ended: null } as const

  test('is done when no column runs; columns that have ended do not count', () => {
    const idle = column('a', [ended(1)])
    expect(progressOf([idle])).toBeNull()
    const busy = column('b', [ended(1)])
    const runs = [...busy.runs, { ...waiting, state: 'running' } as const, waiting, waiting]
    expect(progressOf([idle, { ...busy, runs }])).toEqual({ total: 4, done: 1, running: 1, waiting: 2 })
    // What waits for off-peak may wait for hours; another run need not.
    expect(progressOf([{ ...busy, runs: [{ ...waiting, state: 'queued' }] }])).toBeNull()
  })

  test('totals keep practice and real apart, and count what is not known', () => {
    const results = [
      column('a', [ended(1), ended(1), failed, cut]),
      column('b', [ended(1)], { practice: true }),
    ]
    expect(totalsOf(results)).toEqual([
      {
        practice: false,
        runs: 4,
        failed: 1,
        unknown: 1,
        runIds: ['r', 'r', 'r', 'r'],
        amounts: { USD: '0.004' },
      },
      { practice: true, runs: 1, failed: 0, unknown: 0, runIds: ['r'], amounts: { USD: '0.002' } },
    ])
  })
})
