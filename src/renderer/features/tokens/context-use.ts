import type { EstimateColumn } from '../../../contract/estimates.ts'
import { t } from '../../../contract/i18n/t.ts'
import { formatInteger } from '../../lib/format.ts'

/** How prompt and answer fill the context of a model; tokens. */
export interface ContextUse {
  readonly limit: number
  readonly prompt: number
  readonly maxTokens: number
  /** What is left; negative where the two do not fit. */
  readonly left: number
  /** What to do where they do not fit; null where they do. */
  readonly advice: string | null
}

/** Null where the limits of the model are not known. */
export function contextUse({ estimate, maxTokens }: EstimateColumn): ContextUse | null {
  if (estimate.context === null) return null
  const { limit } = estimate.context
  const prompt = estimate.prompt.tokens
  const left = limit - prompt - maxTokens.value
  return {
    limit,
    prompt,
    maxTokens: maxTokens.value,
    left,
    advice: left < 0 ? adviceFor(limit, prompt, maxTokens) : null,
  }
}

function adviceFor(limit: number, prompt: number, maxTokens: EstimateColumn['maxTokens']): string {
  if (prompt >= limit) {
    return t('The prompt alone leaves no room for an answer: this model holds {limit} tokens. Shorten it.', {
      limit: formatInteger(limit),
    })
  }
  const room = formatInteger(limit - prompt)
  const value = formatInteger(maxTokens.value)
  return maxTokens.isDefault
    ? t(
        'Prompt and max_tokens ({value}, the default) do not fit. Lower max_tokens to {room} or less, or shorten the prompt.',
        { value, room },
      )
    : t(
        'Prompt and max_tokens ({value}) do not fit. Lower max_tokens to {room} or less, or shorten the prompt.',
        { value, room },
      )
}
