import { isDeepStrictEqual } from 'node:util'

import { t } from '../../contract/i18n/t.ts'
import { FathomError } from '../errors.ts'
import { type HolidayYear, loadHolidays } from '../pricing/holidays.ts'
import { isoOf } from '../pricing/instants.ts'
import { importPriceBook } from '../pricing/price-book-edits.ts'
import type { PriceBook } from '../pricing/price-book.ts'
import type { PriceRow } from '../pricing/price-row.ts'

/** What a file holds that a book lacks. */
export interface PriceFile {
  readonly what: 'prices' | 'holidays'
  /** The book with the new rows. */
  readonly book: PriceBook
  readonly rows: readonly PriceRow[]
  readonly alreadyThere: number
  readonly years: readonly (readonly [year: string, list: HolidayYear])[]
  readonly notes: readonly string[]
}

/**
 * Reads a price book or a holiday list that was exported, here or elsewhere. Nothing is stored.
 * @throws FathomError `INVALID_PRICE_BOOK`, `INVALID_HOLIDAYS`, `CONFLICTING_PRICES`, `AMBIGUOUS_PRICES`
 */
export function readPriceFile(book: PriceBook, text: string, now: number): PriceFile {
  // Editors on Windows put a byte order mark before JSON; JSON.parse takes it for an error.
  const clean = text.replace(/^\uFEFF/, '')
  const years = yearsOf(clean)
  if (years !== null) return readYears(book, years)
  const { book: extended, added: rows, alreadyThere, notes } = importPriceBook(book, clean)
  const later = rows.find(({ recordedAt }) => recordedAt > now)
  if (later !== undefined)
    throw new FathomError(
      'INVALID_PRICE_BOOK',
      t(
        'The file says that {id} was recorded on {at}, which is still to come: it would cover every price that you add until then. Correct its recordedAt and try again.',
        { id: later.id, at: isoOf(later.recordedAt) },
      ),
      { id: later.id },
    )
  return { what: 'prices', book: extended, rows, alreadyThere, years: [], notes }
}

function readYears(book: PriceBook, years: PriceBook['holidays']['years']): PriceFile {
  const known = Object.entries(years).flatMap(([year, list]) =>
    list.state === 'known' ? [[year, checkedYear(year, list)] as const] : [],
  )
  const added = known.filter(([year, list]) => !isDeepStrictEqual(book.holidays.years[year], list))
  return {
    what: 'holidays',
    book,
    rows: [],
    alreadyThere: known.length - added.length,
    years: added,
    notes: [],
  }
}

/** The form of a holiday file. */
export function holidayFile(years: Readonly<Record<string, unknown>>): unknown {
  return { format: 'fathom-holidays/1', country: 'CN', years }
}

/** The years of a text that says it is a holiday list; null for any other text. Error INVALID_HOLIDAYS. */
function yearsOf(text: string): PriceBook['holidays']['years'] | null {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return null
  }
  const format = typeof json === 'object' && json !== null && 'format' in json ? json.format : null
  if (typeof format !== 'string' || !format.startsWith('fathom-holidays/')) return null
  return loadHolidays(json).years
}

/**
 * The list of one year, if its days are of that year: a list of days of another year would leave its own without
 * holidays.
 * @throws FathomError `INVALID_HOLIDAYS`
 */
export function checkedYear(year: string, list: HolidayYear): HolidayYear {
  loadHolidays(holidayFile({ [year]: list }))
  if (list.holidays.length === 0)
    throw new FathomError(
      'INVALID_HOLIDAYS',
      t('The list of {year} is empty. Give the days off of {year}.', { year }),
    )
  const outside = list.holidays.find(({ first, last }) => !first.startsWith(year) || !last.startsWith(year))
  if (outside !== undefined)
    throw new FathomError(
      'INVALID_HOLIDAYS',
      t('{name} ({first} to {last}) is not inside {year}. Give the days off of {year}.', {
        ...outside,
        year,
      }),
    )
  return list
}
