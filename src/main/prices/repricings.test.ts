import * as fc from 'fast-check'
import { expect, it, vi } from 'vitest'

import type { LedgerEntry } from '../../contract/ledger.ts'
import type { Database } from '../db/database.ts'
import { testDatabase } from '../db/test-folder.ts'
import type { NewEntry } from '../ledger/ledger-entry.ts'
import { createLedger, type Ledger } from '../ledger/ledger.ts'
import { charge, entry, usageOf } from '../ledger/test-entries.ts'
import type { DecidingInstant } from '../pricing/band-rules.ts'
import { addRow, type PriceRowDraft } from '../pricing/price-book-edits.ts'
import type { PriceBook } from '../pricing/price-book.ts'
import { shippedBook } from '../pricing/test-book.ts'
import { createRepricings, type Repricings } from './repricings.ts'

const NOW = Date.UTC(2026, 10, 23, 6)
const HOUR = 3_600_000

const amount = fc.option(fc.bigInt({ min: 0n, max: 10n ** 15n }), { nil: undefined })
const run = fc
  .record({
    sentAt: fc.integer({ min: 0, max: 24 * 90 }).map((hours) => NOW - hours * HOUR),
    seconds: fc.option(fc.integer({ min: 0, max: 7_200 })),
    model: fc.constantFrom('deepseek-flash', 'deepseek-v4-pro', 'a-model-without-a-price'),
    practice: fc.boolean(),
    tokens: fc.option(fc.tuple(fc.nat(5_000), fc.nat(5_000), fc.nat(5_000))),
    USD: amount,
    CNY: amount,
  })
  .map(({ sentAt, seconds, model, practice, tokens, USD, CNY }): Partial<NewEntry> => {
    const completedAt = seconds === null ? null : sentAt + seconds * 1_000
    return {
      sentAt,
      completedAt,
      practice,
      model: { requested: model, served: null },
      usage: tokens === null ? null : usageOf(...tokens),
      charges: {
        ...(USD === undefined ? {} : { USD: charge(USD) }),
        ...(CNY === undefined ? {} : { CNY: charge(CNY) }),
      },
    }
  })

interface Bench {
  readonly database: Database
  readonly ledger: Ledger
  readonly repricings: Repricings
  /** Adds a price; the version grows. */
  add(draft: PriceRowDraft): void
  setting: DecidingInstant
}

function bench(entries: readonly Partial<NewEntry>[]): Bench {
  const database = testDatabase()
  const ledger = createLedger({ database, clock: () => NOW })
  for (const [index, given] of entries.entries()) ledger.record(entry(index, given))
  let book: PriceBook = shippedBook
  let version = 0
  const made: Bench = {
    database,
    ledger,
    setting: 'completed',
    add: (draft) => {
      version += 1
      book = addRow(book, draft, NOW + version).book
    },
    repricings: createRepricings({
      database,
      clock: () => NOW,
      prices: () => book,
      version: () => version,
      decidingInstant: () => made.setting,
      onCorrected: () => {},
      onChange: () => {},
      log: (message, cause) => {
        throw new Error(message, { cause })
      },
    }),
  }
  return made
}

const dear: PriceRowDraft = {
  model: 'deepseek-flash',
  currency: 'USD',
  band: 'all-day',
  effectiveFrom: '2026-09-10T04:00:00Z',
  effectiveUntil: null,
  cacheHit: '1',
  cacheMiss: '2',
  output: '3',
  source: 'an invoice',
  confidence: 'high',
  precision: 'instant',
  note: '',
}

type Figures = Pick<LedgerEntry, 'id' | 'USD' | 'CNY' | 'priced' | 'usage'>

/** What the ledger says of every run, practice too, and of all together. */
function figures({ ledger }: Bench): readonly unknown[] {
  return [true, false].map((practice) => {
    const { entries, totals } = ledger.list({ filter: { practice }, zone: 'UTC', offset: 0, limit: 10_000 })
    const each = entries.map(({ id, USD, CNY, priced, usage }): Figures => ({ id, USD, CNY, priced, usage }))
    return { each, totals }
  })
}

