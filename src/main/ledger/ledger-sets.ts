import type { LedgerFilter } from '../../contract/ledger.ts'
import type { Zone } from '../../contract/values.ts'
import type { Database } from '../db/database.ts'
import type { ExportCursor } from './export-cursor.ts'
import type { EntryRow } from './ledger-entry.ts'
import { conditionOf, periodOf } from './ledger-filter.ts'
import { type DaySums, SUMS, sumDays, type Sums } from './ledger-sums.ts'

/** The reading side of the ledger: sets of rows and their sums, as stored. */
export interface LedgerSets {
  /** Days newest first; kept until something is recorded, because every page of a list asks for them. */
  days(filter: LedgerFilter, zone: Zone): readonly DaySums[]
  /** Run rows of a page, newest first. */
  page(filter: LedgerFilter, days: readonly DaySums[], offset: number, limit: number): EntryRow[]
  /** Number of the entry that was recorded last; 0 where there is none. */
  newest(): number
  /** Run rows older than a place, newest first. */
  runsBefore(filter: LedgerFilter, place: ExportCursor, limit: number): EntryRow[]
  /** Correction rows recorded after a place, oldest first. */
  correctionsAfter(filter: LedgerFilter, place: ExportCursor, limit: number): EntryRow[]
  /** Sums of the entries up to a number, of all where it is left out. */
  sums(filter: LedgerFilter, upTo?: number): Sums
  /** What occurs in the ledger: models and hints of keys, by name. */
  facets(practice: boolean): { readonly models: string[]; readonly keys: string[] }
  groups(filter: LedgerFilter, by: GroupColumn): GroupSums[]
}

export type GroupColumn = 'run' | 'model' | 'prompt'

export interface GroupSums extends Sums {
  readonly key: string | null
  readonly label: string | null
}

/** An index in the order of the grouping spares the sorting of all entries; runs are too many for one of their own. */
const groupings: Readonly<
  Record<GroupColumn, { key: string; label: string; source: string; order: string }>
> = {
  run: {
    key: 'run_id',
    label: 'CAST(run_number AS TEXT)',
    source: 'ledger_entries',
    order: 'min(sent_at) DESC, min(number) DESC',
  },
  model: {
    key: 'model_requested',
    label: 'model_requested',
    source: 'ledger_entries INDEXED BY ledger_by_model',
    order: 'model_requested',
  },
  prompt: {
    key: 'prompt_id',
    // As it is called now; of one that was deleted, as it was called last.
    label: `coalesce((SELECT name FROM prompts WHERE id = prompt_id),
      (SELECT prompt_name FROM ledger_entries AS named
       WHERE named.practice = ledger_entries.practice AND named.prompt_id = ledger_entries.prompt_id
       ORDER BY named.sent_at DESC LIMIT 1))`,
    source: 'ledger_entries INDEXED BY ledger_by_prompt',
    order: 'label, key',
  },
}

const VIEWS_KEPT = 16

