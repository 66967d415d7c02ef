import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

import { assert, integer, property } from 'fast-check'
import { describe, expect, it } from 'vitest'

import { bandAt, bandsBetween, mayCross, nextSwitch } from './bands.ts'
import { dayMs, hourMs, minuteMs } from './beijing.ts'
import { loadHolidays, withHolidays } from './holidays.ts'
import { at, shippedBook as book } from './test-book.ts'

const band = (instant: number) => bandAt(book, instant).band
const everyInstant = integer({ min: at('2024-05-06T00:00:00Z'), max: at('2027-12-31T00:00:00Z') })

/** [edge, band one millisecond before, band at the edge] */
const edges: [string, string, string][] = [
  ['2025-02-26T16:30:00Z', 'all-day', 'off-peak'],
  ['2025-02-27T00:30:00Z', 'off-peak', 'peak'],
  ['2025-02-27T16:30:00Z', 'peak', 'off-peak'],
  ['2025-03-01T16:30:00Z', 'peak', 'off-peak'],
  ['2025-10-01T00:30:00Z', 'all-day', 'all-day'],
  ['2025-09-05T00:30:00Z', 'off-peak', 'peak'],
  ['2025-09-05T16:00:00Z', 'peak', 'all-day'],
  ['2026-08-16T16:00:00Z', 'all-day', 'off-peak'],
  ['2026-08-17T01:00:00Z', 'off-peak', 'peak'],
  ['2026-08-17T04:00:00Z', 'peak', 'off-peak'],
  ['2026-08-17T06:00:00Z', 'off-peak', 'peak'],
  ['2026-08-17T10:00:00Z', 'peak', 'off-peak'],
  // The last Saturday with peak hours, then the first Sunday without.
  ['2026-08-22T01:00:00Z', 'off-peak', 'peak'],
  ['2026-08-22T10:00:00Z', 'peak', 'off-peak'],
  ['2026-08-22T16:00:00Z', 'off-peak', 'off-peak'],
  ['2026-08-23T01:00:00Z', 'off-peak', 'off-peak'],
  ['2026-08-24T01:00:00Z', 'off-peak', 'peak'],
  ['2026-08-29T01:00:00Z', 'off-peak', 'off-peak'],
  // A working Sunday before National Day stays off-peak.
  ['2026-09-20T01:00:00Z', 'off-peak', 'off-peak'],
  ['2026-09-24T10:00:00Z', 'peak', 'off-peak'],
  ['2026-09-25T01:00:00Z', 'off-peak', 'off-peak'],
  ['2026-09-28T01:00:00Z', 'off-peak', 'peak'],
  ['2026-09-30T10:00:00Z', 'peak', 'off-peak'],
  ['2026-10-01T01:00:00Z', 'off-peak', 'off-peak'],
  ['2026-10-07T06:00:00Z', 'off-peak', 'off-peak'],
  ['2026-10-08T01:00:00Z', 'off-peak', 'peak'],
  ['2026-10-10T01:00:00Z', 'off-peak', 'off-peak'],
]

describe('bands', () => {
  it.each(edges)('at %s go from %s to %s to the millisecond', (edge, before, from) => {
    expect([band(at(edge) - 1), band(at(edge)), band(at(edge) + 1)]).toEqual([before, from, from])
  })

  it('names the holiday, the weekend and the working day', () => {
    expect(bandAt(book, at('2026-10-01T02:00:00Z'))).toMatchObject({ holiday: 'National Day', certain: true })
    expect(bandAt(book, at('2026-11-22T02:00:00Z')).why).toBe('Sunday, off-peak all day')
    expect(bandAt(book, at('2026-11-23T06:12:07Z')).why).toBe('Monday, working day')
  })

  it('is uncertain in the peak hours of weekdays of a year without a holiday list, and only then', () => {
    const friday = bandAt(book, at('2027-01-01T02:00:00Z'))
    expect(friday).toMatchObject({ band: 'peak', certain: false, alternatives: ['off-peak'] })
    expect(friday.why).toContain('2027')
    expect(bandAt(book, at('2027-01-01T05:00:00Z'))).toMatchObject({ band: 'off-peak', certain: true })
    expect(bandAt(book, at('2027-01-02T02:00:00Z'))).toMatchObject({ band: 'off-peak', certain: true })
    expect(bandAt(book, at('2031-03-04T02:00:00Z')).certain).toBe(false)
    // The year is that of Beijing: 2026 in UTC, already 2027 there, but before the hours begin.
    expect(bandAt(book, at('2026-12-31T09:59:59.999Z')).certain).toBe(true)
  })

  it('is certain once the list of that year is added', () => {
    const national = { name: 'National Day', first: '2027-10-01', last: '2027-10-07' }
    const list = { state: 'known', source: 'the notice of 2026', holidays: [national] }
    const added = loadHolidays({ format: 'fathom-holidays/1', country: 'CN', years: { 2027: list } })
    const calendar = { ...book, holidays: withHolidays(book.holidays, added.years) }
    expect(bandAt(calendar, at('2027-10-01T02:00:00Z'))).toMatchObject({
      band: 'off-peak',
      holiday: 'National Day',
    })
    expect(bandAt(calendar, at('2027-10-08T02:00:00Z'))).toMatchObject({ band: 'peak', certain: true })
    expect(bandAt(calendar, at('2026-10-01T02:00:00Z')).holiday).toBe('National Day')
    expect(() => loadHolidays({ years: {} })).toThrow(/The holiday list cannot be read/)
  })

  it('gives the same answer in every time zone of the machine', () => {
    const script = fileURLToPath(new URL('fixtures/print-bands.ts', import.meta.url))
    const expected = edges.flatMap(([, before, from]) => [before, from])
    // POSIX signs are reversed: Etc/GMT+11 is UTC-11.
    const zones = {
      'Etc/GMT+11': 660,
      'America/Phoenix': 420,
      UTC: 0,
      'Asia/Kolkata': -330,
      'Asia/Shanghai': -480,
      'Etc/GMT-14': -840,
    }
    for (const [zone, offset] of Object.entries(zones)) {
      const output = execFileSync(process.execPath, [script, ...edges.map(([edge]) => edge)], {
        env: { ...process.env, TZ: zone },
        encoding: 'utf8',
      })
      const { offsetMinutes, bands } = JSON.parse(output) as { offsetMinutes: number; bands: string[] }
      expect([zone, offsetMinutes, bands]).toEqual([zone, offset, expected])
    }
  })
})

