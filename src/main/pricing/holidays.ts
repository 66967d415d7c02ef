import { z } from 'zod'

import { schemaWords } from '../schema-words.ts'
import { invalidFile } from './invalid-file.ts'

const day = z.iso.date()
/** The published list of one Beijing year: each holiday with its first and last day off. */
export const holidayYear = z.strictObject({
  state: z.literal('known'),
  source: z.string().min(1),
  holidays: z.array(
    z
      .strictObject({ name: z.string().min(1), first: day, last: day })
      .refine(({ first, last }) => first <= last, { message: 'ends before it begins', path: ['last'] }),
  ),
})
export type HolidayYear = z.infer<typeof holidayYear>
const unknownYear = z.strictObject({ state: z.literal('unknown'), reason: z.string().min(1) })
const holidayFile = z.strictObject({
  format: z.literal('fathom-holidays/1'),
  country: z.literal('CN'),
  years: z.record(z.string().regex(/^\d{4}$/), z.discriminatedUnion('state', [holidayYear, unknownYear])),
})

/** Chinese statutory holidays by Beijing year. A year that is absent is as unknown as one that says so. */
export type HolidayBook = z.infer<typeof holidayFile>
/** What is known of one Beijing date: a holiday's name, no holiday (null), or a year not published yet. */
export type HolidayReading = { known: true; name: string | null } | { known: false; reason: string }

/**
 * Reads a holiday file (resources/holidays.json, or a list the user imports).
 * @throws FathomError `INVALID_HOLIDAYS` naming the field
 */
export function loadHolidays(json: unknown): HolidayBook {
  const parsed = holidayFile.safeParse(json, schemaWords())
  if (!parsed.success) throw invalidFile('INVALID_HOLIDAYS', 'The holiday list', parsed.error)
  return parsed.data
}

/** Whether a Beijing date ("2026-10-01") is a statutory holiday, or is in a year whose list is not known. */
export function holidayOn(book: HolidayBook, date: string): HolidayReading {
  const year = date.slice(0, 4)
  const list = book.years[year]
  if (list?.state !== 'known') {
    return { known: false, reason: list?.reason ?? `The holidays of ${year} are not in the list.` }
  }
  const holiday = list.holidays.find(({ first, last }) => date >= first && date <= last)
  return { known: true, name: holiday?.name ?? null }
}

/** The book with the lists of some years, once they are published. The list given wins over the one held. */
export function withHolidays(book: HolidayBook, years: HolidayBook['years']): HolidayBook {
  return { ...book, years: { ...book.years, ...years } }
}
