import type { Database } from '../db/database.ts'
import type { Currency } from '../pricing/money.ts'
import { type EntryRow, foldCorrections } from './ledger-entry.ts'
import type { Condition } from './ledger-filter.ts'

/** What runs of the ledger came to that one price row charged; `row` null: they are unpriced in this currency. */
export interface RowSums {
  readonly row: string | null
  readonly entries: bigint
  readonly hit: bigint
  readonly miss: bigint
  readonly output: bigint
  /** Pico-units. */
  readonly paid: bigint
}

/** Sums by price row over the runs of a condition, corrections in; a row may occur more than once. */
export function sumsByRow(
  database: Database,
  { sql, bindings }: Condition,
): (currency: Currency) => readonly RowSums[] {
  const plain = plainSums(database, { sql, bindings })
  const corrected = correctedRuns(database, { sql, bindings })
  return (currency) => [
    ...plain.map(({ usd_row, usd, cny_row, cny, ...sums }) =>
      currency === 'USD' ? { ...sums, row: usd_row, paid: usd } : { ...sums, row: cny_row, paid: cny },
    ),
    ...corrected.map((run) => sumsOf(run, currency)),
  ]
}

interface PairSums extends Omit<RowSums, 'row' | 'paid'> {
  readonly usd_row: string | null
  readonly cny_row: string | null
  readonly usd: bigint
  readonly cny: bigint
}

/** The runs that nobody corrected, by the rows of both currencies: the entries are read once. */
function plainSums(database: Database, { sql, bindings }: Condition): readonly PairSums[] {
  const select = database.prepare<PairSums>(
    `SELECT usd_price_row AS usd_row, cny_price_row AS cny_row, count(*) AS entries,
       coalesce(sum(hit_tokens), 0) AS hit, coalesce(sum(miss_tokens), 0) AS miss,
       coalesce(sum(output_tokens), 0) AS output,
       coalesce(sum(usd_pico), 0) AS usd, coalesce(sum(cny_pico), 0) AS cny
     FROM ledger_entries
     WHERE ${sql} AND kind = 'run' AND id NOT IN (SELECT corrects FROM ledger_entries WHERE corrects IS NOT NULL)
     GROUP BY usd_price_row, cny_price_row`,
    { bigints: true },
  )
  return select.all(bindings)
}

/** Corrected runs one by one: their price row and tokens may be others than those of their own row. */
function correctedRuns(database: Database, { sql, bindings }: Condition): EntryRow[] {
  const rows = database
    .prepare<EntryRow>(
      `SELECT * FROM ledger_entries WHERE ${sql}
         AND (kind = 'correction' OR id IN (SELECT corrects FROM ledger_entries WHERE corrects IS NOT NULL))
       ORDER BY number`,
      { bigints: true },
    )
    .all(bindings)
  const corrections = Map.groupBy(rows, ({ corrects }) => corrects)
  return (corrections.get(null) ?? []).map((run) => foldCorrections(run, corrections.get(run.id) ?? []))
}

function sumsOf(run: EntryRow, currency: Currency): RowSums {
  const dollars = currency === 'USD'
  return {
    row: dollars ? run.usd_price_row : run.cny_price_row,
    entries: 1n,
    hit: run.hit_tokens ?? 0n,
    miss: run.miss_tokens ?? 0n,
    output: run.output_tokens ?? 0n,
    paid: (dollars ? run.usd_pico : run.cny_pico) ?? 0n,
  }
}
