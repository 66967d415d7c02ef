import { z } from 'zod'

import { FathomError } from '../errors.ts'
import { bandRuleField } from './band-rules.ts'
import type { BandCalendar } from './band-rules.ts'
import { loadHolidays } from './holidays.ts'
import { instantField } from './instants.ts'
import { invalidFile } from './invalid-file.ts'
import { priceRowField } from './price-row.ts'
import type { PriceRow } from './price-row.ts'
import { ambiguousRows } from './row-overlaps.ts'

/** A stretch in which a model has no price, and why. Every such stretch since `coversFrom` is listed. */
const gapField = z.strictObject({
  model: z.string().min(1),
  from: instantField,
  until: instantField.nullable(),
  reason: z.string().min(1),
})

/** A name that is billed on the card of another in [from, until), besides having rows of its own. */
const aliasField = z.strictObject({
  name: z.string().min(1),
  billedAs: z.string().min(1),
  from: instantField,
  until: instantField.nullable(),
})

export const priceBookFile = z.strictObject({
  format: z.literal('fathom-price-book/1'),
  lastVerified: instantField,
  verifiedAgainst: z.string().min(1),
  coversFrom: instantField,
  bandRules: z.array(bandRuleField),
  aliases: z.array(aliasField),
  gaps: z.array(gapField),
  rows: z.array(priceRowField),
})

export type PriceAlias = Readonly<z.output<typeof aliasField>>
export type PriceGap = Readonly<z.output<typeof gapField>>
/** Every tariff, the rules for peak hours and the holidays: plain data, never changed in place. */
export type PriceBook = BandCalendar & {
  readonly lastVerified: number
  readonly verifiedAgainst: string
  readonly coversFrom: number
  readonly aliases: readonly PriceAlias[]
  readonly gaps: readonly PriceGap[]
  readonly rows: readonly PriceRow[]
  /** Rows of the user that price nothing any more; kept, because runs and receipts may rest on them. */
  readonly withdrawn: readonly PriceRow[]
}

/**
 * Reads a price book and a holiday list (the parsed JSON of resources/price-book.json and holidays.json), with the
 * rows that the user added (in the form of `priceRowJson`).
 * @throws FathomError `INVALID_PRICE_BOOK`, `INVALID_HOLIDAYS`, `AMBIGUOUS_PRICES`
 */
export function loadPriceBook(json: unknown, holidaysJson: unknown, additions: unknown = []): PriceBook {
  const parsed = priceBookFile.safeParse(json)
  if (!parsed.success) throw invalidFile('INVALID_PRICE_BOOK', 'The price book', parsed.error)
  const added = z.array(priceRowField).safeParse(additions)
  if (!added.success) throw invalidFile('INVALID_PRICE_BOOK', 'The list of added prices', added.error)
  const { format: _format, ...book } = parsed.data
  return withRows({ ...book, rows: [], withdrawn: [], holidays: loadHolidays(holidaysJson) }, [
    ...book.rows,
    ...added.data,
  ])
}

/**
 * A new book with rows added.
 * @throws FathomError `AMBIGUOUS_PRICES` when an id occurs twice or two rows recorded at once claim one instant
 */
export function withRows(book: PriceBook, rows: readonly PriceRow[]): PriceBook {
  const all = [...book.rows, ...rows]
  const ids = new Set<string>()
  for (const { id } of [...all, ...book.withdrawn]) {
    if (ids.has(id)) {
      throw new FathomError('AMBIGUOUS_PRICES', `The price row ${id} occurs twice. Keep one of them.`, { id })
    }
    ids.add(id)
  }
  const [pair] = ambiguousRows(all)
  if (pair) {
    throw new FathomError(
      'AMBIGUOUS_PRICES',
      `The price rows ${pair[0].id} and ${pair[1].id} claim the same time and were recorded at the same moment. End one where the other begins.`,
      { rows: pair.map(({ id }) => id) },
    )
  }
  return { ...book, rows: all }
}

/** The row of an id, withdrawn or not; null for an id that this book never held. */
export function rowById(book: PriceBook, id: string): PriceRow | null {
  const same = (row: PriceRow): boolean => row.id === id
  return book.rows.find(same) ?? book.withdrawn.find(same) ?? null
}

/** The book without the rows of some ids: they price nothing, and are still found by their id. */
export function withoutRows(book: PriceBook, ids: ReadonlySet<string>): PriceBook {
  const gone = book.rows.filter(({ id }) => ids.has(id))
  if (gone.length === 0) return book
  return {
    ...book,
    rows: book.rows.filter(({ id }) => !ids.has(id)),
    withdrawn: [...book.withdrawn, ...gone],
  }
}
