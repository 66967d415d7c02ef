import { invalidFile } from './invalid-file.ts'
import { addAmounts, formatAmount, parseAmount, parseRate, priceOf } from './money.ts'
import { pricesAt } from './price-at.ts'
import { type PriceBook, rowById } from './price-book.ts'
import { type ModelClaims, rebuildReceipt } from './rebuild-receipt.ts'
import { differ, type Difference, differentClaims } from './receipt-claims.ts'
import { receiptField } from './receipt-types.ts'
import type { Receipt, ReceiptHashes, ReceiptSheet } from './receipt-types.ts'
import { priceRowHash, receiptHash, sheet } from './receipt.ts'

/** What could be computed anew. What is left out is reported as unchecked, never as right. */
export type Recomputed = {
  readonly book: PriceBook
  readonly hashes: Partial<ReceiptHashes>
  /** What the model book says of the name at the instant of the receipt. */
  readonly model: ModelClaims
  /** The receipt that its request gets today; null without the request, and for a bill, whose counts are the API's own. */
  readonly again: Receipt | null
}

export type Verification = {
  readonly same: boolean
  readonly differences: readonly Difference[]
  readonly unchecked: readonly string[]
}

/**
 * Recomputes a receipt: its stamp, its arithmetic, its hashes, its price rows against the book, the row that the book
 * would choose today, and all else that it claims.
 * @throws FathomError `INVALID_RECEIPT` for JSON that is not a receipt
 */
export function verifyReceipt(json: unknown, recomputed: Recomputed): Verification {
  const parsed = receiptField.safeParse(json)
  if (!parsed.success) throw invalidFile('INVALID_RECEIPT', 'The receipt', parsed.error)
  const receipt = parsed.data
  const { again } = recomputed
  const differences = [
    ...differ('stamp of the receipt', receipt.sha256, receiptHash(receipt)),
    ...receipt.sheets.flatMap(arithmetic),
    ...hashNames.flatMap((name) => compareHash(receipt, recomputed, name)),
    ...(again === null
      ? []
      : differ('prompt tokens', String(receipt.prompt.tokens), String(again.prompt.tokens))),
    ...receipt.sheets.flatMap((one) => promptOf(receipt, one)),
    ...receipt.sheets.flatMap((one) => againstBook(one, recomputed.book)),
    ...choice(receipt, recomputed),
    ...differentClaims(receipt, again ?? rebuildReceipt(receipt, recomputed.book, recomputed.model)),
  ]
  return { same: differences.length === 0, differences, unchecked: uncheckedOf(receipt, recomputed) }
}

/** What a receipt says that nothing at hand can tell. */
function uncheckedOf({ kind }: Receipt, { hashes, again }: Recomputed): readonly string[] {
  const missing = hashNames.filter((name) => hashes[name] === undefined).map((name) => `${name} hash`)
  if (kind === 'bill')
    return [...missing, 'prompt tokens', 'served model', 'run', 'practice', 'deciding instant', 'notes']
  return again === null
    ? [...missing, 'prompt tokens', 'certainty of the count', 'max_tokens of the worst case', 'notes']
    : missing
}

const hashNames = ['request', 'text', 'vocabulary', 'profile'] as const

function compareHash(
  receipt: Receipt,
  { hashes }: Recomputed,
  name: keyof ReceiptHashes,
): readonly Difference[] {
  const now = hashes[name]
  return now === undefined ? [] : differ(`${name} hash`, receipt.hashes[name] ?? 'none', now ?? 'none')
}

function arithmetic({ scenario, currency, lines, total }: ReceiptSheet): readonly Difference[] {
  const name = `${scenario} ${currency}`
  const wrong = lines.flatMap(({ kind, tokens, per1M, amount }) =>
    differ(`${name}, amount of ${kind}`, amount, formatAmount(priceOf(tokens, parseRate(per1M)))),
  )
  const sum = formatAmount(addAmounts(...lines.map(({ amount }) => parseAmount(amount))))
  return [...wrong, ...differ(`${name}, total`, total, sum)]
}

function tokensOf({ lines }: ReceiptSheet, kind: 'hit' | 'miss' | 'output'): number {
  return lines.find((line) => line.kind === kind)?.tokens ?? 0
}

function promptOf(receipt: Receipt, one: ReceiptSheet): readonly Difference[] {
  const sum = tokensOf(one, 'hit') + tokensOf(one, 'miss')
  return differ(
    `${one.scenario} ${one.currency}, prompt tokens as hit + miss`,
    String(receipt.prompt.tokens),
    String(sum),
  )
}

function againstBook(one: ReceiptSheet, book: PriceBook): readonly Difference[] {
  const { id } = one.priceRow
  const row = rowById(book, id)
  if (!row) return [{ what: `price row ${id}`, receipt: 'used', now: 'not in this price book' }]
  const again = sheet(one.scenario, row, {
    hit: tokensOf(one, 'hit'),
    miss: tokensOf(one, 'miss'),
    completion: tokensOf(one, 'output'),
  })
  return [
    ...differ(`price row ${id}, hash`, one.priceRow.sha256, priceRowHash(row)),
    ...one.lines.flatMap(({ kind, per1M }) => {
      const now = again.lines.find((line) => line.kind === kind)?.per1M ?? 'none'
      return differ(`price row ${id}, ${kind} per 1M`, per1M, now)
    }),
  ]
}

/** Whether the book today would take other rows for the same model and instant (a correction since). */
function choice(receipt: Receipt, { book }: Recomputed): readonly Difference[] {
  const { rows } = pricesAt(book, receipt.model.requested, Date.parse(receipt.at))
  return receipt.sheets
    .filter(({ scenario }) => scenario === 'billed' || scenario === 'all-miss')
    .flatMap(({ currency, priceRow }) => {
      const now = rows.find((row) => row.currency === currency)?.id ?? 'unpriced'
      return differ(`price row in force, ${currency}`, priceRow.id, now)
    })
}
