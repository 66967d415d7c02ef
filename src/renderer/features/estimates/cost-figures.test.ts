import { describe, expect, it } from 'vitest'

import type { EstimateColumn, PriceRow } from '../../../contract/estimates.ts'
import { amountOf, bandCosts, cacheCeiling, worstCaseBand } from './cost-figures.ts'

function row(band: PriceRow['band'], cacheHit: string | null, cacheMiss: string, output: string): PriceRow {
  return {
    id: `${band}-USD`,
    currency: 'USD',
    band,
    cacheHit,
    cacheMiss,
    output,
    effectiveFrom: '2026-09-10T00:00:00.000Z',
    effectiveUntil: null,
    source: 'https://api-docs.deepseek.com/quick_start/pricing',
  }
}

const cost = (promptMiss: string, outputToken: string, worstCase: string) => ({
  USD: { promptMiss, promptHit: '0', outputToken, worstCase },
})

function column(tokens: number, worstCase: string, cacheHit: string | null = '0.006'): EstimateColumn {
  return {
    estimate: {
      model: { requested: 'deepseek-flash', served: 'DeepSeek-V4.1-Flash' },
      at: '2026-11-23T01:00:00.000Z',
      profile: 'v4.1',
      prompt: { tokens, exact: true, segments: [{ kind: 'user', message: 0, tokens }] },
      context: null,
      band: 'off-peak',
      nextBand: { band: 'peak', at: '2026-11-23T01:05:00.000Z' },
      prices: [row('off-peak', cacheHit, '0.15', '0.6')],
      cost: cost(amountOf('0.15', tokens), '0.0000006', worstCase),
      notes: [],
    },
    doubt: null,
    otherBand: {
      band: 'peak',
      prices: [row('peak', '0.012', '0.3', '1.2')],
      cost: cost(amountOf('0.3', tokens), '0.0000012', worstCase),
    },
    maxTokens: { value: 1_000, isDefault: false },
  }
}

describe('cost figures', () => {
  it('counts the cache in whole units of 128 tokens', () => {
    expect([0, 127, 128, 255, 2_361].map(cacheCeiling)).toEqual([0, 0, 128, 128, 2_304])
  })

  it('multiplies a rate without rounding', () => {
    expect(amountOf('0.3', 2_361)).toBe('0.0007083')
    expect(amountOf('0.000001', 1)).toBe('0.000000000001')
  })

  it('gives the prompt as a range from all that can be cached to nothing cached', () => {
    const [now] = bandCosts(column(2_361, '1'), 'USD')
    // 2,304 at 0.006 and 57 at 0.15 per million
    expect(now?.promptLow).toBe('0.000022374')
    expect(now?.promptHigh).toBe('0.00035415')
  })

  it('has one figure where nothing can be cached', () => {
    const [short] = bandCosts(column(110, '1'), 'USD')
    const [before] = bandCosts(column(2_361, '1', null), 'USD')
    expect(short?.promptLow).toBe(short?.promptHigh)
    expect(before?.promptLow).toBe(before?.promptHigh)
  })

  it('has no figure in a currency without prices', () => {
    expect(bandCosts(column(110, '1'), 'CNY')).toEqual([])
  })

  it('names the band that the worst case was reckoned at', () => {
    expect(worstCaseBand(column(100, '0.000615'), 'USD')).toBe('off-peak')
    expect(worstCaseBand(column(100, '0.00123'), 'USD')).toBe('peak')
  })
})
