import type { Estimate } from '../../contract/estimates.ts'
import type { SentForecast } from '../../contract/forecasts.ts'
import type { Bill, MoneyCause, MoneyReconciliation, Reconciliation } from '../../contract/runs.ts'
import {
  addAmounts,
  formatAmount,
  parseAmount,
  parseRate,
  type Pico,
  priceDifference,
  subtractAmounts,
} from '../pricing/money.ts'
import type { TokenCounts } from '../pricing/usage-counts.ts'

export interface MoneyQuestion {
  /** Prompt tokens that the estimate rests on, and the prices of when it was sent. */
  readonly estimated: number
  readonly prices: Estimate['prices']
  readonly assumed: SentForecast['assumed']
  /** Of billed - estimated prompt tokens. */
  readonly tokens: Pick<Reconciliation, 'tokens' | 'unknown'>
  readonly counts: TokenCounts
  readonly bills: readonly Bill[]
}

/**
 * Explains billed - estimated money, once a currency that was priced then and now. Each cause is the next step on the way
 * from what was assumed to what was billed: tokens of the prompt (as uncached ones), their split by the cache, the length
 * of the output, and the price at last. So the steps sum to the difference, to the pico-unit, whatever came.
 */
export function reconcileMoney(question: MoneyQuestion): readonly MoneyReconciliation[] {
  return question.bills.flatMap((bill) => {
    const row = question.prices.find(({ currency }) => currency === bill.currency)
    return row === undefined ? [] : [reconcileOn(row, bill, question)]
  })
}

function reconcileOn(
  row: Estimate['prices'][number],
  bill: Bill,
  { estimated, assumed, tokens, counts }: MoneyQuestion,
): MoneyReconciliation {
  const miss = parseRate(row.cacheMiss)
  const hit = parseRate(row.cacheHit ?? row.cacheMiss)
  const output = parseRate(row.output)
  const costOf = (cached: number, uncached: number, written: number): Pico =>
    addAmounts(
      priceDifference(cached, hit),
      priceDifference(uncached, miss),
      priceDifference(written, output),
    )
  const billed = parseAmount(bill.total)
  const split = counts.hit - assumed.cached
  const written = counts.completion - (assumed.output ?? 0)
  const steps: readonly (readonly [string, number | null, Pico])[] = [
    ...tokens.tokens.map(
      (cause) => [cause.cause, cause.tokens, priceDifference(cause.tokens, miss)] as const,
    ),
    ['cache split', split, costOf(split, -split, 0)],
    [outputCause(assumed.output, written), written, priceDifference(written, output)],
    [
      bill.band === row.band ? 'price changed' : 'band changed',
      null,
      subtractAmounts(billed, costOf(counts.hit, counts.miss, counts.completion)),
    ],
  ]
  return {
    currency: bill.currency,
    estimated: formatAmount(costOf(assumed.cached, estimated - assumed.cached, assumed.output ?? 0)),
    causes: steps.flatMap(([cause, count, amount]): MoneyCause[] =>
      amount === 0n ? [] : [{ cause, tokens: count, amount: formatAmount(amount) }],
    ),
    unknown: formatAmount(priceDifference(tokens.unknown, miss)),
    billed: formatAmount(billed),
  }
}

function outputCause(forecast: number | null, more: number): string {
  if (forecast === null) return 'output, not forecast'
  return more > 0 ? 'output longer than forecast' : 'output shorter than forecast'
}
