import type { BandSpan } from '../../../contract/prices.ts'
import type { Band, Zone } from '../../../contract/values.ts'
import { formatTime, startOfDay } from '../../lib/time.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const QUARTER = HOUR / 4
/** Beijing is UTC+8 all year, without summer time. */
const BEIJING = 8 * HOUR

const weekdayNumber: Readonly<Record<string, number>> = {
  Mon: 0,
  Tue: 1,
  Wed: 2,
  Thu: 3,
  Fri: 4,
  Sat: 5,
  Sun: 6,
}

/**
 * The eight midnights, Monday to Monday, of the week `offset` weeks from the one of `now` in a zone: seven days and where
 * the last one ends. A day may have 23 or 25 hours where clocks change.
 */
export function weekEdges(now: number, offset: number, zone: Zone): readonly number[] {
  const today = startOfDay(now, zone)
  const name = new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    ...(zone === 'local' ? {} : { timeZone: zone }),
  }).format(today)
  const toMonday = 7 * offset - (weekdayNumber[name] ?? 0)
  // From noon a day more or less is the same day's noon give or take an hour.
  const noon = today + DAY / 2
  return Array.from({ length: 8 }, (_, index) => startOfDay(noon + (toMonday + index) * DAY, zone))
}

/** A part of an hour cell, as wide as `quarters` of its hour. */
export interface CellPart {
  readonly quarters: number
  readonly band: Band | null
  readonly holiday: string | null
}

export interface HourCell {
  readonly hour: number
  /** Empty for an hour that clocks skip. */
  readonly parts: readonly CellPart[]
}

/** The 24 hours on the clocks of a zone between two midnights, each with the bands inside it. */
export function hourCells(
  spans: readonly BandSpan[],
  from: number,
  until: number,
  zone: Zone,
): readonly HourCell[] {
  const parts = Array.from({ length: 24 }, (): CellPart[] => [])
  for (let at = from; at < until; at += QUARTER) {
    const span = spans.find((each) => Date.parse(each.from) <= at && at < Date.parse(each.until))
    if (span) lay(parts[Number(formatTime(at, zone).slice(0, 2))], span)
  }
  return parts.map((each, hour) => ({ hour, parts: each }))
}

function lay(cell: CellPart[] | undefined, { band, holiday }: BandSpan): void {
  const last = cell?.at(-1)
  if (last && last.band === band && last.holiday === holiday)
    cell?.splice(-1, 1, { ...last, quarters: last.quarters + 1 })
  else cell?.push({ quarters: 1, band, holiday })
}

/** Where an instant stands on the 24 hours of a day's clocks, 0 to 1. */
export function shareOfDay(at: number, zone: Zone): number {
  const [hour = 0, minute = 0] = formatTime(at, zone).split(':').map(Number)
  return (hour + minute / 60) / 24
}

/** The hour on a Beijing clock when a day that begins at `midnight` elsewhere has come to its own hour `hour`: "23", "05:30". */
export function beijingHour(midnight: number, hour: number): string {
  const minutes = Math.floor(((midnight + BEIJING + hour * HOUR) % DAY) / 60_000)
  const text = String(Math.floor(minutes / 60)).padStart(2, '0')
  return minutes % 60 === 0 ? text : `${text}:${String(minutes % 60).padStart(2, '0')}`
}

/** How many neighbours from a place on are alike; 0 where it is like the one before it, or nothing is there. */
export function runsFrom(values: readonly (string | null)[], place: number): number {
  const value = values[place] ?? null
  if (value === null || (place > 0 && values[place - 1] === value)) return 0
  const end = values.findIndex((other, index) => index > place && other !== value)
  return (end === -1 ? values.length : end) - place
}
