import { t } from '../../../../contract/i18n/t.ts'
import type { Bucket, LedgerPictures } from '../../../../contract/ledger.ts'
import { formatDay, formatMonth, formatWeekday } from '../../../lib/time.ts'

/** The first day of a bucket is cut already: read as UTC it stays what it is. */
function noon({ day }: Pick<Bucket, 'day'>): number {
  return Date.parse(`${day}T12:00:00Z`)
}

function monthName(bucket: Pick<Bucket, 'day'>): string {
  return formatMonth(noon(bucket), 'UTC', 'short with year')
}

/** The unit of the buckets, over a column of them. */
export function unitName(unit: LedgerPictures['unit']): string {
  return { day: t('day'), week: t('week'), month: t('month') }[unit]
}

/** "Mon 23 Nov", "week of 23 Nov", "Nov 2026" */
export function bucketName(bucket: Pick<Bucket, 'day'>, unit: LedgerPictures['unit']): string {
  if (unit === 'month') return monthName(bucket)
  return unit === 'day'
    ? formatWeekday(noon(bucket), 'UTC')
    : t('week of {day}', { day: formatDay(noon(bucket), 'UTC') })
}

/** "23 Nov", "Nov 2026": under an axis. */
export function bucketShort(bucket: Pick<Bucket, 'day'>, unit: LedgerPictures['unit']): string {
  return unit === 'month' ? monthName(bucket) : formatDay(noon(bucket), 'UTC')
}
