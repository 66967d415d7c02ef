import { bandAt, nextSwitch } from './bands.ts'
import type { BandReading } from './bands.ts'
import { beijingText } from './beijing.ts'
import { isoOf } from './instants.ts'
import { pricesAt } from './price-at.ts'
import type { PricesAt } from './price-at.ts'
import { ageOfVerification } from './price-book-edits.ts'
import type { PriceBook } from './price-book.ts'
import { priceRowJson } from './price-row.ts'
import type { Band, PriceRow, PriceRowJson } from './price-row.ts'

/** The band as the command line spells it. */
export type CommandLineBand = 'peak' | 'off-peak' | 'all'
export type CommandLinePriceRow = Omit<PriceRowJson, 'band'> & { readonly band: CommandLineBand }

/** The command line says "all" where a price holds all day. */
export function commandLineBand(band: Band): CommandLineBand {
  return band === 'all-day' ? 'all' : band
}

/** A row as the command line prints it, in estimates and in price lists. */
function commandLinePriceRow(row: PriceRow): CommandLinePriceRow {
  return { ...priceRowJson(row), band: commandLineBand(row.band) }
}

/** What `fathom prices --json` prints. Instants are ISO strings, rates decimal strings per 1M tokens. */
export type PriceDescription = {
  readonly at: string
  readonly beijing: string
  readonly model: string | null
  readonly band: CommandLineBand
  readonly certain: boolean
  readonly why: string
  readonly nextBand: { readonly band: CommandLineBand; readonly at: string; readonly certain: boolean } | null
  readonly prices: readonly CommandLinePriceRow[]
  /** The rows of the other band, where the band is uncertain. */
  readonly alternatives: readonly CommandLinePriceRow[]
  readonly lastVerified: string
  readonly notes: readonly string[]
}

/**
 * The rows and band in force at an instant, for one model or for all, with the next switch.
 * @param now the present, by which the age of the book is reckoned
 */
export function describePrices(
  book: PriceBook,
  query: { readonly model?: string; readonly at: number; readonly now: number },
): PriceDescription {
  const { model, at, now } = query
  const models = model === undefined ? [...new Set(book.rows.map((row) => row.model))] : [model]
  const found = models.map((name) => pricesAt(book, name, at))
  const priced = found.filter(({ rows }) => rows.length > 0)
  const shown = model === undefined ? priced : found
  const band: BandReading = (model === undefined ? undefined : priced[0]?.band) ?? bandAt(book, at)
  const next = band.band === 'all-day' && bandAt(book, at).band !== 'all-day' ? null : nextSwitch(book, at)
  const age = ageOfVerification(book, now)
  const notes = [...notesOf(shown)]
  if (shown.length === 0)
    notes.push(`No model has a known price at ${isoOf(at)}. The book begins at ${isoOf(book.coversFrom)}.`)
  if (age.stale)
    notes.push(
      `The prices were last verified ${age.days} days ago. Compare them with DeepSeek's pricing page.`,
    )
  return {
    at: isoOf(at),
    beijing: beijingText(at),
    model: model ?? null,
    band: commandLineBand(band.band),
    certain: band.certain,
    why: band.why,
    nextBand: next && {
      band: commandLineBand(next.reading.band),
      at: isoOf(next.at),
      certain: next.reading.certain,
    },
    prices: shown.flatMap(({ rows }) => rows.map(commandLinePriceRow)),
    alternatives: shown.flatMap(({ alternatives }) => alternatives.map(commandLinePriceRow)),
    lastVerified: isoOf(book.lastVerified),
    notes,
  }
}

/** The notes on several models: once where it is true of all, else with the model that it is about. */
function notesOf(shown: readonly PricesAt[]): ReadonlySet<string> {
  const shared = (note: string): boolean => shown.every(({ notes }) => notes.includes(note))
  return new Set(
    shown.flatMap(({ model, notes }) => notes.map((note) => (shared(note) ? note : `${model}: ${note}`))),
  )
}
