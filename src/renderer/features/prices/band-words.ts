import type { PeakStrip } from '../../../contract/prices.ts'
import type { Band } from '../../../contract/values.ts'
import { formatSpan, formatTime } from '../../lib/time.ts'

const names: Readonly<Record<Band, string>> = {
  peak: 'Peak',
  'off-peak': 'Off-peak',
  'all-day': 'One price all day',
}

/** "Peak", "Off-peak", "One price all day"; null is a day whose holidays are not published yet. */
export function bandName(band: Band | null): string {
  return band === null ? 'Holidays unknown' : names[band]
}

/** As it stands in a table row: "peak", "off-peak", "all-day". */
export function bandWord(band: Band | null): string {
  return band ?? 'unknown'
}

export interface BandWords {
  /** The band in words. */
  readonly band: string
  /** What comes after it: a countdown, the end of a weekend, the name of a holiday. */
  readonly rest: string
  readonly known: boolean
}

const HOUR = 3_600_000
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'Asia/Shanghai' })
const weekdayShort = new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: 'Asia/Shanghai' })

/** The band in force and how long it holds, in Beijing's calendar: "Peak", "off-peak in 3 h 40 m". */
export function bandWords(strip: PeakStrip, now: number): BandWords {
  if (strip.band === null) return { band: 'holidays unknown', rest: 'both bands shown', known: false }
  const band = bandName(strip.band)
  if (!strip.next) return { band, rest: strip.holiday ?? '', known: true }
  const at = Date.parse(strip.next.at)
  if (strip.holiday !== null) return { band, rest: strip.holiday, known: true }
  if (at - now > 24 * HOUR) {
    const until = `until ${weekdayShort.format(at)} ${formatTime(at, 'Asia/Shanghai')}`
    return { band, rest: `${weekday.format(now)}, ${until}`, known: true }
  }
  return { band, rest: `${bandName(strip.next.band).toLowerCase()} in ${formatSpan(at - now)}`, known: true }
}

/** Where there is little room: "3 h 40 m". */
export function shortRest(strip: PeakStrip, now: number): string {
  return strip.next ? formatSpan(Date.parse(strip.next.at) - now) : ''
}
