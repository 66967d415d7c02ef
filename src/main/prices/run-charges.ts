import type { Connection } from '../db/connection.ts'
import { type EntryRow, foldCorrections } from '../ledger/ledger-entry.ts'
import { type ByCurrency, currencies, type Pico } from '../pricing/money.ts'
import type { TokenCounts } from '../pricing/usage-counts.ts'
import { countsOf, priceOf } from './priced-entries.ts'

/** What the ledger charges a run now, with its corrections in. */
export interface RunCharges {
  /** Null: not reported and not settled. */
  readonly usage: TokenCounts | null
  /** Ids of the price rows, and the amounts; a currency without a price is absent. */
  readonly rowIds: ByCurrency<string>
  readonly amounts: ByCurrency<Pico>
  readonly corrections: readonly { readonly at: number; readonly reason: string }[]
}

/** Reads the charges of single runs; null for a run that has no entry. */
export function createRunCharges(database: Connection): (runId: string) => RunCharges | null {
  const selectRun = database.prepare<EntryRow>(
    "SELECT * FROM ledger_entries WHERE run_id = ? AND kind = 'run'",
    { bigints: true },
  )
  const selectCorrections = database.prepare<EntryRow>(
    'SELECT * FROM ledger_entries WHERE corrects = ? ORDER BY number',
    { bigints: true },
  )
  return (runId) => {
    const run = selectRun.get(runId)
    if (run === undefined) return null
    const corrections = selectCorrections.all(run.id)
    const row = foldCorrections(run, corrections)
    const prices = currencies.flatMap((currency) => {
      const price = priceOf(row, currency)
      return price === null ? [] : [{ currency, ...price }]
    })
    return {
      usage: countsOf(row),
      rowIds: Object.fromEntries(prices.map(({ currency, rowId }) => [currency, rowId])),
      amounts: Object.fromEntries(prices.map(({ currency, amount }) => [currency, amount])),
      corrections: corrections.map(({ recorded_at, reason }) => ({
        at: Number(recorded_at),
        reason: reason ?? '',
      })),
    }
  }
}