export function createLedgerSets(database: Database): LedgerSets {
  const selectNewest = database.prepare<{ number: number }>(
    'SELECT coalesce(max(number), 0) AS number FROM ledger_entries',
  )
  let keptAt = -1
  const kept = new Map<string, readonly DaySums[]>()

  const newest = (): number => selectNewest.get()?.number ?? 0

  function days(filter: LedgerFilter, zone: Zone): readonly DaySums[] {
    const last = newest()
    if (last !== keptAt || kept.size >= VIEWS_KEPT) kept.clear()
    keptAt = last
    const key = JSON.stringify([filter, zone])
    const known = kept.get(key) ?? sumDays(database, filter, zone)
    kept.set(key, known)
    return known
  }

  function page(filter: LedgerFilter, inDays: readonly DaySums[], offset: number, limit: number): EntryRow[] {
    const start = startOfPage(inDays, offset)
    if (start === null) return []
    const { sql, bindings } = conditionOf(filter)
    // The inner query stays inside the index; only the page itself is read from the wide rows.
    const select = database.prepare<EntryRow>(
      `SELECT * FROM ledger_entries WHERE number IN
         (SELECT number FROM ledger_entries WHERE ${sql} AND kind = 'run'
          ORDER BY sent_at DESC, number DESC LIMIT :limit OFFSET :skip)
       ORDER BY sent_at DESC, number DESC`,
      { bigints: true },
    )
    const to = Math.min(start.until, periodOf(filter).to)
    return select.all({ ...bindings, to, skip: start.skip, limit })
  }

  function runsBefore(filter: LedgerFilter, place: ExportCursor, limit: number): EntryRow[] {
    const { sql, bindings } = conditionOf(filter)
    const select = database.prepare<EntryRow>(
      `SELECT * FROM ledger_entries WHERE number IN
         (SELECT number FROM ledger_entries
          WHERE ${sql} AND kind = 'run' AND number <= :upTo AND (sent_at < :sentAt OR number < :number)
          ORDER BY sent_at DESC, number DESC LIMIT :limit)
       ORDER BY sent_at DESC, number DESC`,
      { bigints: true },
    )
    const { upTo, sentAt, number } = place
    return select.all({
      ...bindings,
      upTo,
      sentAt,
      number,
      limit,
      to: Math.min(periodOf(filter).to, sentAt + 1),
    })
  }

  function correctionsAfter(filter: LedgerFilter, { upTo, number }: ExportCursor, limit: number): EntryRow[] {
    const { sql, bindings } = conditionOf(filter)
    const select = database.prepare<EntryRow>(
      `SELECT * FROM ledger_entries WHERE number IN
         (SELECT number FROM ledger_entries
          WHERE ${sql} AND kind = 'correction' AND number > :number AND number <= :upTo
          ORDER BY number LIMIT :limit)
       ORDER BY number`,
      { bigints: true },
    )
    return select.all({ ...bindings, upTo, number, limit })
  }

  function sums(filter: LedgerFilter, upTo?: number): Sums {
    const { sql, bindings } = conditionOf(filter)
    const until = upTo === undefined ? '' : ' AND number <= :upTo'
    const select = database.prepare<Sums>(`SELECT ${SUMS} FROM ledger_entries WHERE ${sql}${until}`, {
      bigints: true,
    })
    return select.get(upTo === undefined ? bindings : { ...bindings, upTo }) as Sums
  }

  function facets(practice: boolean): { models: string[]; keys: string[] } {
    return {
      models: modelsIn(database, practice),
      keys: distinct(database, practice, 'key_hint', 'ledger_keys'),
    }
  }

  function groups(filter: LedgerFilter, by: GroupColumn): GroupSums[] {
    const { key, label, source, order } = groupings[by]
    const { sql, bindings } = conditionOf(filter)
    const select = database.prepare<GroupSums>(
      `SELECT ${key} AS key, ${label} AS label, ${SUMS} FROM ${source} WHERE ${sql} GROUP BY ${key} ORDER BY ${order}`,
      { bigints: true },
    )
    return select.all(bindings)
  }

  return { days, page, newest, runsBefore, correctionsAfter, sums, facets, groups }
}

/** The models that occur in the ledger, by name. */
export function modelsIn(database: Database, practice: boolean): string[] {
  return distinct(database, practice, 'model_requested', 'ledger_by_model')
}

function distinct(database: Database, practice: boolean, column: string, index: string): string[] {
  return database
    .prepare<{ name: string }>(distinctSql(column, index))
    .all({ practice: practice ? 1 : 0 })
    .map(({ name }) => name)
}

/** The values of a column in order, found by jumping from one to the next in an index instead of walking all entries. */
function distinctSql(column: string, index: string): string {
  const next = (after: string): string =>
    `(SELECT ${column} FROM ledger_entries INDEXED BY ${index}
      WHERE practice = :practice AND ${column} ${after} ORDER BY ${column} LIMIT 1)`
  return `WITH RECURSIVE found (name) AS (
    SELECT ${next('IS NOT NULL')} UNION ALL SELECT ${next('> name')} FROM found WHERE name IS NOT NULL
  ) SELECT name FROM found WHERE name IS NOT NULL`
}

/** The day in which a page begins, and how many of its runs to skip: walking over days spares walking over entries. */
function startOfPage(days: readonly DaySums[], offset: number): { until: number; skip: number } | null {
  let skip = offset
  for (const { until, sums } of days) {
    if (skip < Number(sums.runs)) return { until, skip }
    skip -= Number(sums.runs)
  }
  return null
}
