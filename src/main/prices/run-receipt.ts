import type { RunReceipt } from '../../contract/receipts.ts'
import { parseRequest } from '../encoding/parse-request.ts'
import type { Books } from '../estimates/books.ts'
import { encodeFor } from '../estimates/encode-for.ts'
import { profileHash, promptHash } from '../estimates/receipt-of-estimate.ts'
import type { DecidingInstant } from '../pricing/band-rules.ts'
import { requestHash } from '../pricing/canonical-json.ts'
import { cost } from '../pricing/cost.ts'
import { pricesForRun, type RunInstants, type RunPrices } from '../pricing/deciding-instant.ts'
import { isoOf } from '../pricing/instants.ts'
import { currencies, formatAmount } from '../pricing/money.ts'
import { type PriceBook, rowById } from '../pricing/price-book.ts'
import type { PriceRow } from '../pricing/price-row.ts'
import { billReceipt } from '../pricing/receipt.ts'
import type { TokenCounts } from '../pricing/usage-counts.ts'
import type { RunRecord } from '../runs/run-record.ts'
import type { RunCharges } from './run-charges.ts'

export interface RunReceiptQuestion {
  readonly books: Books
  readonly vocabulary: string
  readonly setting: DecidingInstant
  readonly record: RunRecord
  readonly charges: RunCharges & { readonly usage: TokenCounts }
}

/** The receipt of what a run is charged in the ledger: by the rows that were frozen there, whatever the book says now. */
export function receiptOfRun(question: RunReceiptQuestion): RunReceipt {
  const { books, vocabulary, setting, record, charges } = question
  const { usage, corrections } = charges
  const pricing = pricesForRun(books.prices, record.modelRequested, instantsOf(record), setting)
  const options = [pricing.chosen, ...pricing.others]
  const charged = chargedBy(books.prices, options, pricing.chosen, charges)
  const request = parseRequest(record.requestText)
  const { model, encoded } = encodeFor(books.models, request, record.modelRequested, record.sentAt)
  const subject = {
    model: { requested: record.modelRequested, served: record.modelServed },
    profile: record.estimate.profile,
    hashes: {
      request: requestHash(JSON.parse(record.requestText)),
      text: promptHash(encoded.parts),
      vocabulary,
      profile: profileHash(model),
    },
    practice: record.practice,
    prices: charged.prices,
    notes: pricing.notes,
  }
  return {
    receipt: billReceipt(subject, record.id, usage, charged.decidedBy),
    others: options
      .filter(({ prices }) => rowIds(prices) !== rowIds(charged.prices))
      .map(({ decidedBy, prices }) => ({
        decidedBy,
        band: prices.band.band,
        totals: Object.fromEntries(
          prices.rows.map((row) => [row.currency, formatAmount(cost(usage, row).total)]),
        ),
      })),
    corrections: corrections.map(({ at, reason }) => ({ at: isoOf(at), reason })),
  }
}

function instantsOf({ sentAt, firstByteAt, completedAt }: RunRecord): RunInstants {
  return { sentAt, firstByteAt, completedAt }
}

/** Which instant the frozen rows are those of; where of none, the prices are the frozen rows themselves. */
function chargedBy(
  book: PriceBook,
  options: readonly RunPrices[],
  chosen: RunPrices,
  { rowIds: frozen }: RunCharges,
): RunPrices {
  const same = options.find(
    ({ prices }) =>
      prices.rows.length === Object.keys(frozen).length &&
      prices.rows.every((row) => frozen[row.currency] === row.id),
  )
  if (same) return same
  const rows = currencies.flatMap((currency) => frozenRow(book, frozen[currency]) ?? [])
  const missing = currencies.filter(
    (currency) => frozen[currency] !== undefined && !rows.some((row) => row.currency === currency),
  )
  const notes = missing.map(
    (currency) =>
      `The ${currency} price row ${frozen[currency]} is not in this price book, so its receipt cannot be drawn.`,
  )
  const { band: certain } = chosen.prices
  const [first] = rows
  const band = first
    ? { ...certain, band: first.band, why: 'By the price row that the ledger holds' }
    : certain
  return { decidedBy: chosen.decidedBy, prices: { ...chosen.prices, band, rows, alternatives: [], notes } }
}

function rowIds({ rows }: RunPrices['prices']): string {
  return rows.map(({ id }) => id).join(' ')
}

function frozenRow(book: PriceBook, id: string | undefined): PriceRow | null {
  return id === undefined ? null : rowById(book, id)
}
