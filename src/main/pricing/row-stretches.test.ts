import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { dayMs } from './beijing.ts'
import { covers as holdsAt } from './instants.ts'
import { rowInBand } from './price-at.ts'
import { addRow, type PriceRowDraft } from './price-book-edits.ts'
import { type PriceBook, withoutRows } from './price-book.ts'
import type { Band } from './price-row.ts'
import { coversOf, stretchesOf } from './row-stretches.ts'
import { at, shippedBook as book } from './test-book.ts'

const draft: PriceRowDraft = {
  model: 'deepseek-flash',
  currency: 'USD',
  band: 'peak',
  effectiveFrom: '2026-11-01T00:00:00Z',
  effectiveUntil: '2026-12-01T00:00:00Z',
  cacheHit: '0.1',
  cacheMiss: '7',
  output: '9',
  source: 'an invoice',
  confidence: 'high',
  precision: 'instant',
  note: '',
}
const begin = at('2024-05-06T00:00:00Z')
const end = at('2027-06-01T00:00:00Z')
const models = [
  'deepseek-flash',
  'deepseek-v4-flash',
  'deepseek-v4-pro',
  'deepseek-chat',
  'a-new-model',
] as const
const bands: readonly Band[] = ['peak', 'off-peak', 'all-day']
const day = fc.integer({ min: 0, max: Math.floor((end - begin) / dayMs) })

const drafts = fc.array(
  fc.record({
    model: fc.constantFrom(...models),
    band: fc.constantFrom(...bands),
    from: day,
    days: fc.option(fc.integer({ min: 1, max: 400 })),
  }),
  { minLength: 1, maxLength: 6 },
)

/** The shipped book with rows added one after the other; what the rules refuse is left out. */
function grown(
  added: readonly { model: string; band: Band; from: number; days: number | null }[],
): PriceBook {
  return added.reduce((held, { model, band, from, days }, index) => {
    const start = begin + from * dayMs
    const full = {
      ...draft,
      model,
      band,
      effectiveFrom: new Date(start).toISOString(),
      effectiveUntil: days === null ? null : new Date(start + days * dayMs).toISOString(),
    }
    try {
      return addRow(held, full, at('2026-12-05T00:00:00Z') + index).book
    } catch {
      return held
    }
  }, book)
}

describe('where a row counts', () => {
  it('is wherever a look-up finds it, of every row, after any additions', () => {
    fc.assert(
      fc.property(drafts, fc.array(day, { minLength: 5, maxLength: 5 }), (added, days) => {
        const full = grown(added)
        const rows = full.rows.filter(({ currency }) => currency === 'USD')
        for (const instant of days.map((each) => begin + each * dayMs)) {
          const found = new Set(
            models.flatMap((model) =>
              (['peak', 'off-peak'] as const).map(
                (band) => `${model} ${rowInBand(full, model, instant, 'USD', band)?.id}`,
              ),
            ),
          )
          for (const row of rows.filter(({ model }) => models.some((name) => name === model))) {
            const counts = stretchesOf(full, row).some(({ from, until }) => holdsAt(from, until, instant))
            expect(found.has(`${row.model} ${row.id}`)).toBe(counts)
          }
        }
      }),
      { numRuns: 60 },
    )
  })

  it('is its own time less what a later row covers', () => {
    const { book: next, row } = addRow(book, draft, at('2026-12-05T00:00:00Z'))
    const shipped = next.rows.find(({ id }) => id === 'deepseek-flash/USD/peak/2026-09-10')
    expect(stretchesOf(next, shipped!)).toEqual([
      { from: at('2026-09-10T04:00:00Z'), until: at('2026-11-01T00:00:00Z') },
      { from: at('2026-12-01T00:00:00Z'), until: null },
    ])
    expect(stretchesOf(withoutRows(next, new Set([row.id])), shipped!)).toEqual([
      { from: at('2026-09-10T04:00:00Z'), until: null },
    ])
  })
})

describe('what a new row covers', () => {
  it('names the row that counts in each stretch, and where there was none', () => {
    const allDay = { ...draft, model: 'deepseek-v4-pro', band: 'all-day' as const }
    const { row } = addRow(
      book,
      { ...allDay, effectiveFrom: '2026-04-20T00:00:00Z', effectiveUntil: null },
      at('2026-12-05T00:00:00Z'),
    )
    const told = coversOf(book, row).map(({ band, before }) => `${band} ${before?.id ?? 'none'}`)
    expect(told[0]).toBe('peak none')
    expect(told).toContain('peak deepseek-v4-pro/USD/peak/2026-08-16')
    expect(told).toContain('off-peak deepseek-v4-pro/USD/off-peak/2026-08-16')
    expect(coversOf(book, { ...row, model: 'a-new-model' })).toMatchObject([
      { band: 'all-day', before: null, until: null },
    ])
  })
})
