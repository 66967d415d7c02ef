import type { Estimate } from '../../contract/estimates.ts'
import type { CacheForecast, CostForecast, OutputForecast, SentForecast } from '../../contract/forecasts.ts'
import { type ByCurrency, mapCurrencies } from '../pricing/money.ts'

/** What a body may find in the cache and write, as it stands when it is sent. */
export interface ExpectedTokens {
  readonly cache: CacheForecast
  readonly output: OutputForecast
  readonly maxTokens: number
  /** In the band in force; empty when unpriced. */
  readonly cost: ByCurrency<CostForecast>
}

/** The forecast that is kept with a run. Without history its cost goes up to the worst case, which is a bound. */
export function sentForecast(
  { cache, output, maxTokens, cost }: ExpectedTokens,
  estimate: Pick<Estimate, 'cost'>,
  seen: SentForecast['seen'],
): SentForecast {
  return {
    cache,
    output,
    maxTokens,
    cost: mapCurrencies(cost, ({ prompt, total }, currency) => {
      const worst = estimate.cost?.[currency]?.worstCase
      return total ?? (worst === undefined ? undefined : { low: prompt.low, high: worst })
    }),
    assumed: { cached: cache.likely ?? cache.floor, output: output.output?.p50.tokens ?? null },
    seen,
  }
}
