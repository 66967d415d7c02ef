import * as fc from 'fast-check'
import { expect, it } from 'vitest'

import type { LedgerEntry, LedgerFilter } from '../../contract/ledger.ts'
import type { Currency } from '../../contract/values.ts'
import { addAmounts, formatAmount, parseAmount } from '../pricing/money.ts'
import { createLedgerPictures } from './ledger-pictures.ts'
import { entry } from './test-entries.ts'
import {
  books,
  END,
  filter,
  instant,
  ledger,
  ledgerWithDatabase,
  START,
  versionOf,
  WORK,
  zone,
} from './test-ledgers.ts'

function sumOf(entries: readonly LedgerEntry[], currency: Currency): string {
  return formatAmount(addAmounts(...entries.map((row) => parseAmount(row[currency] ?? '0'))))
}

/** A filter in plain words, to hold the SQL against. */
function matches(filter: LedgerFilter, row: LedgerEntry): boolean {
  return (
    row.practice === filter.practice &&
    (filter.from === undefined || row.at >= filter.from) &&
    (filter.to === undefined || row.at < filter.to) &&
    (filter.model === undefined || row.model === filter.model) &&
    (filter.band === undefined || row.band === filter.band) &&
    (filter.status === undefined || row.status === filter.status) &&
    (filter.promptId === undefined || row.prompt === filter.promptId) &&
    (filter.versionId === undefined || versionOf(row.runNumber) === filter.versionId) &&
    (filter.keyProfile === undefined || (filter.keyProfile === WORK && row.keyHint === '…77aa')) &&
    (filter.key === undefined || row.keyHint === filter.key)
  )
}

it('the total of any filter is the sum of its entries, each currency on its own', () => {
  fc.assert(
    fc.property(ledger, filter, zone, (book, chosen, inZone) => {
      const { entries, totals, days } = book.list({ filter: chosen, zone: inZone, offset: 0, limit: 1000 })
      const reported = entries.flatMap(({ usage }) => (usage === null ? [] : [usage.prompt_tokens]))
      expect(totals).toEqual({
        entries: entries.length,
        USD: sumOf(entries, 'USD'),
        CNY: sumOf(entries, 'CNY'),
        priced: entries.filter(({ priced }) => priced).length,
        unpriced: entries.filter(({ priced }) => !priced).length,
        pricedIn: {
          USD: entries.filter(({ USD }) => USD !== null).length,
          CNY: entries.filter(({ CNY }) => CNY !== null).length,
        },
        estimatedTokens: 3 * entries.length,
        billedTokens: reported.reduce((sum, count) => sum + count, 0),
        exact: reported.filter((count) => count === 3).length,
      })
      for (const { day, ...sums } of days) {
        const ofDay = entries.filter((row) => row.day === day)
        expect(sums).toMatchObject({
          entries: ofDay.length,
          USD: sumOf(ofDay, 'USD'),
          CNY: sumOf(ofDay, 'CNY'),
        })
      }
      expect(new Set(days.map(({ day }) => day))).toEqual(new Set(entries.map(({ day }) => day)))
    }),
    { numRuns: 60 },
  )
})

it('a filter lists exactly what it says, newest first, and pages join to the whole', () => {
  fc.assert(
    fc.property(ledger, filter, fc.integer({ min: 1, max: 7 }), (book, chosen, limit) => {
      const list = (of: LedgerFilter, offset: number, count: number): readonly LedgerEntry[] =>
        book.list({ filter: of, zone: 'Asia/Shanghai', offset, limit: count }).entries
      const whole = list(chosen, 0, 1000)
      const everything = [...list({ practice: false }, 0, 1000), ...list({ practice: true }, 0, 1000)]
      expect(whole).toEqual(everything.filter((row) => matches(chosen, row)))
      expect(whole.map(({ at }) => at)).toEqual(
        whole
          .map(({ at }) => at)
          .toSorted()
          .toReversed(),
      )
      const pages: LedgerEntry[] = []
      for (let offset = 0; offset < whole.length; offset += limit)
        pages.push(...book.entries({ filter: chosen, zone: 'Asia/Shanghai', offset, limit }))
      expect(pages).toEqual(whole)
      expect(list(chosen, whole.length, limit)).toEqual([])
    }),
    { numRuns: 60 },
  )
})

