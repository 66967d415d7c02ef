import type { Estimate } from '../../contract/estimates.ts'
import { parseRequest } from '../encoding/parse-request.ts'
import { maxTokensOf } from '../estimates/assemble.ts'
import type { Books } from '../estimates/books.ts'
import { effortOf } from '../forecasts/read-run.ts'
import { cost } from '../pricing/cost.ts'
import { possibleRows } from '../pricing/estimate-cost.ts'
import { resolveModel } from '../pricing/model-book.ts'
import { type ByCurrency, currencies, formatAmount, mapCurrencies, type Pico } from '../pricing/money.ts'
import { pricesAt, rowInBand } from '../pricing/price-at.ts'
import type { PriceBook } from '../pricing/price-book.ts'
import type { Band, PriceRow } from '../pricing/price-row.ts'
import type { SubjectPrompt } from './check-subject.ts'

/** Counts a body and prices it at an instant (epoch ms), as the gate does. */
export type EstimateBody = (body: string, at: number) => Promise<Estimate>

/** What is known of one request before it is sent; rows are priced when sums are made. */
export interface CountedCell {
  readonly model: string
  readonly tokens: number
  readonly exact: boolean
  readonly maxTokens: number
  /** The name of its effort, under which answers are compared. */
  readonly effort: string
}

/** What an estimate says of a request, as far as its price needs it. */
export function countedOf(books: Books, body: string, { prompt }: Estimate, at: number): CountedCell {
  const request = parseRequest(body)
  const name = request.model ?? ''
  const model = resolveModel(books.models, name, at)
  return {
    model: name,
    tokens: prompt.tokens,
    exact: prompt.exact,
    maxTokens: maxTokensOf(request, model).value,
    effort: effortOf(request, model),
  }
}

/** The rows of the band in force and, where there is one, of the other. */
export function bandRows(
  prices: PriceBook,
  model: string,
  at: number,
): readonly { readonly band: Band; readonly rows: readonly PriceRow[] }[] {
  const now = pricesAt(prices, model, at)
  if (now.unpriced) return []
  const { band } = now.band
  const first = { band, rows: now.rows }
  if (band === 'all-day') return [first]
  const other: Band = band === 'peak' ? 'off-peak' : 'peak'
  const rows = currencies.flatMap((currency) => rowInBand(prices, model, at, currency, other) ?? [])
  return rows.length === 0 ? [first] : [first, { band: other, rows }]
}

/** The figures that assertions of tokens and cost are held against. The dearer band counts, so that no hour decides. */
export function subjectPrompt(prices: PriceBook, counted: CountedCell, at: number): SubjectPrompt {
  return boundsOn(rowsOf(prices, counted.model, at), counted)
}

/** Every row that may price a request: both bands, and what it may meet on its way. */
export function rowsOf(prices: PriceBook, model: string, at: number): readonly PriceRow[] {
  const bands = bandRows(prices, model, at).flatMap(({ rows }) => rows)
  return [...new Set([...bands, ...possibleRows(prices, model, at)])]
}

function boundsOn(rows: readonly PriceRow[], counted: CountedCell): SubjectPrompt {
  const { tokens, exact, maxTokens } = counted
  const bound = (
    counts: { hit: number; miss: number; completion: number },
    better: (left: Pico, right: Pico) => boolean,
  ) => texts(extreme(rows, (row) => cost(counts, row).total, better))
  const dearer = (left: Pico, right: Pico): boolean => left > right
  return {
    tokens,
    exact,
    cost: bound({ hit: 0, miss: tokens, completion: 0 }, dearer),
    least: bound({ hit: tokens, miss: 0, completion: 0 }, (left, right) => left < right),
    most: bound({ hit: 0, miss: tokens, completion: maxTokens }, dearer),
  }
}

function extreme(
  rows: readonly PriceRow[],
  amount: (row: PriceRow) => Pico,
  better: (left: Pico, right: Pico) => boolean,
): ByCurrency<Pico> {
  const found: { USD?: Pico; CNY?: Pico } = {}
  for (const row of rows) {
    const [known, here] = [found[row.currency], amount(row)]
    if (known === undefined || better(here, known)) found[row.currency] = here
  }
  return found
}

function texts(amounts: ByCurrency<Pico>): ByCurrency<string> {
  return mapCurrencies(amounts, (amount) => formatAmount(amount))
}
