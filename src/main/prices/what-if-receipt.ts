import type { WhatIfEffort } from '../../contract/prices.ts'
import type { WhatIfReceipt, WhatIfSheet } from '../../contract/receipts.ts'
import type { Band } from '../../contract/values.ts'
import { FathomError } from '../errors.ts'
import type { Books } from '../estimates/books.ts'
import type { LiveEstimates } from '../estimates/live-estimates.ts'
import { cost } from '../pricing/cost.ts'
import { isoOf } from '../pricing/instants.ts'
import { currencies, formatAmount, multiplyAmount } from '../pricing/money.ts'
import { pricesAt, rowInBand } from '../pricing/price-at.ts'
import { sheet } from '../pricing/receipt.ts'
import { parametersOf, warmTokensOf } from './draft-what-if.ts'

export interface WhatIfReceiptQuestion {
  readonly promptId: string
  readonly model: string
  readonly effort: WhatIfEffort
  readonly band: Band
  readonly cache: 'cold' | 'warm'
  /** Epoch ms. */
  readonly at: number
  readonly output: number
  readonly runs: number
}

export interface WhatIfReceiptOptions {
  readonly estimates: Pick<LiveEstimates, 'columns' | 'encode'>
  readonly books: Books
}

/** Draws up one figure of the what-if panel: tokens times rate, times runs. Null for a draft that nobody looks at. */
export function createWhatIfReceipt({
  estimates,
  books,
}: WhatIfReceiptOptions): (question: WhatIfReceiptQuestion) => Promise<WhatIfReceipt | null> {
  return async ({ promptId, model, effort, band, cache, at, output, runs }) => {
    if (estimates.encode(promptId, model) === null) return null
    const counted = await estimates.columns(promptId, [{ model, ...parametersOf(effort) }])
    const prompt = counted?.columns[0]?.estimate.prompt
    if (prompt === undefined) return null
    const hit = cache === 'warm' ? warmTokensOf(prompt.tokens) : 0
    const usage = { hit, miss: prompt.tokens - hit, completion: output }
    const sheets = currencies.flatMap((currency): WhatIfSheet[] => {
      const row = rowInBand(books.prices, model, at, currency, band)
      if (row === null) return []
      const { scenario: _, ...drawn } = sheet('all-miss', row, usage)
      return [{ ...drawn, ofAllRuns: formatAmount(multiplyAmount(cost(usage, row).total, runs)) }]
    })
    if (sheets.length === 0) throw unpriced(pricesAt(books.prices, model, at).notes)
    return { at: isoOf(at), prompt: { tokens: prompt.tokens, exact: prompt.exact }, runs, sheets }
  }
}

function unpriced(notes: readonly string[]): FathomError {
  const [why = 'No price is known. Add a row to the price book.'] = notes
  return new FathomError('UNPRICED', why)
}
