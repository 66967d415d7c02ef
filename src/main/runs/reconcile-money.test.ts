import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { Estimate } from '../../contract/estimates.ts'
import { viewPriceRow } from '../pricing/price-row-view.ts'
import type { PriceRow } from '../pricing/price-row.ts'
import { books } from '../testing/test-services.ts'
import { billAt } from './bill.ts'
import { type MoneyQuestion, reconcileMoney } from './reconcile-money.ts'

const rowOf = (id: (row: PriceRow) => boolean): PriceRow => {
  const row = books.prices.rows.find(id)
  if (row === undefined) throw new Error('The shipped price book has no such row.')
  return row
}
const flashIn = (band: string): PriceRow =>
  rowOf((row) => row.model === 'deepseek-flash' && row.currency === 'USD' && row.band === band)
const [peak, offPeak] = [flashIn('peak'), flashIn('off-peak')]
const prices = (...rows: readonly PriceRow[]): Estimate['prices'] => rows.map(viewPriceRow)

function ask(changes: Partial<MoneyQuestion> & { readonly billed?: PriceRow } = {}) {
  const counts = changes.counts ?? { hit: 0, miss: 1_000, completion: 0 }
  const { billed = peak, ...others } = changes
  return reconcileMoney({
    estimated: 1_000,
    prices: prices(peak),
    assumed: { cached: 0, output: null },
    tokens: { tokens: [], unknown: 0 },
    counts,
    bills: [billAt(billed, counts)],
    ...others,
  })
}

/** Decimal text as whole pico-units. */
function pico(text: string): bigint {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? []
  return BigInt(sign + whole + fraction.padEnd(12, '0'))
}

describe('the causes of money', () => {
  it('are none where all came as it was assumed', () => {
    expect(ask()).toEqual([
      { currency: 'USD', estimated: '0.0003', causes: [], unknown: '0', billed: '0.0003' },
    ])
  })

  it('name the cache, the output and the band, each at its own price', () => {
    const counts = { hit: 384, miss: 616, completion: 300 }
    const [money] = ask({ assumed: { cached: 256, output: 200 }, counts, billed: offPeak })
    expect(money?.causes.map(({ cause }) => cause)).toEqual([
      'cache split',
      'output longer than forecast',
      'band changed',
    ])
    // Peak: 0.3 a million uncached, 1.2 a million written.
    expect(money?.causes[1]?.amount).toBe('0.00012')
    expect(money?.causes.every(({ amount }) => amount !== '0')).toBe(true)
  })

  it('call output that nothing was known of by its name, and a shorter one shorter', () => {
    const counts = { hit: 0, miss: 1_000, completion: 100 }
    expect(ask({ counts })[0]?.causes).toMatchObject([{ cause: 'output, not forecast' }])
    const [shorter] = ask({ counts, assumed: { cached: 0, output: 150 } })
    expect(shorter?.causes).toEqual([
      { cause: 'output shorter than forecast', tokens: -50, amount: '-0.00006' },
    ])
  })

  it('keep a remainder that nothing explains apart, at the price of uncached tokens', () => {
    const tokens = { tokens: [{ cause: 'draft changed after the estimate', tokens: 7 }], unknown: 3 }
    const [money] = ask({ tokens, counts: { hit: 0, miss: 1_010, completion: 0 } })
    expect(money).toMatchObject({
      causes: [{ cause: 'draft changed after the estimate', tokens: 7, amount: '0.0000021' }],
      unknown: '0.0000009',
    })
  })

  it('call another price in the same band by that name', () => {
    const dearer = { ...peak, id: 'another', cacheMiss: (peak.cacheMiss * 2n) as PriceRow['cacheMiss'] }
    expect(ask({ billed: dearer })[0]?.causes).toMatchObject([{ cause: 'price changed' }])
  })

  it('are not told where there was no price before: nothing was estimated', () => {
    expect(ask({ prices: [] })).toEqual([])
  })

  it('sum exactly to billed - estimated, whatever comes', () => {
    const tokens = fc.nat({ max: 2_000_000 })
    const change = fc.integer({ min: -500, max: 500 })
    const rows = fc.constantFrom(...books.prices.rows)
    const names = fc.constantFrom('effort preamble', 'tools', 'JSON mode', 'template drift')
    const causes = fc.array(fc.record({ cause: names, tokens: change }), { maxLength: 4 })
    const assumed = fc.record({ cached: tokens, output: fc.option(tokens) })
    fc.assert(
      fc.property(
        tokens,
        tokens,
        tokens,
        assumed,
        causes,
        change,
        rows,
        rows,
        (hit, miss, completion, guess, named, unknown, then, now) => {
          const estimated = hit + miss - unknown - named.reduce((sum, cause) => sum + cause.tokens, 0)
          const counts = { hit, miss, completion }
          const bills = [{ ...billAt(now, counts), currency: then.currency }]
          const question = { estimated, assumed: guess, tokens: { tokens: named, unknown }, counts, bills }
          const [money] = reconcileMoney({ ...question, prices: prices(then) })
          const sum = (money?.causes ?? []).reduce((total, { amount }) => total + pico(amount), 0n)
          expect(pico(money?.estimated ?? '') + sum + pico(money?.unknown ?? '')).toBe(
            pico(bills[0]?.total ?? ''),
          )
        },
      ),
    )
  })
})
