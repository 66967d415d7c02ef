import { countPrompt, type PieceCounter, type PromptCount } from '../encoding/estimate-prompt.ts'
import { parseRequest } from '../encoding/parse-request.ts'
import type { PromptPart } from '../encoding/prompt-parts.ts'
import type { PromptRequest } from '../encoding/request.ts'
import { canonicalJson, requestHash, sha256 } from '../pricing/canonical-json.ts'
import { estimateCost, possibleRows } from '../pricing/estimate-cost.ts'
import { invalidFile } from '../pricing/invalid-file.ts'
import { resolveModel, type ResolvedModel } from '../pricing/model-book.ts'
import { pricesAt } from '../pricing/price-at.ts'
import { type Receipt, receiptField } from '../pricing/receipt-types.ts'
import { estimateReceipt } from '../pricing/receipt.ts'
import { type Verification, verifyReceipt } from '../pricing/verify-receipt.ts'
import { assembleEstimate, maxTokensOf } from './assemble.ts'
import type { Books } from './books.ts'
import { encodeFor, type EncodedFor } from './encode-for.ts'
import { modelMissing } from './estimate-request.ts'

/** What a receipt is computed with, the same when it is written and when it is verified. */
export interface ReceiptMeans {
  readonly books: Books
  readonly counter: PieceCounter
  /** The sha256 that names the vocabulary of the counter. */
  readonly vocabulary: string
}

export interface ReceiptQuestion {
  /** The body of the request, as JSON text. */
  readonly text: string
  /** Takes the place of the request's own model name. */
  readonly model?: string | undefined
  /** Epoch ms. */
  readonly at: number
}

/**
 * The receipt of the estimate of a request.
 * @throws FathomError those of `parseRequest` and `estimateRequest`
 */
export function receiptOfEstimate(means: ReceiptMeans, { text, model, at }: ReceiptQuestion): Receipt {
  const { books, counter } = means
  const request = parseRequest(text)
  const requested = model ?? request.model
  if (requested === null) throw modelMissing()
  const encodedFor = encodeFor(books.models, request, requested, at)
  const count = countPrompt(encodedFor.encoded, counter)
  return receiptOfCount(means, { text, request, requested, ...encodedFor, count, at })
}

/** A request that was encoded and counted for an instant (epoch ms). */
export interface CountedText extends EncodedFor {
  /** The body as JSON text, and what it says. */
  readonly text: string
  readonly request: PromptRequest
  readonly requested: string
  readonly count: PromptCount
  readonly at: number
}

/** The receipt of a request that is counted already. */
export function receiptOfCount(
  { books, vocabulary }: Pick<ReceiptMeans, 'books' | 'vocabulary'>,
  { text, request, requested, model, encoded, count, at }: CountedText,
): Receipt {
  const maxTokens = maxTokensOf(request, model).value
  const estimate = assembleEstimate(books.prices, { requested, model, count, maxTokens }, at)
  const prices = pricesAt(books.prices, requested, at)
  const subject = {
    model: estimate.model,
    profile: estimate.profile,
    hashes: {
      request: requestHash(JSON.parse(text)),
      text: promptHash(encoded.parts),
      vocabulary,
      profile: profileHash(model),
    },
    practice: false,
    prices,
    notes: estimate.notes,
  }
  const { tokens, exact } = count
  const possible = possibleRows(books.prices, requested, at)
  const bounds = estimateCost(tokens, maxTokens, prices.rows, possible)
  return estimateReceipt(subject, { tokens, exact }, maxTokens, bounds)
}

/**
 * Reads a receipt.
 * @throws FathomError `INVALID_RECEIPT` naming the first field at fault
 */
export function readReceipt(json: unknown): Receipt {
  const parsed = receiptField.safeParse(json)
  if (!parsed.success) throw invalidFile('INVALID_RECEIPT', 'The receipt', parsed.error)
  return parsed.data
}

/**
 * The receipt that a request gets today under the model name and at the instant of an earlier receipt.
 * @throws FathomError as `receiptOfEstimate`
 */
export function receiptAgain(means: ReceiptMeans, { model, at }: Receipt, text: string): Receipt {
  return receiptOfEstimate(means, { text, model: model.requested, at: Date.parse(at) })
}

/**
 * Compares a receipt with the books and the vocabulary of today, and with `again` (from `receiptAgain`) where its
 * request is at hand: without it, what rests on the request is listed as unchecked.
 * @throws FathomError for an amount or a rate in the receipt that is no number
 */
export function compareReceipt(means: ReceiptMeans, receipt: Receipt, again: Receipt | null): Verification {
  const { books, vocabulary } = means
  const model = resolveModel(books.models, receipt.model.requested, Date.parse(receipt.at))
  return verifyReceipt(receipt, {
    book: books.prices,
    hashes: again?.hashes ?? { vocabulary, profile: profileHash(model) },
    model: { served: model?.served ?? null, profile: model?.profile ?? null },
    // The prompt tokens of a bill are the API's own.
    again: receipt.kind === 'estimate' ? again : null,
  })
}

/**
 * The hash of a prompt as the model reads it: texts without a control token between them are one, because the count
 * does not depend on where they were joined; a control token is never the same as its spelling in a text.
 */
export function promptHash(parts: readonly PromptPart[]): string {
  const pieces: ({ control: string } | { text: string })[] = []
  for (const { piece } of parts) {
    // The texts of a request from a file are all at hand: it has no open documents.
    if ('document' in piece) continue
    const last = pieces.at(-1)
    if ('text' in piece && last && 'text' in last) last.text += piece.text
    else pieces.push({ ...piece })
  }
  return sha256(canonicalJson(pieces))
}

/** The hash of what the model book says of a name at an instant; a name that it does not know has one too. */
export function profileHash(model: ResolvedModel | null): string {
  return sha256(canonicalJson(model))
}
