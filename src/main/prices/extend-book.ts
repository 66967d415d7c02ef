import { FathomError } from '../errors.ts'
import { withHolidays } from '../pricing/holidays.ts'
import { type PriceBook, withoutRows, withRows } from '../pricing/price-book.ts'
import type { PriceRow } from '../pricing/price-row.ts'
import type { Additions } from './addition-store.ts'

/** A price book with the user's additions. `setAside` says, a sentence each, what could not be used. */
export interface ExtendedBook {
  readonly book: PriceBook
  /** Ids of the rows that are the user's own. */
  readonly own: ReadonlySet<string>
  readonly setAside: readonly string[]
}

/**
 * Puts the additions on top of the book that ships. A newer Fathom may ship what the user had added: a row that is there
 * already is passed over, and one that contradicts the book is set aside instead of keeping every price from being read.
 */
export function extendBook(shipped: PriceBook, { rows, years, withdrawn, broken }: Additions): ExtendedBook {
  const held = new Set(shipped.rows.map(({ id }) => id))
  const setAside = broken.map((key) => `What was added as ${key} cannot be read and is not used.`)
  const added = rows.filter(({ id }) => !held.has(id))
  let book: PriceBook = { ...shipped, holidays: withHolidays(shipped.holidays, years) }
  const own = new Set<string>()
  for (const row of added) {
    const extended = tryRow(book, row)
    if (extended === null) setAside.push(`The price ${row.id} contradicts another one and is not used.`)
    else {
      book = extended
      own.add(row.id)
    }
  }
  return { book: withoutRows(book, new Set(withdrawn.filter((id) => own.has(id)))), own, setAside }
}

function tryRow(book: PriceBook, row: PriceRow): PriceBook | null {
  try {
    return withRows(book, [row])
  } catch (error) {
    if (error instanceof FathomError) return null
    throw error
  }
}
