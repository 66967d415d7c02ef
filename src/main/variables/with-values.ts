import type { Draft } from '../../contract/drafts.ts'
import { fillText } from './fill-text.ts'
import { missingVariables, type VariableValues } from './fill-variables.ts'
import { variablesIn } from './variables-in.ts'

type FillableDraft = Pick<Draft, 'messages' | 'variables'>

/** The values that a draft has for its variables. */
function valuesOf({ variables }: Pick<Draft, 'variables'>): VariableValues {
  return new Map(Object.entries(variables).map(([name, { text }]) => [name, text]))
}

/** The names of a draft that have neither a value nor a default. */
export function missingIn(draft: FillableDraft): string[] {
  return missingVariables(draft.messages, valuesOf(draft))
}

/** A draft as it is sent: with its values in place. A name without a value stays as it is written. */
export function withValues<Filled extends FillableDraft>(draft: Filled): Filled {
  const values = valuesOf(draft)
  const fallbacks = new Map(variablesIn(draft.messages).map(({ name, fallback }) => [name, fallback]))
  const messages = draft.messages.map((message) => ({
    ...message,
    content: fillText(message.content, (name) => values.get(name) ?? fallbacks.get(name) ?? null).text,
  }))
  return { ...draft, messages }
}
