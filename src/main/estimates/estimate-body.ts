import type { Estimate } from '../../contract/estimates.ts'
import { countPrompt, type PromptCount } from '../encoding/estimate-prompt.ts'
import { parseRequest } from '../encoding/parse-request.ts'
import type { EncodedPrompt } from '../encoding/prompt-parts.ts'
import { assembleEstimate, maxTokensOf } from './assemble.ts'
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
  const request = parseRequest(body)
  const requested = request.model ?? ''
  const { model, encoded } = encodeFor(books.models, request, requested, at)
  const count = await countInWorker(counter, encoded)
  const maxTokens = maxTokensOf(request, model).value
  return assembleEstimate(books.prices, { requested, model, count, maxTokens }, at)
}
