import { FathomError } from '../errors.ts'
import type { BandCalendar, BandRule } from './band-rules.ts'
import { beijingMoment, dayMs, weekdayName } from './beijing.ts'
import { holidayOn } from './holidays.ts'
import { covers } from './instants.ts'
import type { Band } from './price-row.ts'

/**
 * The band at one instant. Where `certain` is false the band given is the dearer one, `alternatives` holds
 * the other, and `why` says what is not known.
 */
export type BandReading = {
  readonly band: Band
  readonly certain: boolean
  readonly alternatives: readonly Band[]
  readonly holiday: string | null
  readonly why: string
  readonly ruleId: string | null
}
/** A stretch [from, until) of one reading. */
export type BandSegment = BandReading & { readonly from: number; readonly until: number }
export type BandSwitch = { readonly at: number; readonly reading: BandReading }

const longestSpanMs = 800 * dayMs
/** Edges looked at for a switch: five a day for far longer than any run of days off, so that a rule without peak ends. */
const searchSteps = 500

/** The rule in force, or null at times of one price all day. */
export function bandRuleAt(calendar: BandCalendar, instant: number): BandRule | null {
  return calendar.bandRules.find((rule) => covers(rule.effectiveFrom, rule.effectiveUntil, instant)) ?? null
}

/**
 * The band at an instant (epoch ms) for a model with peak hours. Beijing time is reckoned as UTC+8, the machine's
 * zone plays no part. Sources: deepseek-api facts of 2026-11-22, "Peak rule"; that edges are half-open is our choice.
 */
export function bandAt(calendar: BandCalendar, instant: number): BandReading {
  const rule = bandRuleAt(calendar, instant)
  if (!rule) return reading('all-day', 'No peak hours at this time: one price all day', null)
  const { weekday, millisecond, date } = beijingMoment(instant)
  const dayName = weekdayName(weekday)
  const holiday = rule.holidays === 'off-peak' ? holidayOn(calendar.holidays, date) : null
  const name = holiday?.known ? holiday.name : null
  if (name !== null) return { ...reading('off-peak', `${name}, off-peak all day`, rule), holiday: name }
  if (rule.weekends === 'off-peak' && (weekday === 0 || weekday === 6)) {
    return reading('off-peak', `${dayName}, off-peak all day`, rule)
  }
  if (!rule.peakBeijing.some(([start, end]) => millisecond >= start && millisecond < end)) {
    return reading('off-peak', `${dayName}, outside the peak hours`, rule)
  }
  if (holiday?.known === false) {
    return {
      ...reading('peak', `${dayName}, peak unless it is a public holiday. ${holiday.reason}`, rule),
      certain: false,
      alternatives: ['off-peak'],
    }
  }
  return reading('peak', holiday ? `${dayName}, working day` : `${dayName}, peak hours`, rule)
}

function reading(band: Band, why: string, rule: BandRule | null): BandReading {
  return { band, certain: true, alternatives: [], holiday: null, why, ruleId: rule?.id ?? null }
}

/** The next instant at which the reading could change: an edge of hours, a Beijing midnight, an edge of a rule. */
function nextCandidate(calendar: BandCalendar, instant: number): number | null {
  const edges = calendar.bandRules.flatMap(({ effectiveFrom, effectiveUntil }) => [
    effectiveFrom,
    effectiveUntil,
  ])
  const rule = bandRuleAt(calendar, instant)
  if (rule) {
    const { midnight } = beijingMoment(instant)
    for (const hours of rule.peakBeijing) edges.push(midnight + hours[0], midnight + hours[1])
    edges.push(midnight + dayMs)
  }
  const later = edges.filter((edge): edge is number => edge !== null && edge > instant)
  return later.length > 0 ? Math.min(...later) : null
}

function sameBand(one: BandReading, other: BandReading): boolean {
  return one.band === other.band && one.certain === other.certain
}

/** The next change of band (or of its certainty) after an instant; null where none is announced. */
export function nextSwitch(calendar: BandCalendar, instant: number): BandSwitch | null {
  const now = bandAt(calendar, instant)
  let at = nextCandidate(calendar, instant)
  for (let step = 0; at !== null && step < searchSteps; step++) {
    const next = bandAt(calendar, at)
    if (!sameBand(now, next)) return { at, reading: next }
    at = nextCandidate(calendar, at)
  }
  return null
}

/**
 * The bands from one instant up to another, as segments in order that leave no hole: for the strip and the grid.
 * Neighbours differ in band, certainty or holiday.
 * @throws FathomError `INVALID_SPAN` when the end is not after the start or is over 800 days away
 */
export function bandsBetween(calendar: BandCalendar, from: number, until: number): readonly BandSegment[] {
  if (!(until > from) || until - from > longestSpanMs) {
    throw new FathomError(
      'INVALID_SPAN',
      'The bands of such a span cannot be listed. Ask for 1 ms to 800 days.',
    )
  }
  const segments: BandSegment[] = []
  let start = from
  while (start < until) {
    const end = Math.min(nextCandidate(calendar, start) ?? until, until)
    const here = bandAt(calendar, start)
    const last = segments.at(-1)
    if (last && sameBand(last, here) && last.holiday === here.holiday) {
      segments[segments.length - 1] = { ...last, until: end }
    } else {
      segments.push({ ...here, from: start, until: end })
    }
    start = end
  }
  return segments
}

/** The band switches that a request sent at one instant may cross if it takes up to `horizonMs`, in order. */
export function mayCross(calendar: BandCalendar, sentAt: number, horizonMs: number): readonly BandSwitch[] {
  const crossed: BandSwitch[] = []
  let next = nextSwitch(calendar, sentAt)
  while (next && next.at <= sentAt + horizonMs) {
    crossed.push(next)
    next = nextSwitch(calendar, next.at)
  }
  return crossed
}
