import { type ModelBook, resolveModel } from '../pricing/model-book.ts'

/** Requests to names that are served by one model share its limit; practice has its own. */
export function limitKey(models: ModelBook, model: string, practice: boolean, at: number): string {
  const served = resolveModel(models, model, at)?.served ?? model
  return practice ? `practice ${served}` : served
}
