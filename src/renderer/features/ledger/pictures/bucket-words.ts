import type { Bucket, LedgerPictures } from '../../../../contract/ledger.ts'
import { formatDay, formatWeekday } from '../../../lib/time.ts'

/** The first day of a bucket is cut already: read as UTC it stays what it is. */
function noon({ day }: Pick<Bucket, 'day'>): number {
  return Date.parse(`${day}T12:00:00Z`)
}

const month = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' })

/** "Mon 23 Nov", "week of 23 Nov", "Nov 2026" */
export function bucketName(bucket: Pick<Bucket, 'day'>, unit: LedgerPictures['unit']): string {
  if (unit === 'month') return month.format(noon(bucket))
  return unit === 'day' ? formatWeekday(noon(bucket), 'UTC') : `week of ${formatDay(noon(bucket), 'UTC')}`
}

/** "23 Nov", "Nov 2026": under an axis. */
export function bucketShort(bucket: Pick<Bucket, 'day'>, unit: LedgerPictures['unit']): string {
  return unit === 'month' ? month.format(noon(bucket)) : formatDay(noon(bucket), 'UTC')
}
