import type { ComparedRun } from '../../contract/compare.ts'
import type { Bill } from '../../contract/runs.ts'
import type { PriceBook } from '../pricing/price-book.ts'
import { tokenCounts } from '../pricing/usage-counts.ts'
import { billAt, otherBandRows } from '../runs/bill.ts'
import type { RunRecord } from '../runs/run-record.ts'
import { viewRun } from '../runs/run-view.ts'

/** The figures of an ended run, with what the same usage would have cost in the other band. */
export function comparedRun(prices: PriceBook, run: RunRecord, queuedMs: number | null): ComparedRun {
  const { number, status, usage, atLeast, timing, receipts } = viewRun({
    ...run,
    progress: { state: 'ended' },
  })
  return { number, status, usage, atLeast, timing, receipts, queuedMs, otherBand: otherBandOf(prices, run) }
}

/** Empty where the model has one price all day, or where nothing was priced: what has no bill has no other one. */
function otherBandOf(prices: PriceBook, run: RunRecord): readonly Bill[] {
  return otherBandRows(prices, run).map((row) => billAt(row, tokenCounts(run.usage)))
}
