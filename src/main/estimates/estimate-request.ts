import type { Estimate } from '../../contract/estimates.ts'
import { countPrompt, type PieceCounter } from '../encoding/estimate-prompt.ts'
import type { PromptRequest } from '../encoding/request.ts'
import { FathomError } from '../errors.ts'
import { assembleEstimate, maxTokensOf } from './assemble.ts'
import type { Books } from './books.ts'
import { encodeFor } from './encode-for.ts'

export interface EstimateQuestion {
  readonly request: PromptRequest
  /** Takes the place of the request's own model name. */
  readonly model?: string | undefined
  /** Epoch ms. */
  readonly at: number
}

/**
 * The estimate of a whole request whose texts are at hand.
 * @throws FathomError MODEL_MISSING when neither the request nor the caller names a model
 */
export function estimateRequest(books: Books, counter: PieceCounter, question: EstimateQuestion): Estimate {
  const { request, at } = question
  const requested = question.model ?? request.model
  if (requested === null) throw modelMissing()
  const { model, encoded } = encodeFor(books.models, request, requested, at)
  const counted = {
    requested,
    model,
    count: countPrompt(encoded, counter),
    maxTokens: maxTokensOf(request, model).value,
  }
  return assembleEstimate(books.prices, counted, at)
}

/** MODEL_MISSING: neither the request nor the caller names a model. */
export function modelMissing(): FathomError {
  return new FathomError('MODEL_MISSING', 'The request names no model. Add "model" to it, or give --model.')
}
