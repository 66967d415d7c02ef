import type { Holiday, HolidayYear } from '../../../contract/prices.ts'

/** The holiday that is under way or comes next on a Beijing day ("2026-11-23"); the last one of the list where none comes. */
export function shownHoliday(
  years: readonly HolidayYear[],
  today: string,
): (Holiday & { readonly isPast: boolean }) | null {
  const all = years
    .flatMap(({ holidays }) => holidays ?? [])
    .toSorted((one, other) => one.first.localeCompare(other.first))
  const next = all.find(({ last }) => last >= today)
  const shown = next ?? all.at(-1)
  return shown ? { ...shown, isPast: next === undefined } : null
}

/** The days off of a year as text, a line each: "National Day 2027-10-01 to 2027-10-07". */
export function holidayLines(holidays: readonly Holiday[]): string {
  return holidays
    .map(({ name, first, last }) => (first === last ? `${name} ${first}` : `${name} ${first} to ${last}`))
    .join('\n')
}

export interface ReadHolidays {
  readonly holidays: readonly Holiday[]
  /** The lines that could not be read, from 1 on. */
  readonly wrongLines: readonly number[]
}

const line = /^(.*?)[\s,:]+(\d{4}-\d{2}-\d{2})(?:\s*(?:to|until|-|–|至|,|\s)\s*(\d{4}-\d{2}-\d{2}))?$/

/** Reads what `holidayLines` writes, and the like; empty lines are passed over. */
export function readHolidayLines(text: string): ReadHolidays {
  const holidays: Holiday[] = []
  const wrongLines: number[] = []
  for (const [index, raw] of text.split('\n').entries()) {
    if (raw.trim() === '') continue
    const [, name = '', first = '', last = first] = line.exec(raw.trim()) ?? []
    if (name.trim() !== '' && isDay(first) && isDay(last) && first <= last)
      holidays.push({ name: name.trim(), first, last })
    else wrongLines.push(index + 1)
  }
  return { holidays, wrongLines }
}

function isDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}
