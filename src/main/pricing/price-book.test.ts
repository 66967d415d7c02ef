import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { describe, expect, it } from 'vitest'

import { loadModelBook, resolveModel } from './model-book.ts'
import { formatRate } from './money.ts'
import type { Currency } from './money.ts'
import { priceAt, pricesAt } from './price-at.ts'
import { loadPriceBook } from './price-book.ts'
import { priceRowJson } from './price-row.ts'
import { overlappingRows } from './row-overlaps.ts'
import { at, shippedBook as book } from './test-book.ts'
import { holesIn, silentHoles } from './testing/price-holes.ts'

const modelBook = loadModelBook(
  JSON.parse(readFileSync(new URL('../../../resources/model-book.json', import.meta.url), 'utf8')),
)

const rates = (model: string, instant: number, currency: Currency): string => {
  const found = priceAt(book, model, instant, currency)
  if (!found.priced) return found.unpriced.code
  const { cacheHit, cacheMiss, output } = found.row
  return [cacheHit === null ? '-' : formatRate(cacheHit), formatRate(cacheMiss), formatRate(output)].join(
    ' / ',
  )
}

describe('the shipped price book', () => {
  it('has no two rows that claim the same hours of a model and currency', () => {
    expect(overlappingRows(book.rows).map(([one, other]) => [one.id, other.id])).toEqual([])
  })

  it('lists every gap with its reason, and no gap that is not one', () => {
    expect(silentHoles(book)).toEqual([])
    const holes = holesIn(book)
    for (const gap of book.gaps) {
      const found = holes.filter(
        ({ model, from, until }) => model === gap.model && from === gap.from && until === gap.until,
      )
      expect(found, `${gap.model} ${gap.reason}`).toHaveLength(4)
    }
  })

  it('notices a hole and an overlap when there is one', () => {
    const without = {
      ...book,
      rows: book.rows.filter(({ id }) => id !== 'deepseek-chat/CNY/all-day/2025-02-08'),
    }
    expect(silentHoles(without)).toMatchObject([
      { model: 'deepseek-chat', currency: 'CNY', hours: 'peak', from: at('2025-02-08T16:00:00Z') },
      { model: 'deepseek-chat', currency: 'CNY', hours: 'off-peak', until: at('2025-02-26T16:30:00Z') },
    ])
    const doubled = book.rows.map((row) => ({ ...row, effectiveFrom: row.effectiveFrom - 1 }))
    expect(overlappingRows(doubled).length).toBeGreaterThan(20)
  })

  it('gives each row an id that says what it is, a source and a trust', () => {
    for (const row of book.rows) {
      const day = new Date(row.effectiveFrom).toISOString().slice(0, 10)
      expect(row.id).toBe(`${row.model}/${row.currency}/${row.band}/${day}`)
      expect(row.source).toMatch(/https?:\/\/|github\.com|tables/)
    }
    expect(new Set(book.rows.map(({ id }) => id)).size).toBe(book.rows.length)
  })

  it('has peak at exactly twice off-peak in 2026', () => {
    const peaks = book.rows.filter(
      (row) => row.band === 'peak' && row.effectiveFrom >= at('2026-01-01T00:00:00Z'),
    )
    expect(peaks.length).toBe(12)
    for (const peak of peaks) {
      const off = book.rows.find(({ id }) => id === peak.id.replace('/peak/', '/off-peak/'))
      expect([peak.cacheHit, peak.cacheMiss, peak.output]).toEqual(
        [off?.cacheHit, off?.cacheMiss, off?.output].map((rate) => (rate ?? 0n) * 2n),
      )
    }
  })

  it('bills a retired name like the name that took it over, exactly as long as the model book says', () => {
    expect(book.aliases).toHaveLength(5)
    for (const { name, billedAs, from, until } of book.aliases) {
      const last = (until ?? from + 1) - 1
      for (const instant of [from, last]) {
        expect([name, rates(name, instant, 'USD'), rates(name, instant, 'CNY')]).toEqual([
          name,
          rates(billedAs, instant, 'USD'),
          rates(billedAs, instant, 'CNY'),
        ])
        const served = resolveModel(modelBook, name, instant)?.served
        const sameModel = served === resolveModel(modelBook, billedAs, instant)?.served
        // The vision trial had a model of its own on the card of v4-flash.
        expect([name, served, sameModel || served === 'DeepSeek-V4-Flash-Vision-Exp']).toEqual([
          name,
          served,
          true,
        ])
      }
    }
  })

  it('survives a round through JSON unchanged', () => {
    const holidays = book.holidays
    const json = {
      format: 'fathom-price-book/1',
      lastVerified: new Date(book.lastVerified).toISOString(),
      verifiedAgainst: book.verifiedAgainst,
      coversFrom: new Date(book.coversFrom).toISOString(),
      bandRules: [],
      aliases: [],
      gaps: [],
      rows: book.rows.map(priceRowJson),
    }
    expect(loadPriceBook(JSON.parse(JSON.stringify(json)), holidays).rows).toEqual(book.rows)
  })

  const collected = fileURLToPath(new URL('../../../../shared/data/price-book.json', import.meta.url))
  it.skipIf(!existsSync(collected))('holds every collected tariff, to the digit', () => {
    const tariffs = JSON.parse(readFileSync(collected, 'utf8')) as Record<string, string | number | null>[]
    expect(tariffs).toHaveLength(book.rows.length)
    for (const tariff of tariffs) {
      const row = book.rows.find(
        (candidate) =>
          candidate.model === tariff['model'] &&
          candidate.currency === tariff['currency'] &&
          candidate.band === String(tariff['window']).replace(/^all$/, 'all-day') &&
          candidate.effectiveFrom === at(String(tariff['effective_from'])),
      )
      const hit = row && row.cacheHit !== null ? Number(formatRate(row.cacheHit)) : null
      expect([hit, Number(formatRate(row!.cacheMiss)), Number(formatRate(row!.output))]).toEqual([
        tariff['input_cache_hit'],
        tariff['input_cache_miss'],
        tariff['output'],
      ])
      expect(row?.effectiveUntil ?? null).toBe(
        tariff['effective_until'] && at(String(tariff['effective_until'])),
      )
    }
  })
  if (!existsSync(collected))
    process.stderr.write('price-book.test: ../shared/data is absent, one comparison is skipped\n')
})