describe('the next switch', () => {
  it.each([
    ['2026-11-23T06:12:07Z', '2026-11-23T10:00:00Z', 'off-peak'],
    ['2026-11-22T03:00:00Z', '2026-11-23T01:00:00Z', 'peak'],
    ['2026-09-30T10:00:00Z', '2026-10-08T01:00:00Z', 'peak'],
    ['2026-08-15T00:00:00Z', '2026-08-16T16:00:00Z', 'off-peak'],
    ['2024-06-01T00:00:00Z', '2025-02-26T16:30:00Z', 'off-peak'],
    ['2025-09-05T10:00:00Z', '2025-09-05T16:00:00Z', 'all-day'],
  ])('after %s is at %s to %s', (from, edge, next) => {
    const found = nextSwitch(book, at(from))
    expect(found && [new Date(found.at), found.reading.band]).toEqual([new Date(edge), next])
  })

  it('says when the band stops being certain', () => {
    expect(nextSwitch(book, at('2026-12-31T10:00:00Z'))).toMatchObject({
      at: at('2027-01-01T01:00:00Z'),
      reading: { band: 'peak', certain: false },
    })
  })

  it('is null where no rule with peak hours follows', () => {
    const rules = book.bandRules.map((rule) => ({ ...rule, peakBeijing: [] }))
    expect(nextSwitch({ ...book, bandRules: rules }, at('2026-11-22T03:00:00Z'))).toBeNull()
    expect(nextSwitch({ ...book, bandRules: [] }, at('2026-11-22T03:00:00Z'))).toBeNull()
  })

  it('agrees with asking each minute', () => {
    assert(
      property(everyInstant, (instant) => {
        const found = nextSwitch(book, instant)
        const end = Math.min(found?.at ?? Infinity, instant + 3 * dayMs)
        const now = bandAt(book, instant)
        for (let minute = instant; minute < end; minute += 10 * minuteMs) expect(band(minute)).toBe(now.band)
        const next = found && bandAt(book, found.at)
        expect([next?.band, next?.certain]).not.toEqual([now.band, now.certain])
      }),
      { numRuns: 60 },
    )
  })
})

describe('segments', () => {
  it('leave no hole and agree with the band at each of their instants', () => {
    assert(
      property(everyInstant, integer({ min: 1, max: 10 * dayMs }), (from, length) => {
        const segments = bandsBetween(book, from, from + length)
        expect(segments.at(-1)?.until).toBe(from + length)
        segments.forEach((segment, index) => {
          expect(segment.from).toBe(index > 0 ? segments[index - 1]?.until : from)
          expect(band(segment.from)).toBe(segment.band)
          expect(band(segment.until - 1)).toBe(segment.band)
        })
      }),
    )
  })

  it('draw the week of National Day: four holidays, and peak twice a day before', () => {
    const from = at('2026-09-27T16:00:00Z')
    const segments = bandsBetween(book, from, from + 7 * dayMs)
    expect(segments.filter(({ band: found }) => found === 'peak')).toHaveLength(6)
    const holiday = segments.find(({ holiday: name }) => name === 'National Day')
    expect(holiday && (holiday.until - holiday.from) / dayMs).toBe(4)
  })

  it('refuse a span that is empty, reversed, endless or not a number', () => {
    const start = at('2026-01-01T00:00:00Z')
    for (const end of [start, start - 1, start + 801 * dayMs, Number.NaN]) {
      expect(() => bandsBetween(book, start, end)).toThrow(/span/)
    }
  })
})

describe('a request that may cross an edge', () => {
  it('crosses when it could end at the edge, not a millisecond before', () => {
    const edge = at('2026-11-23T04:00:00Z')
    expect(mayCross(book, edge - hourMs, hourMs - 1)).toEqual([])
    expect(mayCross(book, edge - hourMs, hourMs).map(({ at: instant }) => instant)).toEqual([edge])
    expect(mayCross(book, edge - hourMs, 3 * hourMs)).toHaveLength(2)
    expect(mayCross(book, edge, hourMs)).toEqual([])
  })
})
