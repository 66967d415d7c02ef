import { formatLocale } from '../../../contract/i18n/language.ts'
import { message, t } from '../../../contract/i18n/t.ts'
import type { PeakStrip } from '../../../contract/prices.ts'
import { bandName, bandWord } from '../../lib/bands.ts'
import { formatSpan, formatTime } from '../../lib/time.ts'

/** The statutory holidays as the book of holidays names them. */
const holidays = [
  message('New Year'),
  message('Spring Festival'),
  message('Qingming'),
  message('Labour Day'),
  message('Dragon Boat Festival'),
  message('Mid-Autumn Festival'),
  message('National Day'),
]

/** A holiday by its name in the book; one that the user added is called as they wrote it. */
export function holidayName(name: string): string {
  const known = holidays.find((each) => each === name)
  return known === undefined ? name : t(known)
}

export interface BandWords {
  /** The band in words. */
  readonly band: string
  /** What comes after it: a countdown, the end of a weekend, the name of a holiday. */
  readonly rest: string
  readonly known: boolean
}

const HOUR = 3_600_000

/** "Monday", "Mon": a day of Beijing. */
function weekdayOf(at: number, weekday: 'long' | 'short'): string {
  return new Intl.DateTimeFormat(formatLocale(), { weekday, timeZone: 'Asia/Shanghai' }).format(at)
}

/** The band in force and how long it holds, in Beijing's calendar: "Peak", "off-peak in 3 h 40 m". */
export function bandWords(strip: PeakStrip, now: number): BandWords {
  if (strip.band === null) return { band: t('holidays unknown'), rest: t('both bands shown'), known: false }
  const band = bandName(strip.band)
  if (!strip.next)
    return { band, rest: strip.holiday === null ? '' : holidayName(strip.holiday), known: true }
  const at = Date.parse(strip.next.at)
  if (strip.holiday !== null) return { band, rest: holidayName(strip.holiday), known: true }
  if (at - now > 24 * HOUR) {
    const rest = t('{today}, until {weekday} {time}', {
      today: weekdayOf(now, 'long'),
      weekday: weekdayOf(at, 'short'),
      time: formatTime(at, 'Asia/Shanghai'),
    })
    return { band, rest, known: true }
  }
  return {
    band,
    rest: t('{band} in {span}', { band: bandWord(strip.next.band), span: formatSpan(at - now) }),
    known: true,
  }
}

/** Where there is little room: "3 h 40 m". */
export function shortRest(strip: PeakStrip, now: number): string {
  return strip.next ? formatSpan(Date.parse(strip.next.at) - now) : ''
}
