import type { AmountsByCurrency, BreakEven, TestTally } from '../../contract/test-cases.ts'
import {
  type ByCurrency,
  currencies,
  formatAmount,
  mapCurrencies,
  parseAmount,
  type Pico,
} from '../pricing/money.ts'
import { sumByCurrency } from '../pricing/sums.ts'

/** The newest result of one cell, as far as sums need it. */
export interface TalliedCell {
  readonly caseId: string
  readonly practice: boolean
  readonly outcome: 'pass' | 'fail' | 'undecided'
  /** Empty: not billed, or unpriced. */
  readonly bill: AmountsByCurrency
  readonly latencyMs: number | null
}

/** Sums over the ended cells of one column, real and practice apart: they are never added. */
export function tallyCells(cells: readonly TalliedCell[]): readonly TestTally[] {
  return [false, true].flatMap((practice) => {
    const mine = cells.filter((cell) => cell.practice === practice)
    return mine.length === 0 ? [] : [tallyOf(practice, mine)]
  })
}

function tallyOf(practice: boolean, cells: readonly TalliedCell[]): TestTally {
  const count = (outcome: TalliedCell['outcome']): number =>
    cells.filter((cell) => cell.outcome === outcome).length
  const passed = count('pass')
  const latencies = cells.flatMap(({ latencyMs }) => latencyMs ?? []).toSorted((left, right) => left - right)
  const total = totalOf(cells)
  return {
    practice,
    ended: cells.length,
    passed,
    failed: count('fail'),
    undecided: count('undecided'),
    unpriced: cells.filter(({ bill }) => Object.keys(bill).length === 0).length,
    total: mapCurrencies(total, (sum) => formatAmount(sum)),
    perPass: mapCurrencies(total, (sum, currency) =>
      passed > 0 && isWhole(cells, currency) ? formatAmount(divide(sum, passed)) : undefined,
    ),
    medianLatencyMs: latencies[latencies.length >> 1] ?? null,
  }
}

function totalOf(cells: readonly TalliedCell[]): ByCurrency<Pico> {
  return sumByCurrency(cells.map(({ bill }) => mapCurrencies(bill, parseAmount)))
}

/** A sum that lacks a bill says nothing of a mean. */
function isWhole(cells: readonly TalliedCell[], currency: 'USD' | 'CNY'): boolean {
  return cells.every(({ bill }) => bill[currency] !== undefined)
}

/** Rounded to the nearest pico-unit: 1e-12 of a currency. */
function divide(sum: Pico, count: number): Pico {
  return ((sum + BigInt(count >> 1)) / BigInt(count)) as Pico
}

export interface BreakEvenColumn {
  readonly key: string
  readonly cells: readonly TalliedCell[]
}

/**
 * Cheap first and dear where cheap fails costs c + r·d a case, dear alone costs d: cheap first is cheaper while r < 1 - c/d.
 * Only cases that both have answered count; null where there is none.
 */
export function breakEvenOf(
  versionName: string,
  practice: boolean,
  cheap: BreakEvenColumn,
  dear: BreakEvenColumn,
): BreakEven | null {
  const mine = ({ cells }: BreakEvenColumn): TalliedCell[] =>
    cells.filter((cell) => cell.practice === practice)
  const common = shared(mine(cheap), mine(dear))
  const [low, high] = common
  if (low.length === 0) return null
  const decided = low.filter(({ outcome }) => outcome !== 'undecided')
  const failed = decided.filter(({ outcome }) => outcome === 'fail').length
  const [lowSum, highSum] = [totalOf(low), totalOf(high)]
  const breakEven: { USD?: number; CNY?: number } = {}
  for (const currency of currencies) {
    const [c, d] = [lowSum[currency], highSum[currency]]
    if (c === undefined || d === undefined || d === 0n) continue
    if (!isWhole(low, currency) || !isWhole(high, currency)) continue
    // 1 - (c / lows) / (d / highs), in millionths: money stays a whole number until the last step.
    const share = (c * BigInt(high.length) * 1_000_000n) / (d * BigInt(low.length))
    breakEven[currency] = Number(1_000_000n - share) / 1_000_000
  }
  return {
    versionName,
    practice,
    cheap: cheap.key,
    dear: dear.key,
    breakEven,
    retryRate: decided.length === 0 ? null : failed / decided.length,
  }
}

/** The cells of both whose case the other has too. */
function shared(
  left: readonly TalliedCell[],
  right: readonly TalliedCell[],
): readonly [readonly TalliedCell[], readonly TalliedCell[]] {
  const [inLeft, inRight] = [left, right].map((cells) => new Set(cells.map(({ caseId }) => caseId)))
  return [
    left.filter(({ caseId }) => inRight?.has(caseId)),
    right.filter(({ caseId }) => inLeft?.has(caseId)),
  ]
}
