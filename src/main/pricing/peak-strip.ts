import type { BandSpan, PeakStrip } from '../../contract/prices.ts'
import { bandAt, type BandReading, bandsBetween, nextSwitch } from './bands.ts'
import { beijingMoment, dayMs } from './beijing.ts'
import { isoOf } from './instants.ts'
import type { PriceBook } from './price-book.ts'
import type { Band } from './price-row.ts'

/** The Beijing day around an instant (epoch ms) painted by band, with the next switch. */
export function peakStrip(book: PriceBook, at: number): PeakStrip {
  const { midnight } = beijingMoment(at)
  const now = bandAt(book, at)
  const next = nextSwitch(book, at)
  return {
    at: isoOf(at),
    dayFrom: isoOf(midnight),
    dayUntil: isoOf(midnight + dayMs),
    spans: bandSpans(book, midnight, midnight + dayMs),
    band: certainBand(now),
    next: next === null ? null : { band: certainBand(next.reading), at: isoOf(next.at) },
    holiday: now.holiday,
  }
}

/** The bands of a stretch of time, half-open, in order and without a hole. */
export function bandSpans(book: PriceBook, from: number, until: number): BandSpan[] {
  return bandsBetween(book, from, until).map((segment) => ({
    from: isoOf(segment.from),
    until: isoOf(segment.until),
    band: certainBand(segment),
    holiday: segment.holiday,
  }))
}

/** Null where the holidays of the year are not published and the hour would be peak. */
function certainBand({ band, certain }: BandReading): Band | null {
  return certain ? band : null
}
