import type { Bill } from '../../contract/runs.ts'
import { FathomError } from '../errors.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Settlements } from '../ledger/settlements.ts'
import { type TokenCounts, asUsage } from '../pricing/usage-counts.ts'
import { chargesOf } from './bill.ts'
import type { TokenReconciliation } from './reconcile.ts'
import type { RunRecord } from './run-record.ts'
import type { RunStore } from './run-store.ts'

/** What the platform says that a run was billed. Tokens. */
export interface SettledFigures {
  readonly promptHit: number
  readonly promptMiss: number
  readonly output: number
}

export interface SettleLaterOptions {
  readonly store: Pick<RunStore, 'get'>
  readonly ledger: Pick<Ledger, 'correct'>
  readonly settlements: Pick<Settlements, 'entryOf'>
  /** At the prices that held for the run. */
  readonly price: (counts: TokenCounts, run: RunRecord) => readonly Bill[]
  readonly explain: (run: RunRecord, billed: number) => Promise<TokenReconciliation>
  /** Told after the correction is on disk. */
  readonly onSettled: (run: RunRecord, entryId: string) => void
}

/** Errors RUN_NOT_FOUND, RUN_NOT_ENDED, RUN_IS_BILLED. */
export type SettleLater = (runId: string, figures: SettledFigures) => Promise<void>

const REASON = 'Settled by hand with the figures of the platform; the answer itself brought none.'

/**
 * Adds to the ledger what a run that ended without usage was billed. The run and its entry stay as they are: the figures
 * are a correction, and may be corrected again.
 */
export function createSettleLater(options: SettleLaterOptions): SettleLater {
  return async (runId, figures) => {
    const run = options.store.get(runId)
    const entryId = run === null ? null : options.settlements.entryOf(runId)
    if (run === null || entryId === null)
      throw new FathomError('RUN_NOT_FOUND', 'This run is not in the ledger, so it cannot be settled.', {
        runId,
      })
    if (run.status === 'running')
      throw new FathomError('RUN_NOT_ENDED', 'This run has not ended yet. Settle it when it has.', { runId })
    if (run.usage !== null || run.status === 'failed')
      throw new FathomError(
        'RUN_IS_BILLED',
        'What this run was billed is known, so there is nothing to settle.',
        {
          runId,
        },
      )
    const counts = { hit: figures.promptHit, miss: figures.promptMiss, completion: figures.output }
    const usage = asUsage(counts)
    const bills = options.price(counts, run)
    const { unknown } = await options.explain(run, usage.prompt_tokens)
    const correction = options.ledger.correct({
      corrects: entryId,
      reason: REASON,
      usage,
      charges: chargesOf(bills),
      remainder: unknown,
    })
    options.onSettled(run, correction.entryId)
  }
}
