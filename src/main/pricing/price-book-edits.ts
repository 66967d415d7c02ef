import { isDeepStrictEqual } from 'node:util'

import { z } from 'zod'

import { FathomError } from '../errors.ts'
import { schemaWords } from '../schema-words.ts'
import { bandRuleJson } from './band-rules.ts'
import { dayMs } from './beijing.ts'
import { isoOf } from './instants.ts'
import { invalidFile } from './invalid-file.ts'
import { priceBookFile, withRows } from './price-book.ts'
import type { PriceBook } from './price-book.ts'
import { priceRowField, priceRowJson } from './price-row.ts'
import type { PriceRow, PriceRowJson } from './price-row.ts'

/** What the user enters for a price: instants as ISO strings, rates as decimal strings per 1M tokens. */
export type PriceRowDraft = Omit<PriceRowJson, 'id' | 'recordedAt'>

/** A book older than this asks to be verified. */
const staleAfterDays = 30

/**
 * Adds a price without touching any other: where it meets an earlier row the one recorded last is used, and the
 * earlier one stays readable under its id. Returns the row for the caller to store (`priceRowJson`).
 * @throws FathomError `INVALID_PRICE_ROW`, `NO_PEAK_HOURS` for a peak or off-peak price where no peak hours hold,
 *   `AMBIGUOUS_PRICES`
 */
export function addRow(
  book: PriceBook,
  draft: PriceRowDraft,
  recordedAt: number,
): { readonly book: PriceBook; readonly row: PriceRow } {
  const parsed = priceRowField.safeParse(
    { ...draft, id: 'new', recordedAt: isoOf(recordedAt) },
    schemaWords(),
  )
  if (!parsed.success) throw invalidFile('INVALID_PRICE_ROW', 'This price', parsed.error)
  const row = { ...parsed.data, id: idOf(parsed.data) }
  if (row.band !== 'all-day' && !book.bandRules.some((rule) => meets(rule, row))) {
    throw new FathomError(
      'NO_PEAK_HOURS',
      `No peak hours hold from ${isoOf(row.effectiveFrom)} on, so a ${row.band} price would never be used. Enter it as all-day.`,
    )
  }
  return { book: withRows(book, [row]), row }
}

/** "deepseek-flash/USD/peak/2026-09-10/recorded 2026-12-01T08:00:00.000Z": shipped ids have no recorded part. */
function idOf({ model, currency, band, effectiveFrom, recordedAt }: PriceRow): string {
  return `${model}/${currency}/${band}/${isoOf(effectiveFrom).slice(0, 10)}/recorded ${isoOf(recordedAt)}`
}

type Effective = { readonly effectiveFrom: number; readonly effectiveUntil: number | null }

function meets(one: Effective, other: Effective): boolean {
  return (
    one.effectiveFrom < (other.effectiveUntil ?? Infinity) &&
    other.effectiveFrom < (one.effectiveUntil ?? Infinity)
  )
}

/** The whole book as the text of a price-book file, without what was withdrawn; the holidays are a file of their own. */
export function exportPriceBook(book: PriceBook): string {
  const file: z.input<typeof priceBookFile> = {
    format: 'fathom-price-book/1',
    lastVerified: isoOf(book.lastVerified),
    verifiedAgainst: book.verifiedAgainst,
    coversFrom: isoOf(book.coversFrom),
    bandRules: book.bandRules.map(bandRuleJson),
    aliases: book.aliases.map(({ name, billedAs, from, until }) => ({
      name,
      billedAs,
      from: isoOf(from),
      until: until === null ? null : isoOf(until),
    })),
    gaps: book.gaps.map(({ model, from, until, reason }) => ({
      model,
      from: isoOf(from),
      until: until === null ? null : isoOf(until),
      reason,
    })),
    rows: book.rows.map(priceRowJson),
  }
  return `${JSON.stringify(file, null, 2)}\n`
}

export type PriceImport = {
  readonly book: PriceBook
  /** The rows that were new, for the caller to store. */
  readonly added: readonly PriceRow[]
  readonly alreadyThere: number
  readonly notes: readonly string[]
}

/**
 * Takes the rows of an exported price book that this one lacks. All or nothing; a row here is never replaced.
 * @throws FathomError `INVALID_PRICE_BOOK`, `CONFLICTING_PRICES` listing the ids with other contents, `AMBIGUOUS_PRICES`
 */
export function importPriceBook(book: PriceBook, text: string): PriceImport {
  const parsed = priceBookFile.safeParse(parseJson(text), schemaWords())
  if (!parsed.success) throw invalidFile('INVALID_PRICE_BOOK', 'The file', parsed.error)
  const held = new Map([...book.rows, ...book.withdrawn].map((row) => [row.id, row]))
  const added = parsed.data.rows.filter(({ id }) => !held.has(id))
  const conflicts = parsed.data.rows.filter(
    (row) => held.has(row.id) && !isDeepStrictEqual(held.get(row.id), row),
  )
  if (conflicts.length > 0) {
    const ids = conflicts.map(({ id }) => id)
    throw new FathomError(
      'CONFLICTING_PRICES',
      `The file has other contents for ${ids.join(', ')}. A price is never overwritten: give the changed row an id and a recorded-at of its own.`,
      { ids },
    )
  }
  const notes = isDeepStrictEqual(parsed.data.bandRules, book.bandRules)
    ? []
    : ['The file has other peak hours than this book. Only its prices were taken.']
  return { book: withRows(book, added), added, alreadyThere: parsed.data.rows.length - added.length, notes }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new FathomError(
      'INVALID_PRICE_BOOK',
      'The file is not JSON. Choose a file that was exported as a price book.',
      {
        cause: String(error),
      },
    )
  }
}

/** Whole days since the book was last held against DeepSeek's pages; stale after 30. */
export function ageOfVerification(
  book: PriceBook,
  now: number,
): { readonly days: number; readonly stale: boolean } {
  const age = Math.max(0, now - book.lastVerified)
  return { days: Math.floor(age / dayMs), stale: age > staleAfterDays * dayMs }
}
