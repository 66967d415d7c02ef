import { currentLanguage, formatLocale } from '../../../contract/i18n/language.ts'
import { t } from '../../../contract/i18n/t.ts'
import type { Zone } from '../../../contract/values.ts'
import { formatDay } from '../../lib/time.ts'

/** "Mon 23" */
export function dayHead(at: number, zone: Zone): string {
  const timeZone = zone === 'local' ? {} : { timeZone: zone }
  return new Intl.DateTimeFormat(formatLocale(), { weekday: 'short', day: 'numeric', ...timeZone }).format(at)
}

/** "23 – 29 Nov", "28 Sep – 4 Oct": the month once where it is the same. */
export function weekRange(edges: readonly number[], zone: Zone): string {
  const from = formatDay(edges[0] ?? 0, zone)
  const until = formatDay(edges[6] ?? 0, zone)
  if (currentLanguage() !== 'en') return `${from} – ${until}`
  const [day, month] = from.split(' ')
  return `${until.endsWith(` ${month}`) ? day : from} – ${until}`
}

/** What a week is called from here: "This week, 23 – 29 Nov". */
export function weekTitle(offset: number, range: string): string {
  if (offset === 0) return t('This week, {range}', { range })
  if (offset === 1) return t('Next week, {range}', { range })
  return range
}
