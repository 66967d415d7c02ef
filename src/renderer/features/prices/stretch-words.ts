import { t } from '../../../contract/i18n/t.ts'
import type { Stretch } from '../../../contract/prices.ts'
import type { Instant, Zone } from '../../../contract/values.ts'
import { formatDate, formatTime, zoneName } from '../../lib/time.ts'

/** "10 Sep 2026 12:00 Beijing": an instant that nobody can mistake for one of another zone. */
export function instantWords(at: Instant, zone: Zone): string {
  return `${formatDate(at, zone)} ${formatTime(at, zone)} ${zoneName(zone)}`
}

/** "from 10 Sep 2026 12:00 Beijing on", "from … until …"; days alone where their hours do not matter. */
export function stretchWords(
  { from, until }: Stretch,
  zone: Zone,
  precision: 'minute' | 'day' = 'minute',
): string {
  const words = (at: Instant): string => (precision === 'day' ? formatDate(at, zone) : instantWords(at, zone))
  return until === null
    ? t('from {from} on', { from: words(from) })
    : t('from {from} until {until}', { from: words(from), until: words(until) })
}
