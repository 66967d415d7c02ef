import { estimateCost, possibleRows } from './estimate-cost.ts'
import { pricesAt } from './price-at.ts'
import { type PriceBook, rowById } from './price-book.ts'
import type { Receipt, ReceiptSheet } from './receipt-types.ts'
import { billReceipt, estimateReceipt } from './receipt.ts'
import type { TokenCounts } from './usage-counts.ts'

/** What is known of a receipt's model besides the receipt; a bill's served model is the response's own word. */
export type ModelClaims = { readonly served: string | null; readonly profile: string | null }

/**
 * The receipt as it would be written today for what it says of itself: model, instant, tokens. What only its request
 * or its run could tell (hashes, notes, which run, practice, what decided) is taken over.
 */
export function rebuildReceipt(receipt: Receipt, book: PriceBook, model: ModelClaims): Receipt {
  const billed = receipt.sheets.some(({ scenario }) => scenario === 'billed')
  const { requested } = receipt.model
  const at = Date.parse(receipt.at)
  const prices = pricesAt(book, requested, at)
  const subject = {
    model: { requested, served: billed ? receipt.model.served : model.served },
    profile: model.profile,
    hashes: receipt.hashes,
    practice: billed && receipt.practice,
    prices,
    notes: receipt.notes,
  }
  if (!billed) {
    const worst = receipt.sheets.find(({ scenario }) => scenario === 'worst-case')
    const maxTokens = worst === undefined ? 0 : countsOf(worst).completion
    const possible = possibleRows(book, requested, at)
    const bounds = estimateCost(receipt.prompt.tokens, maxTokens, prices.rows, possible)
    return estimateReceipt(subject, receipt.prompt, maxTokens, bounds)
  }
  // A bill stands on the rows that were in force for the ledger then, whatever was corrected since.
  const rows = receipt.sheets.flatMap(({ priceRow }) => rowById(book, priceRow.id) ?? [])
  const asThen = rows.every((row) => prices.rows.includes(row))
  const [first] = rows
  const { band } = prices
  return billReceipt(
    {
      ...subject,
      prices: {
        ...prices,
        rows,
        band: asThen || first === undefined ? band : { ...band, band: first.band, why: receipt.band.why },
        // Those of the other rows are not those of this bill.
        notes: asThen ? prices.notes : [],
      },
    },
    receipt.run ?? 'none',
    receipt.sheets[0] === undefined ? { hit: 0, miss: 0, completion: 0 } : countsOf(receipt.sheets[0]),
    receipt.band.decidedBy ?? 'sent',
  )
}

function countsOf({ lines }: ReceiptSheet): TokenCounts {
  const tokens = (kind: 'hit' | 'miss' | 'output'): number =>
    lines.find((line) => line.kind === kind)?.tokens ?? 0
  return { hit: tokens('hit'), miss: tokens('miss'), completion: tokens('output') }
}
