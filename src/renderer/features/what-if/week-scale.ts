import type { BandSpan } from '../../../contract/prices.ts'
import type { Band, Instant, Zone } from '../../../contract/values.ts'
import { startOfDay } from '../../lib/time.ts'

const MINUTE = 60_000
/** One step of the slider (ms). */
export const STEP = 15 * MINUTE
const DAY = 24 * 60 * MINUTE
/** Steps in the coming week. */
export const STEPS = (7 * DAY) / STEP
/** Page up and down move by so many steps: six hours. */
export const LARGE_STEP = 24

/** The week from now on. The first step is now itself, wherever it lies in its quarter of an hour. */
export interface Week {
  /** Epoch ms of the first step, on a whole quarter of an hour. */
  readonly from: number
  readonly until: number
}

export function weekFrom(now: number): Week {
  const from = Math.floor(now / STEP) * STEP
  return { from, until: from + STEPS * STEP }
}

/** The step of a chosen instant; 0 for now (null) and what is past by now. */
export function stepOf({ from }: Week, chosen: number | null): number {
  if (chosen === null) return 0
  return Math.max(0, Math.min(STEPS, Math.round((chosen - from) / STEP)))
}

/** The instant of a step; null is now. */
export function instantOf({ from }: Week, step: number): number | null {
  return step <= 0 ? null : from + Math.min(step, STEPS) * STEP
}

/** Where a stretch lies in the picture of the week, in percent of its width. */
export interface PaintedSpan {
  readonly key: Instant
  readonly left: number
  readonly width: number
  /** Null: holidays not known; both bands are painted. */
  readonly band: Band | null
  readonly holiday: string | null
}

export function paintedSpans(week: Week, spans: readonly BandSpan[]): readonly PaintedSpan[] {
  const share = (at: number): number => ((at - week.from) / (week.until - week.from)) * 100
  return spans.flatMap((span) => {
    const from = Math.max(week.from, Date.parse(span.from))
    const until = Math.min(week.until, Date.parse(span.until))
    if (until <= from) return []
    const left = share(from)
    return [{ key: span.from, left, width: share(until) - left, band: span.band, holiday: span.holiday }]
  })
}

/** A day that begins later than this share of the week has no room for its name (percent). */
const LAST_NAMED = 91

/** The midnights of a zone inside the week that have room for a name, each with its place in percent. */
export function midnights(week: Week, zone: Zone): readonly { readonly at: number; readonly left: number }[] {
  const found: { at: number; left: number }[] = []
  // Noon of each day lies in that day, whatever a change of summer time does to its length.
  for (let noon = startOfDay(week.from, zone) + DAY + DAY / 2; noon - DAY < week.until; noon += DAY) {
    const at = startOfDay(noon, zone)
    const left = ((at - week.from) / (week.until - week.from)) * 100
    if (left > 0 && left <= LAST_NAMED) found.push({ at, left })
  }
  return found
}

/** What holds at an instant. */
export function spanAt(spans: readonly BandSpan[], at: number): BandSpan | undefined {
  return spans.find((span) => Date.parse(span.from) <= at && at < Date.parse(span.until))
}

/** The next or the previous change of band, seen from an instant; null where the week has none. */
export function edgeBeside(
  week: Week,
  spans: readonly BandSpan[],
  at: number,
  direction: 'before' | 'after',
): number | null {
  const edges = spans
    .map(({ from }) => Date.parse(from))
    .filter((edge) => edge > week.from && edge < week.until)
  return direction === 'after'
    ? (edges.find((edge) => edge > at) ?? null)
    : (edges.findLast((edge) => edge < at) ?? null)
}