describe("worked examples of DeepSeek's own pages", () => {
  const promotionEnd = at('2025-02-08T16:00:00Z')
  const proPromotionEnd = at('2026-05-31T15:59:00Z')
  const peak = at('2026-11-23T06:12:07Z')
  const offPeak = at('2026-11-22T06:12:07Z')
  it.each<[string, string, number, string, string]>([
    ['V2 before caching', 'deepseek-coder', at('2024-05-06T00:00:00Z'), '- / 0.14 / 0.28', '- / 1 / 2'],
    ['V3 promotion, last ms', 'deepseek-chat', promotionEnd - 1, '0.014 / 0.14 / 0.28', '0.1 / 1 / 2'],
    ['V3 at list', 'deepseek-chat', promotionEnd, '0.07 / 0.27 / 1.1', '0.5 / 2 / 8'],
    ['R1, not in the promotion', 'deepseek-reasoner', promotionEnd - 1, '0.14 / 0.55 / 2.19', '1 / 4 / 16'],
    [
      'chat, first ms off-peak',
      'deepseek-chat',
      at('2025-02-26T16:30:00Z'),
      '0.035 / 0.135 / 0.55',
      '0.25 / 1 / 4',
    ],
    [
      'R1 off-peak, a quarter',
      'deepseek-reasoner',
      at('2025-06-01T20:00:00Z'),
      '0.035 / 0.135 / 0.55',
      '0.25 / 1 / 4',
    ],
    [
      'R1 in standard hours',
      'deepseek-reasoner',
      at('2025-06-01T12:00:00Z'),
      '0.14 / 0.55 / 2.19',
      '1 / 4 / 16',
    ],
    ['V3.1', 'deepseek-chat', at('2025-09-05T16:00:00Z'), '0.07 / 0.56 / 1.68', '0.5 / 4 / 12'],
    ['V3.2', 'deepseek-reasoner', at('2025-12-01T00:00:00Z'), '0.028 / 0.28 / 0.42', '0.2 / 2 / 3'],
    [
      'V4 flash at launch',
      'deepseek-v4-flash',
      at('2026-04-26T12:14:59.999Z'),
      '0.028 / 0.14 / 0.28',
      '0.2 / 1 / 2',
    ],
    [
      'V4 flash, hit at a tenth',
      'deepseek-v4-flash',
      at('2026-04-26T12:15:00Z'),
      '0.0028 / 0.14 / 0.28',
      '0.02 / 1 / 2',
    ],
    [
      'V4 Pro under promotion',
      'deepseek-v4-pro',
      proPromotionEnd - 1,
      '0.003625 / 0.435 / 0.87',
      '0.025 / 3 / 6',
    ],
    [
      'V4 Pro at a quarter for good',
      'deepseek-v4-pro',
      proPromotionEnd,
      '0.003625 / 0.435 / 0.87',
      '0.025 / 3 / 6',
    ],
    ['August peak', 'deepseek-v4-flash', at('2026-08-17T02:00:00Z'), '0.014 / 0.44 / 1.32', '0.1 / 3 / 9'],
    ['flash today, peak', 'deepseek-flash', peak, '0.006 / 0.3 / 1.2', '0.04 / 2 / 8'],
    ['flash today, off-peak', 'deepseek-flash', offPeak, '0.003 / 0.15 / 0.6', '0.02 / 1 / 4'],
    ['legacy name today', 'deepseek-v4-flash', peak, '0.006 / 0.3 / 1.2', '0.04 / 2 / 8'],
    ['pro today, peak', 'deepseek-v4-pro', peak, '0.044 / 1.32 / 3.96', '0.3 / 9 / 27'],
    ['pro today, off-peak', 'deepseek-v4-pro', offPeak, '0.022 / 0.66 / 1.98', '0.15 / 4.5 / 13.5'],
  ])('%s', (_name, model, instant, dollars, yuan) => {
    expect([rates(model, instant, 'USD'), rates(model, instant, 'CNY')]).toEqual([dollars, yuan])
  })

  it('does not bill Pro as Flash from 2026-09-14 on: the change was withdrawn', () => {
    expect(rates('deepseek-v4-pro', at('2026-09-14T07:00:00Z'), 'USD')).toBe('0.044 / 1.32 / 3.96')
  })

  it('makes the permanent price of Pro its own row at the promotion end', () => {
    const ids = [proPromotionEnd - 1, proPromotionEnd].map(
      (instant) => pricesAt(book, 'deepseek-v4-pro', instant).rows[0]?.id,
    )
    expect(ids).toEqual(['deepseek-v4-pro/USD/all-day/2026-04-26', 'deepseek-v4-pro/USD/all-day/2026-05-31'])
  })
})

