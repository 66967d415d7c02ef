import type { Estimate } from '../../../contract/estimates.ts'
import type { CostRange } from '../../../contract/forecasts.ts'
import type { Run } from '../../../contract/runs.ts'
import type { Currency } from '../../../contract/values.ts'
import { addAmounts } from '../../lib/amount.ts'
import { amountOf, cacheCeiling } from '../estimates/cost-figures.ts'

/** Where nothing was forecast: none to every whole unit of 128; none where no cache existed. */
function possibleCache(estimate: Estimate): { readonly low: number; readonly high: number } {
  const noCache = estimate.prices.length > 0 && estimate.prices.every(({ cacheHit }) => cacheHit === null)
  return { low: 0, high: noCache ? 0 : cacheCeiling(estimate.prompt.tokens) }
}

/** Where nothing was forecast, the least and the most that a run can cost: the prompt with all cached that can be, and the worst case. */
function possibleCost(estimate: Estimate, currency: Currency): CostRange | null {
  const row = estimate.prices.find((candidate) => candidate.currency === currency)
  const bounds = estimate.cost?.[currency]
  if (row === undefined || bounds === undefined) return null
  const { high: cached } = possibleCache(estimate)
  const hit = row.cacheHit === null ? '0' : amountOf(row.cacheHit, cached)
  const miss = amountOf(row.cacheMiss, estimate.prompt.tokens - cached)
  return { low: addAmounts(hit, miss), high: bounds.worstCase }
}

/** Prompt tokens that were expected from the cache when a run was sent. */
export function estimatedCache({ forecast, estimate }: Pick<Run, 'forecast' | 'estimate'>): {
  readonly low: number
  readonly likely: number | null
  readonly high: number
} {
  if (forecast === null) return { ...possibleCache(estimate), likely: null }
  const { floor, likely, ceiling } = forecast.cache
  return { low: floor, likely, high: ceiling }
}

/** What a run was expected to cost when it was sent; null where it had no price. */
export function estimatedCost(
  { forecast, estimate }: Pick<Run, 'forecast' | 'estimate'>,
  currency: Currency,
): CostRange | null {
  return forecast === null ? possibleCost(estimate, currency) : (forecast.cost[currency] ?? null)
}
