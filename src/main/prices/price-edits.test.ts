import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { PriceDraft } from '../../contract/prices.ts'
import { type Database, openDatabase } from '../db/database.ts'
import { FathomError } from '../errors.ts'
import { openBooks } from '../estimates/books.ts'
import { priceAt } from '../pricing/price-at.ts'
import { rowById } from '../pricing/price-book.ts'
import { places, removeFolder, testFolder } from '../testing/test-services.ts'
import { createAdditionStore, readAdditions } from './addition-store.ts'
import { type ExtendedBooks, extendBooks } from './extended-books.ts'
import { createPriceEdits, type PriceEdits } from './price-edits.ts'

const shipped = openBooks(places.resources)
const noon = Date.parse('2026-11-23T04:00:00Z')
const peak = Date.parse('2026-11-24T02:00:00Z')
const own: PriceDraft = {
  model: 'deepseek-flash',
  currency: 'USD',
  band: 'peak',
  effectiveFrom: '2026-11-20T00:00:00Z',
  effectiveUntil: null,
  cacheHit: '0.1',
  cacheMiss: '7',
  output: '9',
  source: 'the invoice of November',
}

let folder: string
let database: Database
let now: number
let books: ExtendedBooks
let edits: PriceEdits

beforeEach(() => {
  now = noon
  folder = testFolder()
  database = openDatabase({ folder, clock: () => now, log: () => {} })
  const store = createAdditionStore(database, () => now)
  books = extendBooks(shipped, store)
  edits = createPriceEdits({ database, store, extended: () => books.extended(), clock: () => now })
})
afterEach(() => {
  database.close()
  removeFolder(folder)
})

const missRate = (): bigint | null => {
  const found = priceAt(books.books.prices, 'deepseek-flash', peak, 'USD')
  return found.priced ? found.row.cacheMiss : null
}

function failure(work: () => unknown): FathomError {
  try {
    work()
  } catch (error) {
    if (error instanceof FathomError) return error
    throw error
  }
  throw new Error('Nothing was thrown.')
}

describe('an own price', () => {
  it('counts, counts no more once withdrawn, and again once restored; nothing is deleted on the way', () => {
    const [id = ''] = edits.add([own])
    expect(missRate()).toBe(7_000_000n)
    edits.withdraw([id])
    expect(missRate()).toBe(300_000n)
    expect(rowById(books.books.prices, id)?.cacheMiss).toBe(7_000_000n)
    edits.withdraw([id])
    edits.restore([id])
    expect(missRate()).toBe(7_000_000n)
    const kept = database.prepare<{ count: number }>('SELECT count(*) AS count FROM price_additions').get()
    expect(kept?.count).toBe(3)
    expect(readAdditions(database)).toMatchObject({ withdrawn: [], broken: [] })
  })

  it('leaves the exported book when it is withdrawn, and an import of an older file does not bring it back', () => {
    const [id = ''] = edits.add([own])
    const { text } = edits.export('prices')
    edits.withdraw([id])
    expect(edits.export('prices').text).not.toContain(id)
    expect(edits.import(text)).toMatchObject({ added: 0 })
    expect(missRate()).toBe(300_000n)
  })

  it('that ships cannot be withdrawn, and then none of those named with it is', () => {
    const [id = ''] = edits.add([own])
    const error = failure(() => edits.withdraw([id, 'deepseek-flash/USD/peak/2026-09-10']))
    expect(error.code).toBe('PRICE_NOT_OWN')
    expect(error.message).toContain('add a price over it')
    expect(missRate()).toBe(7_000_000n)
  })

  it('counts over what is there even where the clock is behind the book, and over one added in the same moment', () => {
    now = Date.parse('2026-01-01T00:00:00Z')
    edits.add([own])
    edits.add([{ ...own, cacheMiss: '11' }])
    expect(missRate()).toBe(11_000_000n)
  })

  it('says what it covers before it is there', () => {
    expect(edits.previewAdd([own])).toMatchObject([
      {
        currency: 'USD',
        band: 'peak',
        from: '2026-11-20T00:00:00.000Z',
        until: null,
        before: { cacheMiss: '0.3', id: 'deepseek-flash/USD/peak/2026-09-10' },
      },
    ])
    expect(edits.previewAdd([{ ...own, model: 'deepseek-x' }])).toMatchObject([{ before: null }])
    expect(missRate()).toBe(300_000n)
  })
})

