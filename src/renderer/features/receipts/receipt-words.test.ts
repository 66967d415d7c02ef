import { describe, expect, it } from 'vitest'

import type { ReceiptSheet } from '../../../contract/receipt-sheets.ts'
import type { Receipt } from '../../../contract/receipts.ts'
import { sharedDecimals, sheetsOf, sourceName } from './receipt-words.ts'

function sheet(scenario: ReceiptSheet['scenario'], currency: 'USD' | 'CNY'): ReceiptSheet {
  const priceRow = {
    id: `${scenario} ${currency}`,
    band: 'peak',
    effectiveFrom: '2026-09-10T04:00:00.000Z',
    recordedAt: '2026-11-20T00:00:00.000Z',
    source: 'docs',
    sha256: 'abc',
  } as const
  return { scenario, currency, priceRow, lines: [], total: '0' }
}

describe('receipt words', () => {
  it('shows every digit of every amount, and at least nine', () => {
    expect(sharedDecimals(['0.000010752', '0.0001707'])).toBe(9)
    expect(sharedDecimals(['0.000000000012', '1'])).toBe(12)
    expect(sharedDecimals(['0.5000000000000000'])).toBe(9)
  })

  it('puts the other price list beside the chosen one, and takes what there is where one is missing', () => {
    const both = { sheets: [sheet('billed', 'USD'), sheet('billed', 'CNY')] } as unknown as Receipt
    expect(sheetsOf(both, 'billed', 'CNY').sheet?.currency).toBe('CNY')
    expect(sheetsOf(both, 'billed', 'CNY').other?.currency).toBe('USD')
    const one = { sheets: [sheet('billed', 'USD')] } as unknown as Receipt
    expect(sheetsOf(one, 'billed', 'CNY')).toEqual({ sheet: one.sheets[0], other: undefined })
    expect(sheetsOf(one, 'worst-case', 'USD').sheet).toBeUndefined()
  })

  it('names a source by its page', () => {
    expect(sourceName('https://api-docs.deepseek.com/quick_start/pricing (copy)')).toBe(
      'api-docs.deepseek.com, pricing',
    )
    expect(sourceName('the invoice of November')).toBe('the invoice of November')
  })
})