/** The basis and the changes of all parts. */
function look({ repricings }: Bench): { basis: string; changes: number; done: number; total: number } {
  let [basis, changes, done, total] = ['', 0, 0, 0]
  for (let after: number | null = 0; after !== null;) {
    const part = repricings.preview(after)
    basis = part.basis
    changes += part.changes.length
    done += part.done
    total = part.total
    after = part.next
  }
  return { basis, changes, done, total }
}

it('pricing any ledger anew and taking it back gives the same ledger', async () => {
  const settings = fc.constantFrom<DecidingInstant>('sent', 'first-byte', 'completed')
  await fc.assert(
    fc.asyncProperty(fc.array(run, { maxLength: 20 }), settings, async (entries, setting) => {
      const table = bench(entries)
      table.setting = setting
      table.add(dear)
      const before = figures(table)
      const { basis, changes } = look(table)
      expect(figures(table)).toEqual(before)
      const { id, ended } = table.repricings.apply(basis)
      await ended
      // What was shown is what was done: there is nothing left to change.
      expect(look(table).changes).toBe(0)
      if (changes > 0) expect(figures(table)).not.toEqual(before)
      await table.repricings.undo(id).ended
      expect(figures(table)).toEqual(before)
      expect(look(table).changes).toBe(changes)
    }),
    { numRuns: 25 },
  )
}, 60_000)

const usage = usageOf(10, 100, 50)
const many = (count: number): readonly Partial<NewEntry>[] => Array.from({ length: count }, () => ({ usage }))

it('one that is stopped holds what was done, says so, and is taken back whole', async () => {
  const table = bench(many(450))
  const before = figures(table)
  const { basis, done, total } = look(table)
  expect({ done, total }).toEqual({ done: 450, total: 450 })
  const { id, ended } = table.repricings.apply(basis)
  expect(table.repricings.list()[0]).toMatchObject({ state: 'applying', progress: { done: 0, total: 450 } })
  await vi.waitFor(() => expect(table.repricings.list()[0]?.progress?.done).toBeGreaterThan(0), {
    interval: 1,
  })
  table.repricings.stop(id)
  await ended
  const [stopped] = table.repricings.list()
  expect(stopped).toMatchObject({ state: 'cut-short', progress: null })
  expect(stopped?.runs).toBeGreaterThanOrEqual(50)
  expect(stopped?.runs).toBeLessThan(450)
  await table.repricings.undo(id).ended
  expect(table.repricings.list()[0]).toMatchObject({ state: 'undone', takenBack: stopped?.runs })
  expect(figures(table)).toEqual(before)
})

it('one under way keeps a second from beginning', async () => {
  const table = bench(many(250))
  const { basis } = look(table)
  const { id, ended } = table.repricings.apply(basis)
  expect(() => table.repricings.apply(basis)).toThrow('Wait until it is done')
  expect(() => table.repricings.undo(id)).toThrow('Wait until it is done')
  await ended
  expect(table.repricings.list()[0]).toMatchObject({ state: 'applied', runs: 250 })
})

it('a price that is added meanwhile brings no change that was not shown', async () => {
  const table = bench(many(450))
  const { basis } = look(table)
  const { ended } = table.repricings.apply(basis)
  await vi.waitFor(() => expect(table.repricings.list()[0]?.progress?.done).toBeGreaterThan(0), {
    interval: 1,
  })
  table.add(dear)
  await ended
  const [cut] = table.repricings.list()
  expect(cut?.state).toBe('cut-short')
  const rows = table.database
    .prepare<{ row: string }>(
      "SELECT DISTINCT usd_price_row AS row FROM ledger_entries WHERE kind = 'correction'",
    )
    .all()
  expect(rows.length).toBeGreaterThan(0)
  expect(rows.filter(({ row }) => row.includes('recorded'))).toEqual([])
})

it('closing ends it between two slices', async () => {
  const table = bench(many(450))
  const { ended } = table.repricings.apply(look(table).basis)
  await table.repricings.close()
  await ended
  expect(table.repricings.list()[0]?.state).toBe('cut-short')
})