describe('a file that is imported', () => {
  const book = (): Record<string, unknown> =>
    JSON.parse(edits.export('prices').text) as Record<string, unknown>
  const row = {
    ...own,
    id: 'mine',
    note: '',
    confidence: 'high',
    precision: 'instant',
    recordedAt: '2026-11-23T03:00:00.000Z',
  }
  const withRow = (changes: Record<string, unknown>): string => {
    const file = book()
    return JSON.stringify({ ...file, rows: [...(file['rows'] as unknown[]), { ...row, ...changes }] })
  }

  it('is shown before it is taken, and then taken as it was shown', () => {
    const text = withRow({})
    const shown = edits.previewImport(text)
    expect(shown).toMatchObject({ what: 'prices', rows: [{ id: 'mine', own: true }], years: [] })
    expect(missRate()).toBe(300_000n)
    expect(edits.import(text)).toMatchObject({ added: 1, alreadyThere: shown.alreadyThere })
    expect(missRate()).toBe(7_000_000n)
    expect(edits.previewImport(text).rows).toEqual([])
  })

  it('shows a row that later ones cover wholly as such', () => {
    edits.add([own])
    const [older] = edits.previewImport(withRow({ recordedAt: '2026-11-22T12:00:00Z' })).rows
    expect(older?.holds).toEqual([])
  })

  it('may begin with a byte order mark', () => {
    expect(edits.import(`\uFEFF${withRow({})}`)).toMatchObject({ added: 1 })
  })

  const broken: readonly (readonly [name: string, text: () => string, code: string, says: string])[] = [
    ['no JSON', () => 'hit,miss\n1,2', 'INVALID_PRICE_BOOK', 'not JSON'],
    ['empty', () => '', 'INVALID_PRICE_BOOK', 'not JSON'],
    ['cut off', () => withRow({}).slice(0, -20), 'INVALID_PRICE_BOOK', 'not JSON'],
    ['of another program', () => '{"models": []}', 'INVALID_PRICE_BOOK', 'format'],
    [
      'of a later format',
      () => JSON.stringify({ ...book(), format: 'fathom-price-book/2' }),
      'INVALID_PRICE_BOOK',
      'format',
    ],
    ['with a rate in words', () => withRow({ output: 'cheap' }), 'INVALID_PRICE_BOOK', 'output'],
    ['with a rate as a float', () => withRow({ output: 0.3 }), 'INVALID_PRICE_BOOK', 'output'],
    ['with a negative rate', () => withRow({ output: '-1' }), 'INVALID_PRICE_BOOK', 'output'],
    ['without a zone', () => withRow({ effectiveFrom: '2026-11-20T00:00:00' }), 'INVALID_PRICE_BOOK', 'zone'],
    [
      'that ends before it begins',
      () => withRow({ effectiveUntil: '2026-11-19T00:00:00Z' }),
      'INVALID_PRICE_BOOK',
      'ends before',
    ],
    ['without a source', () => withRow({ source: '' }), 'INVALID_PRICE_BOOK', 'source'],
    [
      'recorded in the future',
      () => withRow({ recordedAt: '2030-01-01T00:00:00Z' }),
      'INVALID_PRICE_BOOK',
      'still to come',
    ],
    ['with a row twice', () => JSON.stringify({ ...book(), rows: [row, row] }), 'AMBIGUOUS_PRICES', 'twice'],
    [
      'that changes a row',
      () => withRow({ id: 'deepseek-flash/USD/peak/2026-09-10' }),
      'CONFLICTING_PRICES',
      'never overwritten',
    ],
    [
      'with days of another year',
      () => holidays({ 2027: [{ name: 'New Year', first: '2028-01-01', last: '2028-01-03' }] }),
      'INVALID_HOLIDAYS',
      'not inside 2027',
    ],
    ['with an empty year', () => holidays({ 2027: [] }), 'INVALID_HOLIDAYS', 'empty'],
    [
      'with a day that is none',
      () => holidays({ 2027: [{ name: 'New Year', first: '2027-02-30', last: '2027-03-01' }] }),
      'INVALID_HOLIDAYS',
      'first',
    ],
  ]
  it.each(broken)(
    '%s is refused in a sentence, shown or taken, and adds nothing',
    (_name, text, code, says) => {
      const file = text()
      for (const attempt of [() => edits.previewImport(file), () => edits.import(file)]) {
        const error = failure(attempt)
        expect(error.code).toBe(code)
        expect(error.message).toContain(says)
        expect(error.message).toMatch(/\.$/)
      }
      expect(readAdditions(database)).toMatchObject({ rows: [], years: {} })
    },
  )
})

function holidays(years: Readonly<Record<string, readonly unknown[]>>): string {
  const lists = Object.entries(years).map(([year, days]) => [
    year,
    { state: 'known', source: 'the notice', holidays: days },
  ])
  return JSON.stringify({
    format: 'fathom-holidays/1',
    country: 'CN',
    years: Object.fromEntries(lists) as unknown,
  })
}

it('an addition that cannot be read is named and keeps no price from being known', () => {
  database
    .prepare("INSERT INTO price_additions (kind, key, added_at, json) VALUES ('row', 'odd', 0, ?)")
    .run('{')
  const { book, setAside } = books.extended()
  expect(setAside.join()).toContain('odd')
  expect(book.rows).toEqual(shipped.prices.rows)
})

it('holidays that are added take the place of the list before, and the same list adds nothing', () => {
  const list = {
    year: 2027,
    source: 'the notice',
    holidays: [{ name: 'New Year', first: '2027-01-01', last: '2027-01-03' }],
  }
  edits.addHolidays(list)
  edits.addHolidays(list)
  edits.addHolidays({ ...list, source: 'the notice, corrected' })
  expect(readAdditions(database).years['2027']).toMatchObject({ source: 'the notice, corrected' })
  const stored = database.prepare<{ count: number }>('SELECT count(*) AS count FROM price_additions').get()
  expect(stored?.count).toBe(2)
  const { text } = edits.export('holidays')
  expect(edits.previewImport(text)).toMatchObject({ what: 'holidays', years: [], alreadyThere: 2 })
})
