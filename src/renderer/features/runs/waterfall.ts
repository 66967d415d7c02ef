import type { MoneyReconciliation } from '../../../contract/runs.ts'
import type { Amount } from '../../../contract/values.ts'
import { addAmounts, compareAmounts, parseAmount } from '../../lib/amount.ts'

/** One bar of the way from estimated to billed. */
export interface WaterfallStep {
  readonly kind: 'estimated' | 'cause' | 'unknown' | 'billed'
  /** The name of a cause; empty for the others. */
  readonly cause: string
  readonly tokens: number | null
  /** A whole, or a signed difference. */
  readonly amount: Amount
  /** Shares of the widest amount, 0 to 1, from left to right. */
  readonly from: number
  readonly to: number
}

/** The bars of a reconciliation, true to scale: each cause begins where the one before it ends. */
export function waterfall(
  { estimated, causes, unknown, billed }: Omit<MoneyReconciliation, 'currency'>,
  unknownTokens: number,
): readonly WaterfallStep[] {
  const differences = [
    ...causes.map((cause) => ({ kind: 'cause' as const, ...cause })),
    ...(isZero(unknown)
      ? []
      : [{ kind: 'unknown' as const, cause: '', tokens: unknownTokens, amount: unknown }]),
  ]
  const totals = [estimated]
  for (const { amount } of differences) totals.push(addAmounts(totals.at(-1) ?? '0', amount))
  const widest = totals.reduce((most, total) => (compareAmounts(total, most) > 0 ? total : most), '0')
  const share = (amount: Amount): number => shareOf(amount, widest)
  const whole = { cause: '', tokens: null, from: 0 }
  return [
    { ...whole, kind: 'estimated', amount: estimated, to: share(estimated) },
    ...differences.map((difference, place) => {
      const ends = [share(totals[place] ?? '0'), share(totals[place + 1] ?? '0')]
      return { ...difference, from: Math.min(...ends), to: Math.max(...ends) }
    }),
    { ...whole, kind: 'billed', amount: billed, to: share(billed) },
  ]
}

/** Decimals with which all amounts are shown in full, so that they sum as they stand. */
export function sharedDecimals(steps: readonly Pick<WaterfallStep, 'amount'>[]): number {
  const fractions = steps.map(({ amount }) => (amount.split('.')[1] ?? '').replace(/0+$/, '').length)
  return Math.max(2, ...fractions)
}

function isZero(amount: Amount): boolean {
  return parseAmount(amount).units === 0n
}

function shareOf(amount: Amount, widest: Amount): number {
  return isZero(widest) ? 0 : Math.max(0, Number(amount) / Number(widest))
}
