import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import type { DayTotal } from '../../../contract/ledger.ts'
import { layOut, pagesOf } from './ledger-rows.ts'

function daysOf(counts: readonly number[]): DayTotal[] {
  return counts.map((entries, index) => ({
    day: `day ${index}`,
    from: '2026-11-22T00:00:00.000Z',
    until: '2026-11-23T00:00:00.000Z',
    entries,
    priced: entries,
    pricedIn: { USD: entries, CNY: entries },
    USD: '0',
    CNY: '0',
  }))
}

test('each day has its heading, then its own entries, and no entry is lost or shown twice', () => {
  const counts = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 30 })
  fc.assert(
    fc.property(counts, (entries) => {
      const layout = layOut(daysOf(entries))
      const rows = Array.from({ length: layout.rowCount }, (_, row) => layout.rowAt(row))
      const expected: unknown[] = []
      let index = 0
      for (const day of daysOf(entries)) {
        expected.push({ kind: 'day', day })
        for (let count = 0; count < day.entries; count += 1) expected.push({ kind: 'entry', index: index++ })
      }
      expect(rows).toEqual(expected)
    }),
  )
})

test('an empty ledger has no rows, and a row past the end is nothing', () => {
  expect(layOut([]).rowCount).toBe(0)
  expect(layOut([]).rowAt(0)).toBeNull()
  expect(layOut(daysOf([2])).rowAt(3)).toBeNull()
})

test('only the pages in view are asked for', () => {
  const layout = layOut(daysOf([150, 100_000]))
  expect(pagesOf(layout, 0, 30)).toEqual([0])
  expect(pagesOf(layout, 190, 210)).toEqual([0, 1])
  expect(pagesOf(layout, 50_000, 50_010)).toEqual([249, 250])
  expect(pagesOf(layout, -200, 230), 'ahead of the first row there is nothing').toEqual([0, 1])
  expect(pagesOf(layout, 100_100, 100_500), 'nor behind the last').toEqual([500])
  expect(pagesOf(layOut([]), 0, 200)).toEqual([0])
})
