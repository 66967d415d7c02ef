import type { LedgerEntry, LedgerFilter } from '../../contract/ledger.ts'
import type { Cause, Reconciliation } from '../../contract/runs.ts'
import type { Zone } from '../../contract/values.ts'
import type { Database } from '../db/database.ts'
import type { KeyOwners } from './key-owners.ts'
import { entryOf, type EntryRow, foldCorrections } from './ledger-entry.ts'

export interface LedgerView {
  readonly filter: LedgerFilter
  readonly zone: Zone
}

/** Rows of runs, with their corrections in, as the window and the command line show them. */
export type Describe = (
  runs: readonly EntryRow[],
  corrections: ReadonlyMap<string, readonly EntryRow[]>,
  zone: Zone,
) => LedgerEntry[]

export function createDescribe(database: Database, owners: KeyOwners): Describe {
  const selectCauses = database.prepare<{ id: string; reconciliation: string }>(
    `SELECT id, reconciliation_json AS reconciliation FROM runs
     WHERE id IN (SELECT value FROM json_each(?)) AND reconciliation_json IS NOT NULL`,
  )

  /** Asked only for runs that were billed otherwise than counted: of the others there is nothing to explain. */
  function causesOf(folded: readonly EntryRow[]): Map<string, readonly Cause[]> {
    const differing = folded.filter(
      ({ prompt_tokens: billed, estimated_tokens: estimated }) => billed !== null && billed !== estimated,
    )
    if (differing.length === 0) return new Map()
    const rows = selectCauses.all(JSON.stringify(differing.map(({ run_id }) => run_id)))
    return new Map(
      rows.map(({ id, reconciliation }) => [id, (JSON.parse(reconciliation) as Reconciliation).tokens]),
    )
  }

  return (runs, corrections, zone) => {
    const folded = runs.map((run) => foldCorrections(run, corrections.get(run.id) ?? []))
    const causes = causesOf(folded)
    const names = owners.names()
    return folded.map((row) =>
      entryOf(row, zone, {
        causes: causes.get(row.run_id) ?? [],
        keyName: names.get(row.key_hint ?? '') ?? null,
        corrected: corrections.get(row.id)?.at(-1)?.reason ?? null,
      }),
    )
  }
}
