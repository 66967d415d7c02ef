import type { Estimate, EstimateColumn } from '../../contract/estimates.ts'
import { countPrompt, type PromptCount } from '../encoding/estimate-prompt.ts'
import { parseRequest } from '../encoding/parse-request.ts'
import type { EncodedPrompt } from '../encoding/prompt-parts.ts'
import { assembleColumn, assembleEstimate, type CountedRequest, maxTokensOf } from './assemble.ts'
import type { Books } from './books.ts'
import type { DraftCounter } from './draft-counter.ts'
import { encodeFor } from './encode-for.ts'

/** Counts the texts of an encoded prompt in the counting worker. */
export async function countInWorker(
  counter: Pick<DraftCounter, 'count'>,
  encoded: EncodedPrompt,
): Promise<PromptCount> {
  const counts = await counter.count(encoded.parts.map(({ piece }) => piece))
  return countPrompt(encoded, { countPieces: () => counts })
}

/** The estimate of a request's body at an instant (epoch ms), counted in the worker. */
export async function estimateBody(
  books: Books,
  counter: Pick<DraftCounter, 'count'>,
  body: string,
  at: number,
): Promise<Estimate> {
  const { counted } = await countBody(books, counter, body, at)
  return assembleEstimate(books.prices, counted, at)
}

/** The same with the price of the other band beside it. */
export async function estimateColumnOfBody(
  books: Books,
  counter: Pick<DraftCounter, 'count'>,
  body: string,
  at: number,
): Promise<EstimateColumn> {
  const { counted, isDefault } = await countBody(books, counter, body, at)
  return assembleColumn(books.prices, counted, at, isDefault)
}

async function countBody(
  books: Books,
  counter: Pick<DraftCounter, 'count'>,
  body: string,
  at: number,
): Promise<{ readonly counted: CountedRequest; readonly isDefault: boolean }> {
  const request = parseRequest(body)
  const requested = request.model ?? ''
  const { model, encoded } = encodeFor(books.models, request, requested, at)
  const count = await countInWorker(counter, encoded)
  const { value: maxTokens, isDefault } = maxTokensOf(request, model)
  return { counted: { requested, model, count, maxTokens }, isDefault }
}
