import type { RequestOf } from '../../../contract/routes.ts'
import type { Band, Zone } from '../../../contract/values.ts'
import { dayKey, startOfDay } from '../../lib/time.ts'
import { keyRequest } from './ledger-keys.ts'

export type Period = 'all' | 'today' | 'week' | 'month' | 'this-month' | 'last-month' | DayRange
/** Days of the zone, both included, YYYY-MM-DD. */
export interface DayRange {
  readonly first: string
  readonly last: string
}
export type Status = 'completed' | 'cut-short' | 'failed'

/** The filters as the user sets them; null is "not in force". */
export interface LedgerFilters {
  readonly period: Period
  readonly model: string | null
  readonly promptId: string | null
  /** A version of that prompt. */
  readonly versionId: string | null
  readonly band: Band | null
  /** An option of the ledger's keys. */
  readonly key: string | null
  readonly status: Status | null
  readonly practice: boolean
}

export const noFilters: LedgerFilters = {
  period: 'all',
  model: null,
  promptId: null,
  versionId: null,
  band: null,
  key: null,
  status: null,
  practice: false,
}

/** Real or practice is a view, not a filter. */
export function isFiltered({ period, model, promptId, band, key, status }: LedgerFilters): boolean {
  return period !== 'all' || [model, promptId, band, key, status].some(Boolean)
}

const DAY = 86_400_000
const daysBack = { today: 0, week: 6, month: 29 } as const

/** The filter as main takes it. Periods begin with a day of the zone: the same `now` on one day gives the same filter. */
export function filterRequest(
  filters: LedgerFilters,
  now: number,
  zone: Zone,
): NonNullable<RequestOf<'ledger.list'>['filter']> {
  const { period, model, promptId, versionId, band, key, status, practice } = filters
  return {
    practice,
    ...periodRequest(period, now, zone),
    ...(model === null ? {} : { model }),
    ...(promptId === null ? {} : { promptId }),
    ...(versionId === null ? {} : { versionId }),
    ...(band === null ? {} : { band }),
    ...(key === null ? {} : keyRequest(key)),
    ...(status === null ? {} : { status }),
  }
}

/** A period as main takes it, [from, to). */
export function periodRequest(period: Period, now: number, zone: Zone): { from?: string; to?: string } {
  if (period === 'all') return {}
  if (typeof period === 'object') {
    return { from: iso(firstInstant(period.first, zone)), to: iso(firstInstant(nextDay(period.last), zone)) }
  }
  const today = dayKey(now, zone)
  if (period === 'this-month') return { from: iso(firstInstant(`${today.slice(0, 7)}-01`, zone)) }
  if (period === 'last-month') {
    const lastDay = new Date(Date.parse(`${today.slice(0, 7)}-01T00:00:00Z`) - DAY).toISOString()
    return monthPeriod(lastDay.slice(0, 7), zone)
  }
  // Noon of the day counted back: a day with 23 or 25 hours does not miss it.
  const noon = startOfDay(now, zone) + DAY / 2
  return { from: iso(startOfDay(noon - daysBack[period] * DAY, zone)) }
}

function iso(at: number): string {
  return new Date(at).toISOString()
}

function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY).toISOString().slice(0, 10)
}

/** The first instant of a day of a zone. */
function firstInstant(day: string, zone: Zone): number {
  const noon = Date.parse(`${day}T12:00:00Z`)
  // Noon UTC lies in that day, or in the one before or after it, in every zone.
  const at = [noon, noon - DAY, noon + DAY].find((each) => dayKey(each, zone) === day) ?? noon
  return startOfDay(at, zone)
}

/** A month, YYYY-MM, of a zone as [from, to). */
export function monthPeriod(month: string, zone: Zone): { from: string; to: string } {
  const first = Date.parse(`${month}-01T00:00:00Z`)
  // No month has more than 31 days.
  const next = new Date(first + 31 * DAY).toISOString().slice(0, 7)
  return { from: iso(firstInstant(`${month}-01`, zone)), to: iso(firstInstant(`${next}-01`, zone)) }
}

/** The days that a stretch of time covers, [from, until), as the user would choose them. */
export function daysOf(from: string, until: string, zone: Zone): DayRange {
  return { first: dayKey(from, zone), last: dayKey(Date.parse(until) - 1, zone) }
}
