import { expect, test } from 'vitest'

import type { RepricingChange, RepricingPreview } from '../../../contract/repricings.ts'
import type { Currency } from '../../../contract/values.ts'
import { gather, MOST_SHOWN } from './repricing-sums.ts'

function change(
  entryId: string,
  currency: Currency,
  before: string | null,
  after: string | null,
): RepricingChange {
  const price = (amount: string | null) => (amount === null ? null : { rowId: 'row', amount })
  const run = {
    entryId,
    run: `run ${entryId}`,
    runNumber: 1,
    at: '2026-11-23T00:00:00Z',
    model: 'deepseek-flash',
  }
  return { ...run, currency, before: price(before), after: price(after) }
}

function part(changes: readonly RepricingChange[], rest: Partial<RepricingPreview> = {}): RepricingPreview {
  return { basis: '1', changes, unchanged: 0, withoutUsage: 0, done: 1, total: 10, next: 1, ...rest }
}

test('parts are added exactly, each currency on its own, and the unpriced is never a 0 in a sum', () => {
  const first = gather(
    null,
    part([change('a', 'USD', '0.1', '0.3'), change('a', 'CNY', '1', '2')], { done: 4 }),
  )
  const both = gather(
    first,
    part([change('b', 'USD', '0.2', null), change('c', 'USD', null, '0.000000000001')], { done: 6 }),
  )
  expect(both).toMatchObject({ done: 10, total: 10, changed: 3 })
  expect(both.sums.USD).toMatchObject({ runs: 3, pricedBefore: 2, pricedAfter: 2 })
  expect(Number(both.sums.USD?.before)).toBe(0.3)
  expect(both.sums.USD?.after).toBe('0.300000000001')
  expect(both.sums.CNY).toMatchObject({ runs: 1, before: '1', after: '2' })
})

test('only so many runs are listed, the sums are over all', () => {
  const changes = Array.from({ length: MOST_SHOWN + 50 }, (_, index) => change(`${index}`, 'USD', '1', '2'))
  const gathered = gather(null, part(changes))
  expect(gathered.shown).toHaveLength(MOST_SHOWN)
  expect(gathered).toMatchObject({ changed: MOST_SHOWN + 50, sums: { USD: { before: '250', after: '500' } } })
})
