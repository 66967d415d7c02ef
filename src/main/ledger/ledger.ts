import type { LedgerEntry, LedgerExportPart, LedgerKey, LedgerPage } from '../../contract/ledger.ts'
import type { Zone } from '../../contract/values.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../db/database.ts'
import { dayOf } from './days.ts'
import { createExportParts, type ExportFormat, type ExportRequest } from './export-parts.ts'
import { createKeyOwners } from './key-owners.ts'
import { createLedgerBook } from './ledger-book.ts'
import type { NewCorrection, NewEntry } from './ledger-entry.ts'
import { createLedgerSets } from './ledger-sets.ts'
import { addSums, dayTotalOf, type Totals, totalsOf } from './ledger-sums.ts'
import { createDescribe, type LedgerView } from './ledger-view.ts'

export type { LedgerView } from './ledger-view.ts'

export interface LedgerPaging {
  readonly offset: number
  readonly limit: number
}

export type Grouping = 'run' | 'day' | 'model' | 'prompt'

export interface LedgerGroup {
  /** Run id, day, model name or prompt id; null for entries without a prompt. */
  readonly key: string | null
  /** What a person reads: the run number or the prompt's name. */
  readonly label: string | null
  readonly totals: Totals
}

export interface LedgerFile {
  readonly fileName: string
  readonly text: string
}

export interface Ledger {
  /**
   * Enters an ended run. A run, or an API response, that is entered already is not entered again: then `recorded` is
   * false and the id is that of the entry that is there. Call it in one transaction with what ends the run.
   */
  record(entry: NewEntry): { readonly entryId: string; readonly recorded: boolean }
  /** Adds an entry that brings a run's figures to what is known now. Error ENTRY_NOT_FOUND. */
  correct(correction: NewCorrection): { readonly entryId: string }
  /** Newest first, one entry a run with its corrections in; totals and days are those of the whole filter. */
  list(
    query: LedgerView & { readonly offset: number; readonly limit: number },
  ): LedgerPage & { readonly totals: Totals }
  /** The entries of a page alone. */
  entries(query: LedgerView & LedgerPaging): readonly LedgerEntry[]
  /** Runs and days newest first, models and prompts by name. */
  totalsBy(grouping: Grouping, view: LedgerView): LedgerGroup[]
  /** Totals of the day in which an instant falls. */
  spendOfDay(query: { readonly at: number; readonly zone: Zone; readonly practice: boolean }): Totals
  exportCsv(view: LedgerView): LedgerFile
  /** As the command line prints it: {zone, entries, corrections, totals}. */
  exportJson(view: LedgerView): LedgerFile
  /** The same files part by part, for who must not wait for all of it. Error EXPORT_LOST. */
  exportPart(request: ExportRequest): LedgerExportPart
  /** Whether an entry is of a practice run; an unknown one is taken for one. */
  isPractice(entryId: string): boolean
  facets(practice: boolean): { readonly models: readonly string[]; readonly keys: readonly LedgerKey[] }
}

/** The ledger over one database: what was spent, by the frozen prices of then. */
export function createLedger({
  database,
  clock,
}: {
  readonly database: Database
  readonly clock: Clock
}): Ledger {
  const book = createLedgerBook(database, clock)
  const sets = createLedgerSets(database)
  const owners = createKeyOwners(database)
  const describe = createDescribe(database, owners)
  const selectPractice = database.prepare<{ practice: number }>(
    'SELECT practice FROM ledger_entries WHERE id = ?',
  )
  const exportPart = createExportParts({ sets, book, describe, owners, clock })

  function entries({ filter, zone, offset, limit }: LedgerView & LedgerPaging): readonly LedgerEntry[] {
    const runs = sets.page(filter, sets.days(filter, zone), offset, limit)
    return describe(runs, book.correctionsOf(runs.map(({ id }) => id)), zone)
  }

  function list({
    filter,
    zone,
    offset,
    limit,
  }: LedgerView & LedgerPaging): LedgerPage & { readonly totals: Totals } {
    const days = sets.days(filter, zone)
    return {
      entries: entries({ filter, zone, offset, limit }),
      offset,
      totals: totalsOf(addSums(days.map(({ sums }) => sums))),
      days: days.map(dayTotalOf),
    }
  }

  function totalsBy(grouping: Grouping, { filter, zone }: LedgerView): LedgerGroup[] {
    if (grouping === 'day') {
      return sets
        .days(filter, zone)
        .map(({ day, sums }) => ({ key: day, label: day, totals: totalsOf(sums) }))
    }
    return sets
      .groups(filter, grouping)
      .map((sums) => ({ key: sums.key, label: sums.label, totals: totalsOf(sums) }))
  }

  function exportWhole(view: LedgerView, format: ExportFormat): LedgerFile {
    const parts: string[] = []
    let after: string | null = null
    for (;;) {
      const { fileName, text, next }: LedgerExportPart = exportPart({ ...view, format, after })
      parts.push(text)
      if (next === null) return { fileName, text: parts.join('') }
      after = next
    }
  }

  return {
    record: (entry) => book.record(entry),
    correct: (correction) => book.correct(correction),
    list,
    entries,
    totalsBy,
    spendOfDay({ at, zone, practice }) {
      const { from, until } = dayOf(at, zone)
      const filter = { practice, from: new Date(from).toISOString(), to: new Date(until).toISOString() }
      return totalsOf(sets.sums(filter))
    },
    exportCsv: (view) => exportWhole(view, 'csv'),
    exportJson: (view) => exportWhole(view, 'json'),
    exportPart,
    isPractice: (entryId) => selectPractice.get(entryId)?.practice !== 0,
    facets: (practice) => {
      const { models, keys } = sets.facets(practice)
      return { models, keys: owners.grouped(keys) }
    },
  }
}
