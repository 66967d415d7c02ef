import { isDeepStrictEqual } from 'node:util'

import { t } from '../../contract/i18n/t.ts'
import type {
  Holiday,
  PriceCover,
  PriceDraft,
  PriceImportPreview,
  PriceResults,
} from '../../contract/prices.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../db/database.ts'
import { FathomError } from '../errors.ts'
import { dayOf } from '../ledger/days.ts'
import { type HolidayYear, withHolidays } from '../pricing/holidays.ts'
import { addRow, exportPriceBook } from '../pricing/price-book-edits.ts'
import type { PriceBook } from '../pricing/price-book.ts'
import { listRow, viewYear } from '../pricing/price-list.ts'
import { viewPriceRow } from '../pricing/price-row-view.ts'
import type { PriceRow } from '../pricing/price-row.ts'
import { coversOf, viewSpan } from '../pricing/row-stretches.ts'
import type { AdditionStore } from './addition-store.ts'
import type { ExtendedBook } from './extend-book.ts'
import { checkedYear, holidayFile, readPriceFile } from './price-file.ts'

export interface NewHolidays {
  readonly year: number
  readonly source: string
  readonly holidays: readonly Holiday[]
}

/** What the user may do to the price book: add to it, and take it along. Nothing is ever overwritten. */
export interface PriceEdits {
  /** All rows or none. Ids of the new rows; errors INVALID_PRICE_ROW, NO_PEAK_HOURS, AMBIGUOUS_PRICES. */
  add(drafts: readonly PriceDraft[]): readonly string[]
  /** What `add` would take the place of; the same errors. */
  previewAdd(drafts: readonly PriceDraft[]): readonly PriceCover[]
  /** The user's own rows count no more, or again; all or none. Error PRICE_NOT_OWN. */
  withdraw(ids: readonly string[]): void
  restore(ids: readonly string[]): void
  /** A price book or a holiday list, all or nothing; the errors of the contract's `prices.import`. */
  import(text: string): PriceResults['prices.import']
  previewImport(text: string): PriceImportPreview
  export(what: 'prices' | 'holidays'): PriceResults['prices.export']
  addHolidays(list: NewHolidays): void
}

export interface PriceEditsOptions {
  readonly database: Pick<Database, 'transaction'>
  readonly store: Pick<AdditionStore, 'addRows' | 'addHolidays' | 'addWithdrawal'>
  /** The book of the moment, additions included. */
  readonly extended: () => ExtendedBook
  readonly clock: Clock
}

export function createPriceEdits({ database, store, extended, clock }: PriceEditsOptions): PriceEdits {
  const book = (): PriceBook => extended().book

  /** Own rows that are not there yet; each with the book that it comes to. */
  function drawn(drafts: readonly PriceDraft[]): readonly { row: PriceRow; before: PriceBook }[] {
    let before = book()
    const recordedAt = recordedNext(before, clock())
    return drafts.map((draft) => {
      const full = { ...draft, note: draft.note ?? '', confidence: 'high', precision: 'instant' } as const
      const added = addRow(before, full, recordedAt)
      const drawnRow = { row: added.row, before }
      before = added.book
      return drawnRow
    })
  }

  function mark(ids: readonly string[], counts: boolean): void {
    database.transaction(() => {
      const { own, book: held } = extended()
      const gone = new Set(held.withdrawn.map(({ id }) => id))
      for (const rowId of ids) {
        if (!own.has(rowId))
          throw new FathomError(
            'PRICE_NOT_OWN',
            t(
              'Only a price that you added can be withdrawn. To correct one that ships with Fathom, add a price over it.',
            ),
            { id: rowId },
          )
        if (gone.has(rowId) === counts) store.addWithdrawal({ rowId, counts })
      }
    })
  }

  return {
    add: (drafts) =>
      database.transaction(() => {
        const rows = drawn(drafts).map(({ row }) => row)
        store.addRows(rows)
        return rows.map(({ id }) => id)
      }),
    previewAdd: (drafts) =>
      drawn(drafts).flatMap(({ row, before }) =>
        coversOf(before, row).map((cover) => ({
          model: row.model,
          currency: row.currency,
          band: cover.band,
          ...viewSpan(cover),
          before: cover.before && viewPriceRow(cover.before),
        })),
      ),
    withdraw: (ids) => mark(ids, false),
    restore: (ids) => mark(ids, true),
    addHolidays: ({ year, source, holidays }) =>
      database.transaction(() => {
        const list: HolidayYear = { state: 'known', source, holidays: [...holidays] }
        const checked = checkedYear(String(year), list)
        if (!isDeepStrictEqual(book().holidays.years[String(year)], checked))
          store.addHolidays(String(year), checked)
      }),
    import: (text) =>
      database.transaction(() => {
        const { rows, alreadyThere, years, notes } = readPriceFile(book(), text, clock())
        store.addRows(rows)
        for (const [year, list] of years) store.addHolidays(year, list)
        return { added: rows.length, alreadyThere, notes, years: years.map(([year]) => Number(year)) }
      }),
    previewImport: (text) => {
      const file = readPriceFile(book(), text, clock())
      const holidays = withHolidays(book().holidays, Object.fromEntries(file.years))
      return {
        what: file.what,
        rows: file.rows.map((row) => listRow(file.book, row, { inForce: false, own: true })),
        alreadyThere: file.alreadyThere,
        years: file.years.map(([year]) => viewYear(holidays, Number(year))),
        notes: file.notes,
      }
    },
    export: (what) => {
      const { day } = dayOf(clock(), 'Asia/Shanghai')
      if (what === 'prices') return { fileName: `fathom-prices-${day}.json`, text: exportPriceBook(book()) }
      const text = `${JSON.stringify(holidayFile(book().holidays.years), null, 2)}\n`
      return { fileName: `fathom-holidays-${day}.json`, text }
    },
  }
}

/**
 * When a row is recorded that is added now: after every other, since of two rows the one recorded last counts. A clock
 * that is behind would put it under them.
 */
function recordedNext({ rows, withdrawn }: PriceBook, now: number): number {
  return [...rows, ...withdrawn].reduce((latest, { recordedAt }) => Math.max(latest, recordedAt + 1), now)
}
