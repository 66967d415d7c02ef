import type { Draft } from '../../contract/drafts.ts'
import { t } from '../../contract/i18n/t.ts'
import { FathomError } from '../errors.ts'
import { fillText } from './fill-text.ts'
import { variablesIn } from './variables-in.ts'

type FillableDraft = Pick<Draft, 'messages' | 'variables'>

/** The values that a draft has for its variables. The empty text is a value. */
function valuesOf({ variables }: Pick<Draft, 'variables'>): ReadonlyMap<string, string> {
  return new Map(Object.entries(variables).map(([name, { text }]) => [name, text]))
}

/** The names of a draft that have neither a value nor a default, in the order of the draft. */
export function missingIn(draft: FillableDraft): string[] {
  const values = valuesOf(draft)
  return variablesIn(draft.messages)
    .filter(({ name, fallback }) => fallback === null && !values.has(name))
    .map(({ name }) => name)
}

/** The error of a draft that cannot be sent because of `missingIn`: VARIABLES_MISSING {names}. */
export function variablesMissing(names: readonly string[]): FathomError {
  const message = t(
    '{count, plural, one {The variable {names} has no value} other {The variables {names} have no values}}. Fill in the variables, then run.',
    { count: names.length, names: names.map((name) => `{{${name}}}`).join(', ') },
  )
  return new FathomError('VARIABLES_MISSING', message, { names })
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
