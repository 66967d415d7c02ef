import { currentLanguage, formatLocale } from '../../contract/i18n/language.ts'
import { message, t } from '../../contract/i18n/t.ts'
import type { Instant, Zone } from '../../contract/values.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Words and order of dates are those of the language; clocks have 24 hours in each. Made once: that is the slow part. */
const formats = new Map<Intl.DateTimeFormatOptions, Map<string, Intl.DateTimeFormat>>()

/** @param options the same object at each call, by which what was made of it is found again */
function format(zone: Zone, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const locale = formatLocale()
  const known = formats.get(options) ?? new Map<string, Intl.DateTimeFormat>()
  formats.set(options, known)
  let made = known.get(locale + zone)
  if (!made) {
    made = new Intl.DateTimeFormat(locale, zone === 'local' ? options : { ...options, timeZone: zone })
    known.set(locale + zone, made)
  }
  return made
}

const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
const clockSeconds = { ...clock, second: '2-digit' } as const
const day = { month: 'short', day: 'numeric' } as const
const weekday = { weekday: 'short' } as const
const dayAndWeekday = { ...day, ...weekday } as const
const dayAndYear = { ...day, year: 'numeric' } as const
const fullDay = { ...dayAndWeekday, year: 'numeric' } as const
const month = { month: 'short' } as const
const monthAndYear = { ...month, year: 'numeric' } as const
const longMonth = { month: 'long' } as const

function part(zone: Zone, at: number, options: Intl.DateTimeFormatOptions): string {
  return format(zone, options).format(at)
}

function epoch(at: Instant | number): number {
  return typeof at === 'number' ? at : Date.parse(at)
}

const zoneNames: Readonly<Record<Zone, string>> = {
  'Asia/Shanghai': message('Beijing'),
  local: message('Local'),
  UTC: message('UTC'),
}

/** What a zone is called beside times. */
export function zoneName(zone: Zone): string {
  return t(zoneNames[zone])
}

/** "14:20" */
export function formatTime(at: Instant | number, zone: Zone): string {
  return part(zone, epoch(at), clock)
}

/** "14:12:07" */
export function formatTimeSeconds(at: Instant | number, zone: Zone): string {
  return part(zone, epoch(at), clockSeconds)
}

/** "23 Nov" */
export function formatDay(at: Instant | number, zone: Zone): string {
  if (currentLanguage() !== 'en') return part(zone, epoch(at), day)
  const parts = dayParts(epoch(at), zone)
  return `${parts.day} ${parts.month}`
}

/** "Mon 23 Nov" */
export function formatWeekday(at: Instant | number, zone: Zone): string {
  if (currentLanguage() !== 'en') return part(zone, epoch(at), dayAndWeekday)
  const parts = dayParts(epoch(at), zone)
  return `${parts.weekday} ${parts.day} ${parts.month}`
}

/** "Mon" */
export function formatWeekdayName(at: Instant | number, zone: Zone): string {
  return part(zone, epoch(at), weekday)
}

/** "10 Sep 2026" */
export function formatDate(at: Instant | number, zone: Zone): string {
  if (currentLanguage() !== 'en') return part(zone, epoch(at), dayAndYear)
  const parts = dayParts(epoch(at), zone)
  return `${parts.day} ${parts.month} ${parts.year}`
}

const monthForms = { short: month, 'short with year': monthAndYear, long: longMonth } as const

/** "Nov", "Nov 2026", "November" */
export function formatMonth(at: Instant | number, zone: Zone, form: keyof typeof monthForms): string {
  if (currentLanguage() !== 'en' || form === 'long') return part(zone, epoch(at), monthForms[form])
  const parts = dayParts(epoch(at), zone)
  return form === 'short' ? parts.month : `${parts.month} ${parts.year}`
}

