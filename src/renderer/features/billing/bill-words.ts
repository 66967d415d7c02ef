import type { BillKey, BillLine, BillResult, UsageImport, UsageType } from '../../../contract/billing.ts'
import { message, t } from '../../../contract/i18n/t.ts'
import type { Instant, Zone } from '../../../contract/values.ts'
import { formatInteger } from '../../lib/format.ts'
import { dayKey, formatDate, formatDay, formatTime } from '../../lib/time.ts'

export const resultWords: Readonly<Record<BillResult, string>> = {
  matched: message('matched'),
  'only-ledger': message('only in the ledger'),
  'only-deepseek': message('only at DeepSeek'),
  differs: message('differs'),
}

export const keyWords: Readonly<Record<BillKey['by'], string>> = {
  said: message('as you said'),
  only: message('the only key on both sides'),
  likely: message('its days come out equal'),
  unknown: message('not known yet'),
}

export const typeWords: Readonly<Record<UsageType, string>> = {
  hit: message('cache hit'),
  miss: message('cache miss'),
  prompt: message('prompt'),
  output: message('output'),
  requests: message('requests'),
  other: message('other'),
}

/** The days of an export, [from, until): "22 Nov", "1 – 22 Nov 2026"; with the hour where days are not cut at midnight here. */
export function daysWords(from: Instant, until: Instant, zone: Zone): string {
  const first = dayWords(from, zone)
  const last = formatDay(Date.parse(until) - 1, zone)
  return last === formatDay(from, zone) || until === from ? first : `${first} – ${last}`
}

function dayWords(at: Instant, zone: Zone): string {
  const time = formatTime(at, zone)
  return time === '00:00' ? formatDay(at, zone) : `${formatDay(at, zone)} ${time}`
}

export function importWords({ from, until, rows, notes }: UsageImport, zone: Zone): string {
  const days =
    from === null || until === null
      ? t('no days')
      : `${formatDate(from, zone)} – ${formatDate(Date.parse(until) - 1, zone)}`
  return notes.length > 0
    ? t('{days}, {rows, plural, one {# row} other {# rows}}, {notes} not understood', {
        days,
        rows,
        notes: notes.length,
      })
    : t('{days}, {rows, plural, one {# row} other {# rows}}', { days, rows })
}

/** "38 matched", "2 differ" */
export function countWords(result: BillResult, count: number): string {
  if (result === 'differs') return t('{count, plural, one {# differs} other {# differ}}', { count })
  return `${formatInteger(count)} ${t(resultWords[result])}`
}

/** How many lines are of each result. */
export function countResults(lines: readonly BillLine[]): Readonly<Record<BillResult, number>> {
  const counts = { matched: 0, 'only-ledger': 0, 'only-deepseek': 0, differs: 0 }
  for (const { result } of lines) counts[result] += 1
  return counts
}

/** Months of a zone that imports reach into, newest first, YYYY-MM. */
export function monthsOf(imports: readonly UsageImport[], zone: Zone): readonly string[] {
  const months = new Set<string>()
  for (const { from, until } of imports) {
    if (from === null || until === null) continue
    const last = dayKey(Date.parse(until) - 1, zone).slice(0, 7)
    for (let month = dayKey(from, zone).slice(0, 7); month <= last; month = nextMonth(month))
      months.add(month)
  }
  return [...months].toSorted().toReversed()
}

function nextMonth(month: string): string {
  // No month has more than 31 days.
  return new Date(Date.parse(`${month}-01T00:00:00Z`) + 31 * 86_400_000).toISOString().slice(0, 7)
}
