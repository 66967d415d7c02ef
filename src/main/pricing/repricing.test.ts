import { describe, expect, it } from 'vitest'

import { parseAmount } from './money.ts'
import { addRow } from './price-book-edits.ts'
import { planRepricing } from './repricing.ts'
import type { PricedEntry } from './repricing.ts'
import { at, shippedBook as book } from './test-book.ts'

const instant = at('2026-11-23T06:12:07Z')
const entry: PricedEntry = {
  id: 'entry 184',
  model: 'deepseek-flash',
  usage: { hit: 1792, miss: 569, completion: 615 },
  run: { sentAt: instant, firstByteAt: instant + 900, completedAt: instant + 4_000 },
  prices: {
    USD: { rowId: 'deepseek-flash/USD/peak/2026-09-10', amount: parseAmount('0.000919452') },
    CNY: { rowId: 'deepseek-flash/CNY/peak/2026-09-10', amount: parseAmount('0.00612968') },
  },
}
const unpriced: PricedEntry = {
  ...entry,
  id: 'entry 185',
  model: 'deepseek-next',
  prices: { USD: null, CNY: null },
}
const { book: corrected, row } = addRow(
  book,
  {
    model: 'deepseek-next',
    currency: 'USD',
    band: 'all-day',
    effectiveFrom: '2026-11-20T00:00:00Z',
    effectiveUntil: null,
    cacheHit: '0.001',
    cacheMiss: '0.01',
    output: '0.1',
    source: 'the page of the model',
    confidence: 'high',
    precision: 'day',
    note: '',
  },
  at('2026-11-24T00:00:00Z'),
)

describe('re-pricing', () => {
  it('leaves what was priced by the rows that still hold', () => {
    expect(planRepricing(book, [entry, unpriced], 'sent')).toEqual({ changes: [], unchanged: 2 })
  })

  it('lists what a new row changes, before and after, in that currency alone', () => {
    expect(planRepricing(corrected, [entry, unpriced], 'sent')).toEqual({
      changes: [
        {
          entryId: 'entry 185',
          currency: 'USD',
          before: null,
          after: { rowId: row.id, amount: parseAmount('0.000068982') },
        },
      ],
      unchanged: 1,
    })
  })

  it('mends an amount that was frozen wrong', () => {
    const wrong = {
      ...entry,
      prices: { ...entry.prices, USD: { ...entry.prices.USD!, amount: parseAmount('9') } },
    }
    const plan = planRepricing(book, [wrong], 'sent')
    expect(plan.changes).toMatchObject([{ before: { amount: 9_000_000_000_000n }, after: entry.prices.USD }])
  })
})
