import type { Bill } from '../../contract/runs.ts'
import type { Charge } from '../ledger/ledger-entry.ts'
import type { DecidingInstant } from '../pricing/band-rules.ts'
import { cost } from '../pricing/cost.ts'
import { pricesForRun, type RunInstants } from '../pricing/deciding-instant.ts'
import { type ByCurrency, type Currency, formatAmount, parseAmount } from '../pricing/money.ts'
import { rowInBand } from '../pricing/price-at.ts'
import type { PriceBook } from '../pricing/price-book.ts'
import type { PriceRow } from '../pricing/price-row.ts'
import type { TokenCounts } from '../pricing/usage-counts.ts'
import type { RunRecord } from './run-record.ts'

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

/** The rows of the other band that a billed run could have met; empty where it has one price all day or no bill. */
export function otherBandRows(
  prices: PriceBook,
  run: Pick<RunRecord, 'receipts' | 'modelRequested' | 'sentAt' | 'completedAt'>,
): readonly PriceRow[] {
  return run.receipts.flatMap(({ currency, band }) => {
    if (band === 'all-day') return []
    const other = band === 'peak' ? 'off-peak' : 'peak'
    const row = rowInBand(prices, run.modelRequested, run.completedAt ?? run.sentAt, currency, other)
    return row === null || row.band !== other ? [] : [row]
  })
}

/** Bills as the ledger keeps them, once a currency. */
export function chargesOf(bills: readonly Bill[]): ByCurrency<Charge> {
  const charges: { [Key in Currency]?: Charge } = {}
  for (const { currency, total, priceRowId } of bills)
    charges[currency] = { amount: parseAmount(total), priceRowId }
  return charges
}
