import type { Bill, Settlement } from '../../contract/runs.ts'
import type { BookedSettlement, Settlements } from '../ledger/settlements.ts'
import { type PriceBook, rowById } from '../pricing/price-book.ts'
import { type TokenCounts, tokenCounts } from '../pricing/usage-counts.ts'
import { billAt } from './bill.ts'
import type { TokenReconciliation } from './reconcile.ts'
import type { RunRecord } from './run-record.ts'
import type { RunStore } from './run-store.ts'
import { explainMoney, explainTokens } from './settle.ts'

/** Runs that ended without usage, with what the ledger came to know of them. */
export interface SettledRuns {
  /** What was billed after all; null where nothing was added. Never rejects. */
  settlementOf(run: RunRecord): Promise<Settlement | null>
  /** The same run with the figures that were added in place of those that it did not bring. */
  withFigures(run: RunRecord): RunRecord
  /** Prompt tokens that nothing would explain if a run were billed so many; null where there is no such run. Never rejects. */
  remainderOf(runId: string, promptTokens: number): Promise<number | null>
}

export interface SettledRunsOptions {
  readonly store: Pick<RunStore, 'get'>
  readonly settlements: Pick<Settlements, 'settlementOf'>
  readonly prices: () => PriceBook
  readonly explain: (run: RunRecord, billed: number) => Promise<TokenReconciliation>
  readonly log: (message: string, cause?: unknown) => void
}

export function createSettledRuns({
  store,
  settlements,
  prices,
  explain,
  log,
}: SettledRunsOptions): SettledRuns {
  /** At the very rows that the ledger charged, so that the card and the ledger say one amount. */
  function receiptsOf({ priceRowIds }: BookedSettlement, counts: TokenCounts): readonly Bill[] {
    return priceRowIds.flatMap((id) => {
      const row = rowById(prices(), id)
      return row === null ? [] : [billAt(row, counts)]
    })
  }

  return {
    settlementOf: async (run) => {
      const booked = run.usage === null ? settlements.settlementOf(run.id) : null
      if (booked === null) return null
      const { priceRowIds: _rows, ...figures } = booked
      const counts = tokenCounts(booked.usage)
      const receipts = receiptsOf(booked, counts)
      const tokens = await explainTokens(run, counts.hit + counts.miss, explain, log)
      const money = explainMoney(run, tokens, counts, receipts)
      return { ...figures, receipts, reconciliation: { ...tokens, money } }
    },
    withFigures: (run) => {
      const booked = run.usage === null ? settlements.settlementOf(run.id) : null
      if (booked === null) return run
      const receipts = receiptsOf(booked, tokenCounts(booked.usage))
      return { ...run, usage: booked.usage, atLeast: null, receipts }
    },
    remainderOf: async (runId, promptTokens) => {
      const run = store.get(runId)
      return run && (await explainTokens(run, promptTokens, explain, log)).unknown
    },
  }
}
