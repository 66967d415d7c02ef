import { t } from '../../../contract/i18n/t.ts'
import type { BandSpan } from '../../../contract/prices.ts'
import type { Zone } from '../../../contract/values.ts'
import { bandWord } from '../../lib/bands.ts'
import { formatTime, formatWeekday, zoneName } from '../../lib/time.ts'

/** "Mon 23 Nov 14:20 Beijing"; in another zone with Beijing's clock beside it, by which the bands go. */
export function momentWords(at: number, zone: Zone): string {
  const here = `${formatWeekday(at, zone)} ${formatTime(at, zone)} ${zoneName(zone)}`
  if (zone === 'Asia/Shanghai') return here
  return t('{here}, {time} in Beijing', { here, time: formatTime(at, 'Asia/Shanghai') })
}

/** What holds then, and until when. */
export function spanWords(span: BandSpan | undefined, zone: Zone): string {
  if (span === undefined) return ''
  if (span.band === null) return t('holidays not published: peak or off-peak, both are shown')
  const band = bandWord(span.band)
  const until = `${formatWeekday(span.until, zone)} ${formatTime(span.until, zone)}`
  if (span.holiday !== null) return t('{band}, {holiday}', { band, holiday: span.holiday })
  return t('{band} until {until}', { band, until })
}
