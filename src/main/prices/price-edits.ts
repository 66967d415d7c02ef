import { isDeepStrictEqual } from 'node:util'

import type { Holiday, PriceDraft, PriceResults } from '../../contract/prices.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../db/database.ts'
import { FathomError } from '../errors.ts'
import { dayOf } from '../ledger/days.ts'
import { loadHolidays } from '../pricing/holidays.ts'
import { addRow, exportPriceBook, importPriceBook } from '../pricing/price-book-edits.ts'
import type { PriceBook } from '../pricing/price-book.ts'
import type { PriceRow } from '../pricing/price-row.ts'
import type { AdditionStore } from './addition-store.ts'

export interface NewHolidays {
  readonly year: number
  readonly source: string
  readonly holidays: readonly Holiday[]
}

/** What the user may do to the price book: add to it, and take it along. Nothing is ever overwritten. */
export interface PriceEdits {
  /** All rows or none. Ids of the new rows; errors INVALID_PRICE_ROW, NO_PEAK_HOURS, AMBIGUOUS_PRICES. */
  add(drafts: readonly PriceDraft[]): readonly string[]
  /** A price book or a holiday list, all or nothing; the errors of the contract's `prices.import`. */
  import(text: string): PriceResults['prices.import']
  export(what: 'prices' | 'holidays'): PriceResults['prices.export']
  addHolidays(list: NewHolidays): void
}

export interface PriceEditsOptions {
  readonly database: Pick<Database, 'transaction'>
  readonly store: Pick<AdditionStore, 'addRows' | 'addHolidays'>
  /** The book of the moment, additions included. */
  readonly book: () => PriceBook
  readonly clock: Clock
}

export function createPriceEdits({ database, store, book, clock }: PriceEditsOptions): PriceEdits {
  function add(drafts: readonly PriceDraft[]): readonly string[] {
    return database.transaction(() => {
      const recordedAt = clock()
      let extended = book()
      const rows: PriceRow[] = []
      for (const draft of drafts) {
        const full = { ...draft, note: draft.note ?? '', confidence: 'high', precision: 'instant' } as const
        const added = addRow(extended, full, recordedAt)
        extended = added.book
        rows.push(added.row)
      }
      store.addRows(rows)
      return rows.map(({ id }) => id)
    })
  }

  function addYears(years: PriceBook['holidays']['years']): readonly number[] {
    const held = book().holidays.years
    const added = Object.entries(years).flatMap(([year, list]) => {
      if (list.state !== 'known' || isDeepStrictEqual(held[year], list)) return []
      checkYear(year, list.holidays)
      store.addHolidays(year, list)
      return [Number(year)]
    })
    return added
  }

  return {
    add,
    addHolidays: ({ year, source, holidays }) =>
      database.transaction(() => {
        const list = { state: 'known', source, holidays: [...holidays] }
        const { years } = loadHolidays(holidayFile({ [year]: list }))
        addYears(years)
      }),
    import: (text) =>
      database.transaction(() => {
        const holidays = readHolidays(text)
        if (holidays !== null) return { added: 0, alreadyThere: 0, notes: [], years: addYears(holidays) }
        const { added, alreadyThere, notes } = importPriceBook(book(), text)
        store.addRows(added)
        return { added: added.length, alreadyThere, notes, years: [] }
      }),
    export: (what) => {
      const { day } = dayOf(clock(), 'Asia/Shanghai')
      if (what === 'prices') return { fileName: `fathom-prices-${day}.json`, text: exportPriceBook(book()) }
      const text = `${JSON.stringify(holidayFile(book().holidays.years), null, 2)}\n`
      return { fileName: `fathom-holidays-${day}.json`, text }
    },
  }
}

function holidayFile(years: Readonly<Record<string, unknown>>): unknown {
  return { format: 'fathom-holidays/1', country: 'CN', years }
}

/** The years of a text that says it is a holiday list; null for any other text. Error INVALID_HOLIDAYS. */
function readHolidays(text: string): PriceBook['holidays']['years'] | null {
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

/** A list of days of another year would leave its own year without holidays. */
function checkYear(year: string, holidays: readonly Holiday[]): void {
  const outside = holidays.find(({ first, last }) => !first.startsWith(year) || !last.startsWith(year))
  if (outside === undefined && holidays.length > 0) return
  const reason =
    outside === undefined
      ? `The list of ${year} is empty.`
      : `${outside.name} (${outside.first} to ${outside.last}) is not inside ${year}.`
  throw new FathomError('INVALID_HOLIDAYS', `${reason} Give the days off of ${year}.`)
}
