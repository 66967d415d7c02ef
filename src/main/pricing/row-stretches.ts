import { isoOf } from './instants.ts'
import { rowInBand } from './price-at.ts'
import type { PriceBook } from './price-book.ts'
import type { Band, PriceRow } from './price-row.ts'

/** [from, until) in epoch ms; null never ends. */
export interface Span {
  readonly from: number
  readonly until: number | null
}
type Hours = Exclude<Band, 'all-day'>

const allHours: readonly Hours[] = ['peak', 'off-peak']

function hoursOf({ band }: PriceRow): readonly Hours[] {
  return band === 'all-day' ? allHours : [band]
}

function spanOf({ effectiveFrom, effectiveUntil }: PriceRow): Span {
  return { from: effectiveFrom, until: effectiveUntil }
}

/** What is left of a span without another. */
function less(span: Span, other: Span): readonly Span[] {
  const [end, otherEnd] = [span.until ?? Infinity, other.until ?? Infinity]
  if (other.from >= end || otherEnd <= span.from) return [span]
  const parts: Span[] = []
  if (other.from > span.from) parts.push({ from: span.from, until: other.from })
  if (otherEnd < end) parts.push({ from: otherEnd, until: span.until })
  return parts
}

/** Spans in order, those that meet made one. */
function joined(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = []
  for (const span of spans.toSorted((one, other) => one.from - other.from)) {
    const last = result.at(-1)
    if (last === undefined || (last.until ?? Infinity) < span.from) result.push(span)
    else if (last.until !== null && (span.until ?? Infinity) > last.until)
      result[result.length - 1] = { from: last.from, until: span.until }
  }
  return result
}

/**
 * Where a row is the price that counts in at least one band: its own time less that of the rows for the same currency
 * and hours that were recorded later, of its model or, while its name is billed on another's card, of that. Empty for a
 * row that is covered wholly. The same rule as `rowInBand`, for all instants at once.
 */
export function stretchesOf(book: PriceBook, row: PriceRow): readonly Span[] {
  const later = book.rows.filter(
    ({ currency, recordedAt }) => currency === row.currency && recordedAt > row.recordedAt,
  )
  const spans = hoursOf(row).flatMap((hours) =>
    later
      .filter(({ band }) => band === hours || band === 'all-day')
      .flatMap((other) => reachOf(book, other, row.model))
      .reduce<readonly Span[]>((left, other) => left.flatMap((span) => less(span, other)), [spanOf(row)]),
  )
  return joined(spans)
}

/** Where a row may price a model: always under its own name, else while that name is billed on the row's card. */
function reachOf({ aliases }: PriceBook, row: PriceRow, model: string): readonly Span[] {
  if (row.model === model) return [spanOf(row)]
  return aliases.flatMap((alias) => {
    if (alias.name !== model || alias.billedAs !== row.model) return []
    const from = Math.max(alias.from, row.effectiveFrom)
    const end = Math.min(alias.until ?? Infinity, row.effectiveUntil ?? Infinity)
    return from < end ? [{ from, until: end === Infinity ? null : end }] : []
  })
}

/** What a new row takes the place of in one stretch: the row that counts there without it, or none. */
export interface Cover extends Span {
  readonly band: Band
  readonly before: PriceRow | null
}

/** What a row would take the place of in a book that does not hold it yet, in order of time. */
export function coversOf(book: PriceBook, row: PriceRow): readonly Cover[] {
  const { from, until } = spanOf(row)
  const inside = (at: number | null): at is number => at !== null && at > from && at < (until ?? Infinity)
  const edges = [
    ...book.rows
      .filter(({ currency }) => currency === row.currency)
      .flatMap((other) => [other.effectiveFrom, other.effectiveUntil]),
    ...book.aliases.flatMap((alias) => [alias.from, alias.until]),
  ].filter(inside)
  const starts = [...new Set([from, ...edges])].toSorted((one, other) => one - other)
  const perHours = hoursOf(row).map((band) =>
    joinEqual(
      starts.map((start, index) => ({
        band,
        from: start,
        until: starts[index + 1] ?? until,
        before: rowInBand(book, row.model, start, row.currency, band),
      })),
    ),
  )
  const [first = [], second] = perHours
  if (second === undefined) return first
  if (sameCovers(first, second)) return first.map((cover) => ({ ...cover, band: 'all-day' }))
  return [...first, ...second].toSorted((one, other) => one.from - other.from)
}

function joinEqual(covers: readonly Cover[]): readonly Cover[] {
  const result: Cover[] = []
  for (const cover of covers) {
    const last = result.at(-1)
    if (last && last.before?.id === cover.before?.id)
      result[result.length - 1] = { ...last, until: cover.until }
    else result.push(cover)
  }
  return result
}

function sameCovers(one: readonly Cover[], other: readonly Cover[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ from, before }, index) => {
      const twin = other[index]
      return twin?.from === from && twin.before?.id === before?.id
    })
  )
}

/** A span as the window sees it. */
export function viewSpan({ from, until }: Span): { readonly from: string; readonly until: string | null } {
  return { from: isoOf(from), until: until === null ? null : isoOf(until) }
}
