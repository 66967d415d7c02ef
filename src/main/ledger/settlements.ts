import type { Settlement } from '../../contract/runs.ts'
import type { Database } from '../db/database.ts'
import { amountOrNull, type EntryRow, foldCorrections, usageOf } from './ledger-entry.ts'

/** Figures that were added after a run had ended, and the price rows that they were charged by. */
export interface BookedSettlement extends Omit<Settlement, 'receipts' | 'reconciliation'> {
  readonly priceRowIds: readonly string[]
}

/** What the ledger came to know of single runs after they had ended. */
export interface Settlements {
  /** Id of the entry of a run; null where it has none. */
  entryOf(runId: string): string | null
  /** The usage that was added last and what it costs; null where none was added. */
  settlementOf(runId: string): BookedSettlement | null
}

export function createSettlements(database: Database): Settlements {
  const selectRun = database.prepare<EntryRow>(
    "SELECT * FROM ledger_entries WHERE run_id = ? AND kind = 'run'",
    { bigints: true },
  )
  const selectCorrections = database.prepare<EntryRow>(
    'SELECT * FROM ledger_entries WHERE corrects = ? ORDER BY number',
    { bigints: true },
  )
  return {
    entryOf: (runId) => selectRun.get(runId)?.id ?? null,
    settlementOf: (runId) => {
      const run = selectRun.get(runId)
      if (run === undefined) return null
      const corrections = selectCorrections.all(run.id)
      const last = corrections.findLast(({ usage_json }) => usage_json !== null)
      const usage = last === undefined ? null : usageOf(last)
      if (last === undefined || usage === null) return null
      const { usd_pico, cny_pico, usd_price_row, cny_price_row } = foldCorrections(run, corrections)
      const amounts = { USD: amountOrNull(usd_pico), CNY: amountOrNull(cny_pico) }
      const known = Object.entries(amounts).filter(([, amount]) => amount !== null)
      return {
        usage,
        bill: known.length === 0 ? null : Object.fromEntries(known),
        at: new Date(Number(last.recorded_at)).toISOString(),
        reason: last.reason ?? '',
        priceRowIds: [usd_price_row, cny_price_row].filter((id) => id !== null),
      }
    },
  }
}
