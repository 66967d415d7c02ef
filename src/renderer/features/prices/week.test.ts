import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import type { PeakStrip } from '../../../contract/prices.ts'
import type { Zone } from '../../../contract/values.ts'
import { formatTime, formatWeekday } from '../../lib/time.ts'
import { bandWords } from './band-words.ts'
import { beijingHour, hourCells, runsFrom, shareOfDay, weekEdges } from './week.ts'

const HOUR = 3_600_000

const zones = ['Asia/Shanghai', 'UTC', 'local'] as const

test('a week is Monday to Sunday of the zone around any instant, seven midnights and the end', () => {
  const instants = fc.integer({ min: Date.UTC(2024, 4), max: Date.UTC(2030, 0) })
  fc.assert(
    fc.property(instants, fc.constantFrom(...zones), (now, zone) => {
      const edges = weekEdges(now, 0, zone)
      expect(edges.map((at) => formatTime(at, zone))).toEqual(Array.from({ length: 8 }, () => '00:00'))
      expect(edges.slice(0, 7).map((at) => formatWeekday(at, zone).slice(0, 3))).toEqual(
        'Mon Tue Wed Thu Fri Sat Sun'.split(' '),
      )
      expect(now).toBeGreaterThanOrEqual(edges[0] ?? Infinity)
      expect(now).toBeLessThan(edges[7] ?? 0)
    }),
    { numRuns: 40 },
  )
  const now = Date.parse('2026-11-23T06:20:00Z')
  expect(weekEdges(now, -8, 'Asia/Shanghai')[0]).toBe(Date.parse('2026-09-27T16:00:00Z'))
})

test('a Beijing evening before midnight is still of the day before in UTC', () => {
  const now = Date.parse('2026-11-22T17:00:00Z')
  expect(weekEdges(now, 0, 'Asia/Shanghai')[0]).toBe(Date.parse('2026-11-22T16:00:00Z'))
  expect(weekEdges(now, 0, 'UTC')[0]).toBe(Date.parse('2026-11-16T00:00:00Z'))
})

const monday: PeakStrip = {
  at: '2026-11-23T06:20:00Z',
  dayFrom: '2026-11-22T16:00:00Z',
  dayUntil: '2026-11-23T16:00:00Z',
  spans: [
    { from: '2026-11-22T16:00:00Z', until: '2026-11-23T01:00:00Z', band: 'off-peak', holiday: null },
    { from: '2026-11-23T01:00:00Z', until: '2026-11-23T04:00:00Z', band: 'peak', holiday: null },
    { from: '2026-11-23T04:00:00Z', until: '2026-11-23T06:00:00Z', band: 'off-peak', holiday: null },
    { from: '2026-11-23T06:00:00Z', until: '2026-11-23T10:00:00Z', band: 'peak', holiday: null },
    { from: '2026-11-23T10:00:00Z', until: '2026-11-23T16:00:00Z', band: 'off-peak', holiday: null },
  ],
  band: 'peak',
  next: { band: 'off-peak', at: '2026-11-23T10:00:00Z' },
  holiday: null,
}

const peaksOf = (zone: Zone, from: string): readonly number[] =>
  hourCells(monday.spans, Date.parse(from), Date.parse(from) + 24 * HOUR, zone)
    .filter(({ parts }) => parts[0]?.band === 'peak')
    .map(({ hour }) => hour)

test('an hour takes the band that it begins in, the end of a band not included, on the clocks of the zone', () => {
  expect(peaksOf('Asia/Shanghai', monday.dayFrom)).toEqual([9, 10, 11, 14, 15, 16, 17])
  expect(peaksOf('UTC', '2026-11-23T00:00:00Z')).toEqual([1, 2, 3, 6, 7, 8, 9])
})

test('an hour in which the band changes shows both, each as wide as it lasts', () => {
  const half = '2025-03-03T16:30:00Z'
  const spans = [
    { from: '2025-03-03T00:00:00Z', until: half, band: 'peak', holiday: null },
    { from: half, until: '2025-03-04T00:00:00Z', band: 'off-peak', holiday: null },
  ] as const
  const cells = hourCells(
    spans,
    Date.parse('2025-03-03T00:00:00Z'),
    Date.parse('2025-03-04T00:00:00Z'),
    'UTC',
  )
  expect(cells[16]?.parts).toEqual([
    { quarters: 2, band: 'peak', holiday: null },
    { quarters: 2, band: 'off-peak', holiday: null },
  ])
})

test('the hours of Beijing stand beside those of the zone', () => {
  const midnight = Date.parse('2026-11-23T00:00:00Z')
  expect([0, 3, 18].map((hour) => beijingHour(midnight, hour))).toEqual(['08', '11', '02'])
  expect(beijingHour(Date.parse('2026-11-22T18:30:00Z'), 0)).toBe('02:30')
  expect(shareOfDay(Date.parse('2026-11-23T06:00:00Z'), 'UTC')).toBe(0.25)
  expect(shareOfDay(Date.parse('2026-11-23T04:00:00Z'), 'Asia/Shanghai')).toBe(0.5)
})

test('the band is said with what ends it', () => {
  expect(bandWords(monday, Date.parse(monday.at))).toEqual({
    band: 'Peak',
    rest: 'off-peak in 3 h 40 m',
    known: true,
  })
  const friday = Date.parse('2026-11-27T10:30:00Z')
  const weekend = { ...monday, band: 'off-peak', next: { band: 'peak', at: '2026-11-30T01:00:00Z' } } as const
  expect(bandWords(weekend, friday).rest).toBe('Friday, until Mon 09:00')
  expect(bandWords({ ...weekend, holiday: 'National Day' }, friday).rest).toBe('National Day')
})

test('a day whose holidays are not published is not called peak or off-peak', () => {
  expect(bandWords({ ...monday, band: null }, 0)).toEqual({
    band: 'holidays unknown',
    rest: 'both bands shown',
    known: false,
  })
})

test('a holiday of several days is named once, over all of them', () => {
  const week = [null, 'Dragon Boat', null, 'National Day', 'National Day', 'National Day', 'National Day']
  expect(week.map((_, place) => runsFrom(week, place))).toEqual([0, 1, 0, 4, 0, 0, 0])
})