it('the sums of hours are those of the entries, in zones whose days begin at a half hour too', () => {
  fc.assert(
    fc.property(ledgerWithDatabase, ({ database }) => {
      const sum = (table: string, columns: string) =>
        database
          .prepare(`SELECT practice, ${columns} FROM ${table} GROUP BY practice ORDER BY practice`)
          .all()
      expect(
        sum('ledger_hours', 'sum(runs) AS runs, sum(usd) AS usd, sum(cny) AS cny, sum(exact) AS exact'),
      ).toEqual(
        sum(
          'ledger_entries',
          `sum(kind = 'run') AS runs, coalesce(sum(usd_pico), 0) AS usd, coalesce(sum(cny_pico), 0) AS cny,
           sum(counts_exact) AS exact`,
        ),
      )
    }),
    { numRuns: 20 },
  )
})

it('splitting a period anywhere never changes a total', () => {
  fc.assert(
    fc.property(ledger, filter, zone, instant, (book, chosen, inZone, cut) => {
      const { from: _from, to: _to, ...rest } = chosen
      const at = new Date(cut).toISOString()
      const [before, after, whole] = [{ ...rest, to: at }, { ...rest, from: at }, rest].map(
        (part) => book.list({ filter: part, zone: inZone, offset: 0, limit: 1 }).totals,
      )
      if (!before || !after || !whole) throw new Error('three parts were asked for')
      for (const currency of ['USD', 'CNY'] as const) {
        const joined = addAmounts(parseAmount(before[currency]), parseAmount(after[currency]))
        expect(formatAmount(joined)).toBe(whole[currency])
      }
      for (const key of [
        'entries',
        'priced',
        'unpriced',
        'billedTokens',
        'estimatedTokens',
        'exact',
      ] as const) {
        expect(before[key] + after[key]).toBe(whole[key])
      }
    }),
    { numRuns: 40 },
  )
})

it('every grouping adds up to the same total, and so do the days', () => {
  fc.assert(
    fc.property(ledger, filter, zone, (book, chosen, inZone) => {
      const { totals } = book.list({ filter: chosen, zone: inZone, offset: 0, limit: 1 })
      for (const grouping of ['run', 'day', 'model', 'prompt'] as const) {
        const groups = book.totalsBy(grouping, { filter: chosen, zone: inZone }).map((group) => group.totals)
        for (const currency of ['USD', 'CNY'] as const) {
          const sum = addAmounts(...groups.map((group) => parseAmount(group[currency])))
          expect(formatAmount(sum)).toBe(totals[currency])
        }
        expect(groups.reduce((sum, group) => sum + group.entries, 0)).toBe(totals.entries)
        expect(groups.reduce((sum, group) => sum + group.priced, 0)).toBe(totals.priced)
      }
    }),
    { numRuns: 40 },
  )
})

it('the pictures show the same sums as the table: every bar, every day, every token of the cache', () => {
  fc.assert(
    fc.property(ledgerWithDatabase, filter, zone, ({ book, database }, chosen, inZone) => {
      const pictures = createLedgerPictures({ database, prices: () => books.prices, clock: () => END })
      const { spend, cache } = pictures({ filter: chosen, zone: inZone })
      const { totals, entries } = book.list({ filter: chosen, zone: inZone, offset: 0, limit: 1000 })
      const slices = spend.flatMap((bucket) => bucket.slices)
      for (const currency of ['USD', 'CNY'] as const) {
        expect(formatAmount(addAmounts(...slices.map((slice) => parseAmount(slice[currency]))))).toBe(
          totals[currency],
        )
      }
      expect(slices.reduce((sum, slice) => sum + slice.entries, 0)).toBe(totals.entries)
      const hits = entries.reduce((sum, { usage }) => sum + (usage?.prompt_cache_hit_tokens ?? 0), 0)
      expect(cache.reduce((sum, bucket) => sum + bucket.hitTokens, 0)).toBe(hits)
      expect(spend.slice(1).map((bucket) => bucket.from)).toEqual(
        spend.slice(0, -1).map((bucket) => bucket.until),
      )
    }),
    { numRuns: 40 },
  )
})

it('an export in parts holds each entry once, whatever is recorded while it is made', () => {
  fc.assert(
    fc.property(ledger, filter, (book, chosen) => {
      const before = book.list({ filter: chosen, zone: 'UTC', offset: 0, limit: 1000 })
      const first = book.exportPart({ filter: chosen, zone: 'UTC', format: 'json', after: null })
      book.record(entry(9_999, { practice: chosen.practice, sentAt: START }))
      const texts = [first.text]
      for (let { next } = first; next !== null;) {
        const part = book.exportPart({ filter: chosen, zone: 'UTC', format: 'json', after: next })
        texts.push(part.text)
        next = part.next
      }
      const { entries, totals } = JSON.parse(texts.join(''))
      expect(entries).toEqual(before.entries)
      expect(totals).toEqual(before.totals)
    }),
    { numRuns: 40 },
  )
})
