import type { Quantiles } from '../../contract/forecasts.ts'
import type { SumSheet } from '../../contract/receipt-sheets.ts'
import type { TestEstimate } from '../../contract/test-cases.ts'
import { cost } from '../pricing/cost.ts'
import { addAmounts, currencies, formatAmount, mapCurrencies, type Pico, zero } from '../pricing/money.ts'
import type { PriceBook } from '../pricing/price-book.ts'
import type { Band, PriceRow } from '../pricing/price-row.ts'
import { partOn, type SumPart, sumSheet } from '../pricing/sum-sheet.ts'
import { bandRows, type CountedCell, rowsOf } from './estimate-cell.ts'

/** A request that is to be sent, with what is known of its length. */
export interface PlannedRequest {
  readonly counted: CountedCell
  /** How much it will write, from earlier runs; null: they tell nothing. */
  readonly output: Quantiles | null
  /** A judge's: its prompt holds an answer that is not there yet, of so many tokens at most. */
  readonly answer: { readonly likely: Quantiles | null; readonly most: number } | null
}

interface ModelRows {
  readonly bands: ReturnType<typeof bandRows>
  readonly possible: readonly PriceRow[]
}

type Sums = { prompt: Pico; low: Pico; high: Pico | null }

/** What requests would cost together; currencies apart. `missing` is the caller's. */
export function sumEstimate(
  prices: PriceBook,
  planned: readonly PlannedRequest[],
  at: number,
): Omit<TestEstimate, 'missing'> {
  const bands = new Map<Band, Partial<Record<'USD' | 'CNY', Sums>>>()
  const worst: SumPart[] = []
  let unpriced = 0
  // A table asks thousands of times for the rows of two models.
  const known = new Map<string, ModelRows>()
  for (const request of planned) {
    const { model } = request.counted
    const rows = known.get(model) ?? {
      bands: bandRows(prices, model, at),
      possible: rowsOf(prices, model, at),
    }
    known.set(model, rows)
    if (rows.bands.length === 0) unpriced += 1
    for (const each of rows.bands) add(bands, each.band, each.rows, request)
    worst.push(...worstOf(rows.possible, request))
  }
  const worstSheets = currencies.flatMap((currency): SumSheet[] => {
    const parts = worst.filter(({ row }) => row?.currency === currency)
    return parts.length === 0
      ? []
      : [sumSheet({ scenario: 'worst-case', currency, runs: planned.length, parts })]
  })
  const own = planned.filter(({ answer }) => answer === null)
  return {
    requests: own.length,
    judgeRequests: planned.length - own.length,
    promptTokens: own.reduce((sum, { counted }) => sum + counted.tokens, 0),
    exact: own.every(({ counted }) => counted.exact),
    forecast: own.filter(({ output }) => output !== null).length,
    bands: [...bands].map(([band, sums]) => ({
      band,
      cost: mapCurrencies(sums, ({ prompt, low, high }) => ({
        prompt: formatAmount(prompt),
        low: formatAmount(low),
        high: high === null ? null : formatAmount(high),
      })),
    })),
    worstCase: Object.fromEntries(worstSheets.map(({ currency, total }) => [currency, total])),
    worstSheets,
    unpriced,
  }
}

/** From all cached and p50 of output to nothing cached and p90; without history the prompts alone, and no upper end. */
function add(
  bands: Map<Band, Partial<Record<'USD' | 'CNY', Sums>>>,
  band: Band,
  rows: ReturnType<typeof bandRows>[number]['rows'],
  { counted: { tokens }, output, answer }: PlannedRequest,
): void {
  const sums = bands.get(band) ?? {}
  bands.set(band, sums)
  const known = output !== null && (answer === null || answer.likely !== null)
  for (const row of rows) {
    const before = sums[row.currency] ?? { prompt: zero, low: zero, high: zero }
    const prompt = cost({ hit: 0, miss: tokens, completion: 0 }, row).total
    const low = cost(
      { hit: tokens, miss: answer?.likely?.p50.tokens ?? 0, completion: output?.p50.tokens ?? 0 },
      row,
    ).total
    const high = cost(
      { hit: 0, miss: tokens + (answer?.likely?.p90.tokens ?? 0), completion: output?.p90.tokens ?? 0 },
      row,
    ).total
    sums[row.currency] = {
      prompt: addAmounts(before.prompt, prompt),
      low: addAmounts(before.low, low),
      high: known && before.high !== null ? addAmounts(before.high, high) : null,
    }
  }
}

/** What a request costs at the worst, on the dearest row of each currency. */
function worstOf(rows: readonly PriceRow[], { counted, answer }: PlannedRequest): readonly SumPart[] {
  const usage = { hit: 0, miss: counted.tokens + (answer?.most ?? 0), completion: counted.maxTokens }
  return currencies.flatMap((currency) => {
    const parts = rows.filter((row) => row.currency === currency).map((row) => partOn(row, usage))
    return parts.length === 0
      ? []
      : [parts.reduce((dearest, part) => (part.paid > dearest.paid ? part : dearest))]
  })
}
