import { encodeRequest } from '../encoding/encode-request.ts'
import type { EncodedPrompt } from '../encoding/prompt-parts.ts'
import type { PromptRequest } from '../encoding/request.ts'
import {
  type ModelBook,
  modelNames,
  requireModel,
  resolveModel,
  type ResolvedModel,
} from '../pricing/model-book.ts'

/** The models that the cost bar always shows side by side: DeepSeek's two of today (GET /models, 2026-11). */
export const FLASH = 'deepseek-flash'
export const PRO = 'deepseek-v4-pro'

export interface EncodedFor {
  /** Null: the model book does not know the name at this instant. */
  readonly model: ResolvedModel | null
  readonly encoded: EncodedPrompt
}

/**
 * Encodes a request for what its model name meant at an instant. A name that the book does not know is counted as
 * the flash model of that time (of the book's first day, before it), and said to be not exact.
 */
export function encodeFor(models: ModelBook, request: PromptRequest, name: string, at: number): EncodedFor {
  const model = resolveModel(models, name, at)
  if (model !== null) return { model, encoded: encodeRequest(request, model) }
  const standIn = flashOf(models, at)
  const encoded = encodeRequest(request, standIn)
  const note = `The model book does not know "${name}" at this time (names must match exactly); counted as ${standIn.requested}.`
  return { model: null, encoded: { ...encoded, exact: false, notes: [note, ...encoded.notes] } }
}

function flashOf(models: ModelBook, at: number): ResolvedModel {
  const then = Math.max(at, Math.min(...models.names.map(({ from }) => from)))
  const known = modelNames(models, then)
  const flash = [FLASH, 'deepseek-v4-flash'].find((name) => known.includes(name))
  return requireModel(models, flash ?? known[0] ?? FLASH, then)
}
