import type { EstimateColumn } from '../../contract/estimates.ts'
import type { SumSheet } from '../../contract/receipt-sheets.ts'
import type { SumReceipt } from '../../contract/receipts.ts'
import { estimateCost, possibleRows } from '../pricing/estimate-cost.ts'
import { currencies, multiplyAmount } from '../pricing/money.ts'
import { pricesAt } from '../pricing/price-at.ts'
import type { PriceBook } from '../pricing/price-book.ts'
import { partOn, type SumPart, sumSheet } from '../pricing/sum-sheet.ts'

const scenarios = ['all-miss', 'all-hit', 'worst-case'] as const
type Scenario = (typeof scenarios)[number]

/** What is sure of requests before they are sent, each sent so often at an instant: as in the receipt of one of them. */
export function sumOfColumns(
  book: PriceBook,
  columns: readonly EstimateColumn[],
  repeats: number,
  at: number,
): SumReceipt {
  const parts = columns.flatMap((column) => partsOf(book, column, at))
  const sheets = currencies.flatMap((currency) =>
    scenarios.map((scenario): SumSheet =>
      sumSheet({
        scenario,
        currency,
        runs: columns.length * repeats,
        parts: parts
          .filter((part) => part.scenario === scenario && part.row?.currency === currency)
          .map((part) => times(part, repeats)),
      }),
    ),
  )
  return { practice: false, sheets, corrected: 0 }
}

function partsOf(
  book: PriceBook,
  { estimate: { model, prompt }, maxTokens }: EstimateColumn,
  at: number,
): readonly (SumPart & { readonly scenario: Scenario })[] {
  const { tokens } = prompt
  const { rows } = pricesAt(book, model.requested, at)
  const bounds = estimateCost(tokens, maxTokens.value, rows, possibleRows(book, model.requested, at))
  return rows.flatMap((row) => [
    { scenario: 'all-miss' as const, ...partOn(row, { hit: 0, miss: tokens, completion: 0 }) },
    { scenario: 'all-hit' as const, ...partOn(row, { hit: tokens, miss: 0, completion: 0 }) },
    {
      scenario: 'worst-case' as const,
      ...partOn(bounds[row.currency]?.worstRow ?? row, { hit: 0, miss: tokens, completion: maxTokens.value }),
    },
  ])
}

function times(part: SumPart, count: number): SumPart {
  const { hit, miss, completion } = part.usage
  return {
    ...part,
    runs: part.runs * count,
    usage: { hit: hit * count, miss: miss * count, completion: completion * count },
    paid: multiplyAmount(part.paid, count),
  }
}
