import type { SumGroup, SumSheet } from '../../contract/receipt-sheets.ts'
import { cost } from './cost.ts'
import { addAmounts, type Currency, formatAmount, type Pico, subtractAmounts, zero } from './money.ts'
import type { PriceRow } from './price-row.ts'
import { sheet } from './receipt.ts'
import type { TokenCounts } from './usage-counts.ts'

/** What one run or more cost, or may cost, on one price row of a currency. */
export type SumPart = {
  readonly rowId: string
  /** Null for an id that the price book does not have. */
  readonly row: PriceRow | null
  readonly runs: number
  readonly usage: TokenCounts
  readonly paid: Pico
}

export type SumQuestion = {
  readonly scenario: SumSheet['scenario']
  readonly currency: Currency
  /** How many runs the sum is asked of, unpriced ones included. */
  readonly runs: number
  readonly parts: readonly SumPart[]
  readonly atLeast?: Pico
}

/** Draws up a sum. Its total is that of its groups, and of each group that of its lines and its rest. */
export function sumSheet({ scenario, currency, runs, parts, atLeast = zero }: SumQuestion): SumSheet {
  const merged = [...Map.groupBy(parts, ({ rowId }) => rowId).values()].map(merge)
  return {
    scenario,
    currency,
    runs,
    priced: merged.reduce((sum, part) => sum + part.runs, 0),
    groups: merged
      .toSorted((one, other) => (other.paid > one.paid ? 1 : other.paid < one.paid ? -1 : 0))
      .map((part) => groupOf(part)),
    total: formatAmount(addAmounts(...merged.map(({ paid }) => paid))),
    atLeast: formatAmount(atLeast),
  }
}

/** A part for a usage that is priced by a row as it stands. */
export function partOn(row: PriceRow, usage: TokenCounts): SumPart {
  return { rowId: row.id, row, runs: 1, usage, paid: cost(usage, row).total }
}

function merge(parts: readonly SumPart[]): SumPart {
  return parts.reduce((sum, part) => ({
    rowId: sum.rowId,
    row: sum.row,
    runs: sum.runs + part.runs,
    usage: {
      hit: sum.usage.hit + part.usage.hit,
      miss: sum.usage.miss + part.usage.miss,
      completion: sum.usage.completion + part.usage.completion,
    },
    paid: addAmounts(sum.paid, part.paid),
  }))
}

function groupOf({ rowId, row, runs, usage, paid }: SumPart): SumGroup {
  const total = formatAmount(paid)
  if (row === null) return { rowId, row, runs, lines: [], rest: total, total }
  const { lines, priceRow } = sheet('billed', row, usage)
  const rest = formatAmount(subtractAmounts(paid, cost(usage, row).total))
  return { rowId, row: { ...priceRow, model: row.model }, runs, lines, rest, total }
}
