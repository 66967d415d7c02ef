import type { QueuedRun } from '../../contract/budgets.ts'
import type { ColumnResult, ComparedRun, PlannedRun } from '../../contract/compare.ts'
import type { OffPeakQueue } from '../budgets/off-peak-queue.ts'
import type { PriceBook } from '../pricing/price-book.ts'
import type { RunService } from '../runs/run-service.ts'
import type { SettledRuns } from '../runs/settled-runs.ts'
import type { BatchSender } from './batch-sender.ts'
import { comparedRun } from './compared-run.ts'
import type { ComparisonStore, StoredItem } from './comparison-store.ts'

export interface ResultReaderOptions {
  readonly store: Pick<ComparisonStore, 'latest'>
  readonly sender: Pick<BatchSender, 'stateOf'>
  readonly offPeak: Pick<OffPeakQueue, 'inBatch'>
  readonly runs: Pick<RunService, 'get'>
  readonly settledRuns: Pick<SettledRuns, 'withFigures'>
  readonly prices: () => PriceBook
}

type Queued = Pick<QueuedRun, 'state' | 'dueAt' | 'error'>

/** Figures of so many ended runs are kept; one is some hundred bytes, and reading it again costs its whole text. */
const KEPT = 1_000

/** What the columns of a comparison came to, put together from the batches and their runs. */
export function createResultReader({
  store,
  sender,
  offPeak,
  runs,
  settledRuns,
  prices,
}: ResultReaderOptions): {
  /** The newest runs of a column; null where it was never sent. */
  latest(promptId: string, columnId: string): ColumnResult | null
} {
  const known = new Map<string, ComparedRun>()

  function endedRun(runId: string, queuedMs: number | null): ComparedRun | null {
    const kept = known.get(runId)
    if (kept !== undefined) return kept
    const run = runs.get(runId)
    if (run === null || run.status === 'running' || run.progress.state !== 'ended') return null
    const figures = comparedRun(prices(), settledRuns.withFigures(run), queuedMs)
    // What was not reported may be settled later, and that may be taken back.
    if (run.usage === null) return figures
    if (known.size >= KEPT) known.clear()
    known.set(runId, figures)
    return figures
  }

  function plannedRun(batchId: string, item: StoredItem, queued: Queued | undefined): PlannedRun {
    const { repeat, runId, refused } = item
    const base = { repeat, runId, dueAt: null, error: refused, ended: null }
    const state = sender.stateOf(batchId, item.place)
    if (state !== null) return { ...base, state }
    if (refused !== null) return { ...base, state: 'refused' }
    if (runId === null && queued !== undefined) {
      const { state, dueAt, error } = queued
      return state === 'waiting' ? { ...base, state: 'queued', dueAt } : { ...base, state, error }
    }
    if (runId === null) return { ...base, state: 'not-sent' }
    const ended = endedRun(runId, item.queuedMs)
    return ended === null ? { ...base, state: 'running' } : { ...base, state: 'ended', ended }
  }

  return {
    latest: (promptId, columnId) => {
      const stored = store.latest(promptId, columnId)
      const first = stored?.items[0]
      if (!stored || first === undefined) return null
      const queued = offPeak.inBatch(stored.batchId)
      return {
        columnId,
        batchId: stored.batchId,
        practice: stored.practice,
        draft: stored.draftHash,
        parameters: first.parameters,
        runs: stored.items.map((item) => plannedRun(stored.batchId, item, queued.get(item.place))),
      }
    },
  }
}