describe('prices at an instant', () => {
  it('are unpriced, never 0, for a name that is not in the book, even one that looks like another', () => {
    for (const model of ['deepseek', 'deepseek-flash-2', 'DeepSeek-Flash', 'deepseek-v4', '']) {
      expect(pricesAt(book, model, at('2026-11-22T00:00:00Z'))).toMatchObject({
        rows: [],
        unpriced: { code: 'UNKNOWN_MODEL' },
      })
    }
  })

  it('say why an instant is not covered', () => {
    expect(pricesAt(book, 'deepseek-chat', at('2026-07-24T15:59:00Z')).unpriced).toEqual({
      code: 'NOT_COVERED',
      reason:
        'No price is known for deepseek-chat at 2026-07-24T15:59:00.000Z. DeepSeek announced that the name stops at 2026-07-24 15:59 UTC.',
    })
    expect(pricesAt(book, 'deepseek-chat', at('2024-05-05T23:59:59.999Z')).notes[0]).toContain('book begins')
    expect(pricesAt(book, 'deepseek-chat', at('2026-07-24T15:58:59.999Z')).rows).toHaveLength(2)
  })

  it('give both bands where the holidays of a year are unknown', () => {
    const prices = pricesAt(book, 'deepseek-flash', at('2027-03-03T02:00:00Z'))
    expect(prices.rows.map(({ band }) => band)).toEqual(['peak', 'peak'])
    expect(prices.alternatives.map(({ band }) => band)).toEqual(['off-peak', 'off-peak'])
    expect(prices.notes[0]).toContain('uncertain')
  })

  it('say where the hour of a start is not known', () => {
    expect(pricesAt(book, 'deepseek-chat', at('2025-09-29T12:00:00Z')).notes.join()).toContain('hour')
    expect(pricesAt(book, 'deepseek-chat', at('2025-09-30T12:00:00Z')).notes).toEqual([])
  })
})

const valid = (changes: object) => ({
  format: 'fathom-price-book/1',
  lastVerified: '2026-11-15T00:00:00Z',
  verifiedAgainst: 'a page',
  coversFrom: '2024-05-06T00:00:00Z',
  bandRules: [],
  aliases: [],
  gaps: [],
  rows: [{ ...priceRowJson(book.rows[0]!), ...changes }],
})

describe('loading', () => {
  it.each([
    [{ output: '0.0000001' }, /rows\.0\.output: .*more than 6 decimals/],
    [{ output: 0.28 }, /rows\.0\.output/],
    [{ cacheMiss: '-1' }, /negative/],
    [{ effectiveFrom: '2026-09-10' }, /rows\.0\.effectiveFrom: Give an instant with its zone/],
    [{ effectiveUntil: '2020-01-01T00:00:00Z' }, /ends before it begins/],
    [{ currency: 'EUR' }, /rows\.0\.currency/],
    [{ extra: 1 }, /rows\.0/],
  ])('refuses %o in one clear sentence', (changes, message) => {
    expect(() => loadPriceBook(valid(changes), book.holidays)).toThrow(message)
  })

  it('refuses an id twice, and rows that nothing tells apart', () => {
    const json = valid({})
    expect(() => loadPriceBook(json, book.holidays, json.rows)).toThrow(/occurs twice/)
    expect(() => loadPriceBook(json, book.holidays, [{ ...json.rows[0]!, id: 'other' }])).toThrow(
      /same moment/,
    )
  })
})
