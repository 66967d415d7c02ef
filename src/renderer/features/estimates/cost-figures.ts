import type { CostBounds, EstimateColumn, PriceRow } from '../../../contract/estimates.ts'
import type { Amount, Band, Currency } from '../../../contract/values.ts'
import { addAmounts, compareAmounts, multiplyAmount, parseAmount, writeAmount } from '../../lib/amount.ts'

/** The server caches prompts in whole units of this many tokens (reference: API docs, context caching). */
const CACHE_UNIT = 128

/** The most prompt tokens that can come from the cache. */
export function cacheCeiling(tokens: number): number {
  return Math.floor(tokens / CACHE_UNIT) * CACHE_UNIT
}

/** A rate per 1M tokens times a number of tokens, exactly. */
export function amountOf(ratePerMillion: Amount, tokens: number): Amount {
  const { units, scale } = parseAmount(ratePerMillion)
  return writeAmount({ units: units * BigInt(tokens), scale: scale + 6 })
}

/** What one model costs in one band and one currency. */
export interface BandCost {
  readonly band: Band
  readonly row: PriceRow
  readonly bounds: CostBounds
  /** The prompt with as much cached as can be, and with nothing cached; equal where no cache can play a part. */
  readonly promptLow: Amount
  readonly promptHigh: Amount
}

/** Now and, where there is one, the other band; empty when the model is unpriced in this currency. */
export function bandCosts(column: EstimateColumn, currency: Currency): BandCost[] {
  const { estimate, otherBand } = column
  const { tokens } = estimate.prompt
  const now =
    estimate.band === null ? null : bandCost(estimate.band, estimate.prices, estimate.cost, currency, tokens)
  const other =
    otherBand === null ? null : bandCost(otherBand.band, otherBand.prices, otherBand.cost, currency, tokens)
  return [now, other].filter((cost) => cost !== null)
}

function bandCost(
  band: Band,
  rows: readonly PriceRow[],
  cost: Readonly<Partial<Record<Currency, CostBounds>>> | null,
  currency: Currency,
  tokens: number,
): BandCost | null {
  const row = rows.find((candidate) => candidate.currency === currency)
  const bounds = cost?.[currency]
  if (row === undefined || bounds === undefined) return null
  const ceiling = cacheCeiling(tokens)
  const cached = row.cacheHit === null ? null : amountOf(row.cacheHit, ceiling)
  const rest = amountOf(row.cacheMiss, tokens - ceiling)
  const promptLow = cached === null || ceiling === 0 ? bounds.promptMiss : addAmounts(cached, rest)
  return { band, row, bounds, promptLow, promptHigh: bounds.promptMiss }
}

/** The band at whose rates the worst case was reckoned: the dearer of those that the request may cross. */
export function worstCaseBand(column: EstimateColumn, currency: Currency): Band | null {
  const [now, other] = bandCosts(column, currency)
  if (now === undefined) return null
  const here = addAmounts(
    now.bounds.promptMiss,
    multiplyAmount(now.bounds.outputToken, column.maxTokens.value),
  )
  const reached = compareAmounts(here, now.bounds.worstCase) === 0
  return reached || other === undefined ? now.band : other.band
}

/** A short name of a model for a narrow place: "Flash", "Pro", or the name itself. */
export function shortModelName(model: string): string {
  if (/flash/i.test(model)) return 'Flash'
  if (/\bpro\b|-pro/i.test(model)) return 'Pro'
  return model
}
