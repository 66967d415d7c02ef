import { describe, expect, test } from 'vitest'

import type { ComparisonSetup } from '../../../contract/compare.ts'
import type { CostBounds, EstimateColumn, PriceRow } from '../../../contract/estimates.ts'
import type { ColumnForecast } from '../../../contract/forecasts.ts'
import type { Band } from '../../../contract/values.ts'
import { addColumn, changeColumn, columnNames, removeColumn } from './column-list.ts'
import { nextRun } from './next-run.ts'

function row(band: Band, cacheMiss: string): PriceRow {
  return {
    id: `${band} ${cacheMiss}`,
    currency: 'USD',
    band,
    cacheHit: '0.1',
    cacheMiss,
    output: '2',
    effectiveFrom: '2026-10-01T00:00:00Z',
    effectiveUntil: null,
    source: 'test',
  }
}

const bounds = (promptMiss: string, worstCase: string): CostBounds => ({
  promptMiss,
  promptHit: '0',
  outputToken: '0.000002',
  worstCase,
})

/** 1,000 prompt tokens, of which 896 can come from the cache. */
function column(model: string, priced: boolean, hasOther: boolean): EstimateColumn {
  return {
    estimate: {
      model: { requested: model, served: null },
      at: '2026-11-23T06:20:00Z',
      profile: 'v4.1',
      prompt: { tokens: 1_000, exact: true, segments: [] },
      context: null,
      band: priced ? 'peak' : null,
      nextBand: hasOther ? { band: 'off-peak', at: '2026-11-23T10:00:00Z' } : null,
      prices: priced ? [row('peak', '1')] : [],
      cost: priced ? { USD: bounds('0.001', '0.02') } : null,
      notes: [],
    },
    doubt: null,
    otherBand: hasOther
      ? { band: 'off-peak', prices: [row('off-peak', '0.5')], cost: { USD: bounds('0.0005', '0.01') } }
      : null,
    maxTokens: { value: 8_192, isDefault: false },
  }
}

describe('the cost of the next run', () => {
  test('is the sum of the columns, as often as they are sent', () => {
    const next = nextRun([column('flash', true, true), column('pro', true, true)], 'USD', 3)
    // 896 cached at 0.1 and 104 at 1 for a million, two columns, three times.
    expect(next).toMatchObject({
      now: { low: '0.0011616', high: '0.006' },
      other: { high: '0.0030', at: '2026-11-23T10:00:00Z' },
      worstCase: '0.12',
      unpriced: [],
    })
  })

  test('takes a column with one price all day at that price in the other band too', () => {
    const next = nextRun([column('flash', true, true), column('old', true, false)], 'USD', 1)
    expect(next?.other?.high).toBe('0.0015')
  })

  test('has the output in it once every column has a forecast of it', () => {
    const expected = (total: { low: string; high: string } | null): ColumnForecast => ({
      model: 'flash',
      tokens: 1_000,
      cache: { floor: 0, likely: null, ceiling: 0, runs: 0, needed: 5 },
      output: { runs: 5, needed: 5, output: null, thinking: null, warning: null },
      bands: [{ band: 'peak', cost: { USD: { prompt: { low: '0.001', high: '0.001' }, total } } }],
    })
    const columns = [column('flash', true, false), column('pro', true, false)]
    const known = expected({ low: '0.002', high: '0.003' })
    expect(nextRun(columns, 'USD', 2, [known, known])?.now).toEqual({
      low: '0.008',
      high: '0.012',
      withOutput: true,
    })
    const without = nextRun(columns, 'USD', 2, [known, expected(null)])?.now
    expect(without).toEqual(nextRun(columns, 'USD', 2)?.now)
    expect(without?.withOutput).toBe(false)
  })

  test('names what has no price instead of counting it as nothing', () => {
    const next = nextRun([column('flash', true, true), column('deepseek-x', false, false)], 'USD', 1)
    expect(next).toMatchObject({ worstCase: '0.02', unpriced: ['deepseek-x'] })
    expect(nextRun([column('deepseek-x', false, false)], 'USD', 1)).toBeNull()
    expect(nextRun([column('flash', true, true)], 'CNY', 1)).toBeNull()
  })
})

describe('the columns of a comparison', () => {
  const parameters = {
    model: 'flash',
    thinking: 'enabled',
    effort: 'high',
    maxTokens: null,
    temperature: null,
  } as const
  const two: ComparisonSetup = {
    columns: [
      { id: 'a', parameters },
      { id: 'b', parameters: { ...parameters, model: 'pro' } },
    ],
    repeats: 1,
    atOnce: 2,
  }

  test('grow from two to four and not further, each new one like the last', () => {
    const three = addColumn(two, () => 'c')
    expect(three?.columns[2]).toEqual({ id: 'c', parameters: two.columns[1]?.parameters })
    const four = addColumn(three!, () => 'd')
    expect(addColumn(four!, () => 'e')).toBeNull()
    expect(removeColumn(four!, 'a')?.columns.map(({ id }) => id)).toEqual(['b', 'c', 'd'])
    expect(removeColumn(two, 'a')).toBeNull()
  })

  test('are called by their model, with a number where several ask the same', () => {
    const same = changeColumn(two, { id: 'b', parameters: { ...parameters, effort: 'max' } })
    expect([...columnNames(same.columns).values()]).toEqual(['flash 1', 'flash 2'])
    expect([...columnNames(two.columns).values()]).toEqual(['flash', 'pro'])
    const versioned = changeColumn(same, { id: 'b', parameters: { ...parameters, versionId: 'x' } })
    expect([...columnNames(versioned.columns, new Map([['x', 7]])).values()]).toEqual(['flash', 'flash v7'])
  })
})
