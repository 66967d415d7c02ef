import type { Instant, Zone } from '../../../contract/values.ts'
import { dayKey, formatTime } from '../../lib/time.ts'

const QUARTER = 900_000
const form = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/

/** "2026-11-20T08:00", as a date-and-time field wants it: an instant on the clocks of a zone. */
export function wallTime(at: number, zone: Zone): string {
  return `${dayKey(at, zone)}T${formatTime(at, zone)}`
}

/**
 * The first instant at which the clocks of a zone show a time, as an ISO string; null for what is no such time, and for
 * one that was skipped when clocks went forward.
 */
export function instantOf(wall: string, zone: Zone): Instant | null {
  const [, year, month, day, hour, minute] = form.exec(wall) ?? []
  if (year === undefined) return null
  const asUtc = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute))
  // Zones lie between 14 hours before and 12 after UTC, in quarters of an hour.
  for (let shift = -56; shift <= 48; shift += 1) {
    const at = asUtc + shift * QUARTER
    if (wallTime(at, zone) === wall) return new Date(at).toISOString()
  }
  return null
}
