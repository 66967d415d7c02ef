import type { Bill } from '../../contract/runs.ts'
import type { DecidingInstant } from '../pricing/band-rules.ts'
import { cost } from '../pricing/cost.ts'
import { pricesForRun, type RunInstants } from '../pricing/deciding-instant.ts'
import { formatAmount } from '../pricing/money.ts'
import type { PriceBook } from '../pricing/price-book.ts'
import type { PriceRow } from '../pricing/price-row.ts'
import type { TokenCounts } from '../pricing/usage-counts.ts'

/**
 * What a usage cost, once a price list. Empty when the model is unpriced: never zero. `setting` picks the band of a run that
 * met an edge, where DeepSeek does not say what does.
 */
export function billsOf(
  prices: PriceBook,
  counts: TokenCounts,
  model: string,
  run: RunInstants,
  setting: DecidingInstant,
): readonly Bill[] {
  const { chosen } = pricesForRun(prices, model, run, setting)
  return chosen.prices.rows.map((row) => billAt(row, counts))
}

/** What a usage costs at one price row. */
export function billAt(row: PriceRow, counts: TokenCounts): Bill {
  const { currency, hit, miss, output, total } = cost(counts, row)
  return {
    currency,
    hit: formatAmount(hit),
    miss: formatAmount(miss),
    output: formatAmount(output),
    total: formatAmount(total),
    priceRowId: row.id,
    band: row.band,
  }
}
