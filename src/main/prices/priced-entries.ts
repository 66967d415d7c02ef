import type { Connection } from '../db/connection.ts'
import { FathomError } from '../errors.ts'
import type { LedgerBook } from '../ledger/ledger-book.ts'
import { type EntryRow, foldCorrections, numberOrNull, usageOf } from '../ledger/ledger-entry.ts'
import type { Currency, Pico } from '../pricing/money.ts'
import type { EntryPrice, PricedEntry } from '../pricing/repricing.ts'
import { type TokenCounts, tokenCounts } from '../pricing/usage-counts.ts'

/** A real run as the ledger holds it now, corrections included. `priced` is null where its usage is not known. */
export interface HeldEntry {
  readonly row: EntryRow
  readonly priced: PricedEntry | null
}

/** Real runs of the ledger, in the order of recording. Practice is simulated and never priced anew. */
export interface PricedEntries {
  total(): number
  /** Entries after a number, at most `limit`. */
  after(number: number, limit: number): readonly HeldEntry[]
  byId(entryIds: readonly string[]): readonly HeldEntry[]
}

export function createPricedEntries(
  database: Connection,
  book: Pick<LedgerBook, 'correctionsOf'>,
): PricedEntries {
  const count = database.prepare<{ total: number }>(
    "SELECT count(*) AS total FROM ledger_entries WHERE practice = 0 AND kind = 'run'",
  )
  const select = database.prepare<EntryRow>(
    `SELECT * FROM ledger_entries WHERE kind = 'run' AND practice = 0 AND number > ? ORDER BY number LIMIT ?`,
    { bigints: true },
  )
  const selectById = database.prepare<EntryRow>(
    `SELECT * FROM ledger_entries WHERE id IN (SELECT value FROM json_each(?)) AND kind = 'run'`,
    { bigints: true },
  )

  function held(rows: readonly EntryRow[]): HeldEntry[] {
    const corrections = book.correctionsOf(rows.map(({ id }) => id))
    return rows.map((row) => {
      const folded = foldCorrections(row, corrections.get(row.id) ?? [])
      return { row: folded, priced: pricedEntry(folded) }
    })
  }

  return {
    total: () => count.get()?.total ?? 0,
    after: (number, limit) => held(select.all(number, limit)),
    byId: (entryIds) => held(selectById.all(JSON.stringify(entryIds))),
  }
}

function pricedEntry(row: EntryRow): PricedEntry | null {
  const usage = countsOf(row)
  if (usage === null) return null
  return {
    id: row.id,
    model: row.model_requested,
    usage,
    run: {
      sentAt: Number(row.sent_at),
      firstByteAt: numberOrNull(row.first_byte_at),
      completedAt: numberOrNull(row.completed_at),
    },
    prices: { USD: priceOf(row, 'USD'), CNY: priceOf(row, 'CNY') },
  }
}

/** The billed buckets of an entry; null where its usage is not known or contradicts itself. */
export function countsOf(row: EntryRow): TokenCounts | null {
  const usage = usageOf(row)
  if (usage === null) return null
  try {
    return tokenCounts(usage)
  } catch (error) {
    if (error instanceof FathomError) return null
    throw error
  }
}

/** What an entry is charged in a currency now. */
export function priceOf(row: EntryRow, currency: Currency): EntryPrice {
  const [amount, rowId] =
    currency === 'USD' ? [row.usd_pico, row.usd_price_row] : [row.cny_pico, row.cny_price_row]
  return amount === null || rowId === null ? null : { rowId, amount: amount as Pico }
}
