import type { HolidayYear, PriceListRow, PriceResults } from '../../contract/prices.ts'
import { beijingMoment } from './beijing.ts'
import type { HolidayBook } from './holidays.ts'
import { isoOf } from './instants.ts'
import { pricesAt } from './price-at.ts'
import type { PriceBook } from './price-book.ts'
import { viewPriceRow } from './price-row-view.ts'
import type { PriceRow } from './price-row.ts'
import { stretchesOf, viewSpan } from './row-stretches.ts'

/** Every row of the book, with those in force at an instant (epoch ms) and the user's own marked: the price page. */
export function priceList(
  book: PriceBook,
  own: ReadonlySet<string>,
  at: number,
): PriceResults['prices.list'] {
  const models = [...new Set(book.rows.map(({ model }) => model))]
  const now = models.map((model) => pricesAt(book, model, at))
  const inForce = new Set(now.flatMap(({ rows }) => rows))
  return {
    at: isoOf(at),
    lastVerified: isoOf(book.lastVerified),
    verifiedAgainst: book.verifiedAgainst,
    rows: [
      ...book.rows.map((row) => listRow(book, row, { inForce: inForce.has(row), own: own.has(row.id) })),
      ...book.withdrawn.map((row) => listRow(book, row, { inForce: false, own: own.has(row.id) })),
    ],
    holidays: holidayYears(book.holidays, at),
    notes: [...new Set(now.filter(({ rows }) => rows.length > 0).flatMap(({ notes }) => notes))],
  }
}

/** A row as the price page shows it, with the time in which it is the one that counts. */
export function listRow(
  book: PriceBook,
  row: PriceRow,
  marks: { readonly inForce: boolean; readonly own: boolean },
): PriceListRow {
  const { model, confidence, recordedAt, note } = row
  const withdrawn = book.withdrawn.includes(row)
  const holds = withdrawn ? [] : stretchesOf(book, row).map(viewSpan)
  return {
    ...viewPriceRow(row),
    model,
    confidence,
    recordedAt: isoOf(recordedAt),
    ...marks,
    withdrawn,
    holds,
    note,
  }
}

/** What is known of the years in the list, of this year and of the next one. */
function holidayYears(holidays: HolidayBook, at: number): readonly HolidayYear[] {
  const { year: now } = beijingMoment(at)
  const years = new Set([...Object.keys(holidays.years).map(Number), now, now + 1])
  return [...years].toSorted((one, other) => one - other).map((year) => viewYear(holidays, year))
}

/** What is known of the holidays of one year. */
export function viewYear(holidays: HolidayBook, year: number): HolidayYear {
  const list = holidays.years[String(year)]
  if (list?.state === 'known') return { year, holidays: list.holidays, says: list.source }
  return { year, holidays: null, says: list?.reason ?? `The holidays of ${year} are not in the list.` }
}
