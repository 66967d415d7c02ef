import type { BillKey, BillLine, BillResult, UsageImport, UsageType } from '../../../contract/billing.ts'
import type { Instant, Zone } from '../../../contract/values.ts'
import { formatInteger } from '../../lib/format.ts'
import { dayKey, formatDate, formatDay, formatTime } from '../../lib/time.ts'

export const resultWords: Readonly<Record<BillResult, string>> = {
  matched: 'matched',
  'only-ledger': 'only in the ledger',
  'only-deepseek': 'only at DeepSeek',
  differs: 'differs',
}

export const keyWords: Readonly<Record<BillKey['by'], string>> = {
  said: 'as you said',
  only: 'the only key on both sides',
  likely: 'its days come out equal',
  unknown: 'not known yet',
}

export const typeWords: Readonly<Record<UsageType, string>> = {
  hit: 'cache hit',
  miss: 'cache miss',
  prompt: 'prompt',
  output: 'output',
  requests: 'requests',
  other: 'other',
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
      ? 'no days'
      : `${formatDate(from, zone)} – ${formatDate(Date.parse(until) - 1, zone)}`
  return `${days}, ${formatInteger(rows)} rows${notes.length > 0 ? `, ${notes.length} not understood` : ''}`
}

/** "38 matched", "2 differ" */
export function countWords(result: BillResult, count: number): string {
  const words = result === 'differs' && count !== 1 ? 'differ' : resultWords[result]
  return `${formatInteger(count)} ${words}`
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
