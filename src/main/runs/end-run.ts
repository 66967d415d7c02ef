import type { Database } from '../db/database.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { ledgerEntryOf } from './ledger-entry-of.ts'
import type { RunEnd, RunRecord } from './run-record.ts'
import { RUN_INTERRUPTED, type RunStore, type RunText } from './run-store.ts'

/** Writes the end of a run and its ledger entry, both or none. Errors: RUN_NOT_RUNNING and those of the database. */
export type EndRun = (runId: string, text: RunText, end: RunEnd) => RunRecord

export interface EndRunOptions {
  readonly database: Database
  readonly store: RunStore
  readonly ledger: Ledger
  readonly log: (message: string, cause?: unknown) => void
  /** Told after the entry is on disk. */
  readonly onEntry: (entryId: string) => void
}

/** Ends a run for good: row and ledger entry in one transaction. */
export function createEndRun({ database, store, ledger, log, onEntry }: EndRunOptions): EndRun {
  function enter(run: RunRecord): ReturnType<Ledger['record']> {
    try {
      return database.transaction(() => ledger.record(ledgerEntryOf(run)))
    } catch (error) {
      // A usage that the ledger cannot hold (numbers beyond 64 bits) must not cost the answer: it is entered as unpriced.
      log(`Run ${run.number} was entered in the ledger without its figures`, error)
      return ledger.record(ledgerEntryOf({ ...run, usage: null, receipts: [], reconciliation: null }))
    }
  }

  /** Another process took this run for a killed one's and entered what was known then. */
  function correct(run: RunRecord, corrects: string): string | null {
    const { usage, charges, remainder } = ledgerEntryOf(run)
    if (usage === null) return null
    const reason = 'Its usage was reported after it had been taken for a run that was cut short.'
    return ledger.correct({ corrects, reason, usage, charges, remainder }).entryId
  }

  return (runId, text, end) => {
    const { run, entryId } = database.transaction(() => {
      const wasGivenUp = store.get(runId)?.error?.code === RUN_INTERRUPTED
      const ended = store.finish(runId, text, end)
      const { entryId, recorded } = enter(ended)
      if (recorded) return { run: ended, entryId }
      return { run: ended, entryId: wasGivenUp ? correct(ended, entryId) : null }
    })
    if (entryId !== null) onEntry(entryId)
    return run
  }
}
