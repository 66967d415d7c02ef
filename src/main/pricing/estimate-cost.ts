import { mayCross } from './bands.ts'
import { minuteMs } from './beijing.ts'
import { cost } from './cost.ts'
import type { ByCurrency, Pico } from './money.ts'
import { pricesAt } from './price-at.ts'
import type { PriceBook } from './price-book.ts'
import type { PriceRow } from './price-row.ts'
import type { TokenCounts } from './usage-counts.ts'

/** How long a request is expected to last at most: the 30 minutes in total of DeepSeek's early-2025 text. */
export const requestHorizonMs = 30 * minuteMs

/**
 * What is known of a price before sending, in pico-units of one currency. promptMiss and promptHit are the whole
 * prompt uncached and cached, outputToken is one token. worstCase is promptMiss and max_tokens of output on `worstRow`,
 * the dearest row that the request may meet.
 */
export type CostBounds = {
  readonly promptMiss: Pico
  readonly promptHit: Pico
  readonly outputToken: Pico
  readonly worstCase: Pico
  readonly worstRow: PriceRow
}

/**
 * Every row that may price a request sent at an instant and done within the horizon: those in force when it is sent
 * and after each switch of band or tariff on the way, with both bands where one is uncertain.
 */
export function possibleRows(
  book: PriceBook,
  model: string,
  sentAt: number,
  horizonMs: number = requestHorizonMs,
): readonly PriceRow[] {
  const tariffs = book.rows
    .map(({ effectiveFrom }) => effectiveFrom)
    .filter((from) => from > sentAt && from <= sentAt + horizonMs)
  const switches = mayCross(book, sentAt, horizonMs).map(({ at }) => at)
  const moments = [sentAt, ...switches, ...tariffs].map((instant) => pricesAt(book, model, instant))
  const rows = moments.flatMap((prices) => prices.rows.concat(prices.alternatives))
  return [...new Set(rows)]
}

/**
 * The bounds per currency, for the rows in force and the rows that the request may meet (`possibleRows`). A currency
 * without a row in force is absent: unpriced, not 0.
 */
export function estimateCost(
  promptTokens: number,
  maxTokens: number,
  rows: readonly PriceRow[],
  possible: readonly PriceRow[],
): ByCurrency<CostBounds> {
  const worst: TokenCounts = { hit: 0, miss: promptTokens, completion: maxTokens }
  const bounds: { -readonly [Key in keyof ByCurrency<CostBounds>]: CostBounds } = {}
  for (const row of rows) {
    const candidates = possible.filter(({ currency }) => currency === row.currency)
    const worstRow = candidates.reduce(
      (dearest, other) => (cost(worst, other).total > cost(worst, dearest).total ? other : dearest),
      row,
    )
    bounds[row.currency] = {
      promptMiss: cost({ hit: 0, miss: promptTokens, completion: 0 }, row).total,
      promptHit: cost({ hit: promptTokens, miss: 0, completion: 0 }, row).total,
      outputToken: cost({ hit: 0, miss: 0, completion: 1 }, row).total,
      worstCase: cost(worst, worstRow).total,
      worstRow,
    }
  }
  return bounds
}