/** A day that is already cut, "2026-11-23", as "Mon 23 Nov"; with its year when it is not `thisYear`. */
export function formatDayKey(day: string, thisYear: string): string {
  const at = Date.parse(`${day}T00:00:00Z`)
  if (day.startsWith(thisYear)) return formatWeekday(at, 'UTC')
  if (currentLanguage() === 'en') return `${formatWeekday(at, 'UTC')} ${day.slice(0, 4)}`
  return part('UTC', at, fullDay)
}

const keyDigits = { year: 'numeric', month: '2-digit', day: '2-digit' } as const

/** "2026-11-23", the key of the day that an instant falls into. */
export function dayKey(at: Instant | number, zone: Zone): string {
  const parts = format(zone, keyDigits).formatToParts(epoch(at))
  const pick = (type: string) => parts.find((each) => each.type === type)?.value ?? ''
  return `${pick('year')}-${pick('month')}-${pick('day')}`
}

/** en-GB says "Sept": three letters keep columns even. */
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function dayParts(at: number, zone: Zone): { weekday: string; day: string; month: string; year: string } {
  const key = dayKey(at, zone)
  return {
    weekday: part(zone, at, weekday),
    day: String(Number(key.slice(8))),
    month: months[Number(key.slice(5, 7)) - 1] ?? '',
    year: key.slice(0, 4),
  }
}

/** The first instant of the day of `at` in a zone, in epoch ms. */
export function startOfDay(at: number, zone: Zone): number {
  const key = dayKey(at, zone)
  const midnight = Date.parse(`${key}T00:00:00Z`)
  // A day starts between 14 hours before and 12 after UTC midnight; zones shift by quarters of an hour at the least.
  for (let guess = midnight - 14 * HOUR; guess <= midnight + 12 * HOUR; guess += 15 * MINUTE) {
    if (dayKey(guess, zone) === key) return guess
  }
  return midnight
}

/** A span for people: "3 h 40 m", "12 m", "2 d 3 h"; under a minute "0 m" would lie, so "< 1 m". */
export function formatSpan(milliseconds: number): string {
  const minutes = Math.ceil(milliseconds / MINUTE)
  if (minutes < 1 || milliseconds < MINUTE) return t('< 1 m')
  if (minutes < 60) return t('{minutes} m', { minutes })
  if (minutes < 48 * 60) return hoursAndMinutes(Math.floor(minutes / 60), minutes % 60)
  return daysAndHours(Math.round(milliseconds / HOUR))
}

function hoursAndMinutes(hours: number, minutes: number): string {
  return minutes === 0 ? t('{hours} h', { hours }) : t('{hours} h {minutes} m', { hours, minutes })
}

function daysAndHours(all: number): string {
  const [days, hours] = [Math.floor(all / 24), all % 24]
  return hours === 0 ? t('{days} d', { days }) : t('{days} d {hours} h', { days, hours })
}

/** A measured time: "740 ms", "5.94 s", "1 m 12 s". */
export function formatSeconds(milliseconds: number): string {
  if (milliseconds < 1_000) return t('{count} ms', { count: Math.round(milliseconds) })
  if (milliseconds < 60_000) return t('{seconds} s', { seconds: (milliseconds / 1_000).toFixed(2) })
  const seconds = Math.round(milliseconds / 1_000)
  return t('{minutes} m {seconds} s', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 })
}

/** A clock that counts, "0:42". */
export function formatClock(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** How old a figure is: "5 minutes old", "3 days old". */
export function formatAge(milliseconds: number): string {
  if (milliseconds < HOUR) {
    const minutes = Math.max(1, Math.floor(milliseconds / MINUTE))
    return t('{minutes, plural, one {# minute} other {# minutes}} old', { minutes })
  }
  if (milliseconds < DAY)
    return t('{hours, plural, one {# hour} other {# hours}} old', { hours: Math.floor(milliseconds / HOUR) })
  return t('{days, plural, one {# day} other {# days}} old', { days: Math.floor(milliseconds / DAY) })
}
