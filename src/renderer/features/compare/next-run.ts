import type { EstimateColumn } from '../../../contract/estimates.ts'
import type { ColumnForecast, CostRange } from '../../../contract/forecasts.ts'
import type { Amount, Currency, Instant } from '../../../contract/values.ts'
import { addAmounts, multiplyAmount } from '../../lib/amount.ts'
import { bandCosts } from '../estimates/cost-figures.ts'

/** What the next run of all columns will cost, in one currency: from the live estimates, and forecasts where all have one. */
export interface NextRun {
  /** Nothing of the prompts cached that was not before, to all of it that can be. */
  readonly now: Range
  /** The same in the other band; null where no column has another price then. */
  readonly other: (Range & { readonly at: Instant | null }) | null
  /** A bound: max_tokens of output each, at the dearer band. */
  readonly worstCase: Amount
  /** Models without a price: the sums are at least what they say. */
  readonly unpriced: readonly string[]
}

export interface Range {
  readonly low: Amount
  readonly high: Amount
  /** Every column has enough history: from p50 to p90 of its output, which is otherwise not in the sums. */
  readonly withOutput: boolean
}

/** Null where no column has a price. */
export function nextRun(
  columns: readonly EstimateColumn[],
  currency: Currency,
  repeats: number,
  forecasts: readonly ColumnForecast[] = [],
): NextRun | null {
  const costs = columns.map((column) => bandCosts(column, currency))
  const unpriced = columns
    .filter((_, index) => costs[index]?.length === 0)
    .map(({ estimate }) => estimate.model.requested)
  const priced = costs.filter((bands) => bands.length > 0)
  if (priced.length === 0) return null
  const sum = (amounts: readonly (Amount | undefined)[]): Amount =>
    multiplyAmount(
      amounts.reduce<Amount>((total, amount) => addAmounts(total, amount ?? '0'), '0'),
      repeats,
    )
  const wholes = forecasts.length === columns.length ? wholeCosts(forecasts, currency) : null
  const rangeIn = (band: number): Range => {
    const prompts = priced.map((bands) => bands[band] ?? bands[0])
    const whole = wholes?.map((bands) => bands[band] ?? bands[0])
    return {
      low: sum(whole?.map((cost) => cost?.low) ?? prompts.map((cost) => cost?.promptLow)),
      high: sum(whole?.map((cost) => cost?.high) ?? prompts.map((cost) => cost?.promptHigh)),
      withOutput: whole !== undefined,
    }
  }
  const at = columns.find(({ estimate }) => estimate.nextBand !== null)?.estimate.nextBand?.at ?? null
  return {
    now: rangeIn(0),
    other: priced.some((bands) => bands.length > 1) ? { ...rangeIn(1), at } : null,
    worstCase: sum(priced.map((bands) => bands[0]?.bounds.worstCase)),
    unpriced,
  }
}

/** Each column's whole cost in both bands; null where one of them has no history or no price. */
function wholeCosts(
  forecasts: readonly ColumnForecast[],
  currency: Currency,
): readonly (readonly CostRange[])[] | null {
  const costs = forecasts.map(({ bands }) => bands.map(({ cost }) => cost[currency]?.total ?? null))
  const known = costs.map((bands) => bands.filter((cost) => cost !== null))
  return known.every((bands, place) => bands.length > 0 && bands.length === costs[place]?.length)
    ? known
    : null
}
