import { t } from '../../contract/i18n/t.ts'
import { FathomError } from '../errors.ts'
import { fillText, type ValueSpan } from './fill-text.ts'
import { type TextHolder, variablesIn } from './variables-in.ts'

/** Values by name. A name that is not in it takes its default; the empty text is a value. */
export type VariableValues = ReadonlyMap<string, string>

/** A value where it stands in a filled message. */
export interface MessageSpan extends ValueSpan {
  readonly messageId: string
  /** Index of the message in the draft. */
  readonly message: number
}

export interface FilledMessages<Message> {
  readonly messages: readonly Message[]
  readonly spans: readonly MessageSpan[]
}

/**
 * Messages with the values in the places of their variables; defaults where none is given.
 * @throws FathomError VARIABLES_MISSING {names}
 */
export function fillVariables<Message extends TextHolder>(
  messages: readonly Message[],
  values: VariableValues,
): FilledMessages<Message> {
  const valueOf = valueReader(messages, values)
  const filled = messages.map(({ content }) => fillText(content, valueOf))
  const missing = [...new Set(filled.flatMap(({ missing }) => missing))]
  if (missing.length > 0) throw variablesMissing(missing)
  return {
    messages: messages.map((message, index) => withText(message, filled[index]?.text ?? '')),
    spans: filled.flatMap(({ spans }, message) =>
      spans.map((span) => ({ ...span, message, messageId: messages[message]?.id ?? '' })),
    ),
  }
}

/** The names that have neither a value nor a default, in the order of the draft. */
export function missingVariables(messages: readonly TextHolder[], values: VariableValues): string[] {
  return variablesIn(messages)
    .filter(({ name, fallback }) => fallback === null && !values.has(name))
    .map(({ name }) => name)
}

export function variablesMissing(names: readonly string[]): FathomError {
  const message = t(
    '{count, plural, one {The variable {names} has no value} other {The variables {names} have no values}}. Fill in the variables, then run again.',
    { count: names.length, names: names.map((name) => `{{${name}}}`).join(', ') },
  )
  return new FathomError('VARIABLES_MISSING', message, { names })
}

function valueReader(
  messages: readonly TextHolder[],
  values: VariableValues,
): (name: string) => string | null {
  const fallbacks = new Map(variablesIn(messages).map(({ name, fallback }) => [name, fallback]))
  return (name) => values.get(name) ?? fallbacks.get(name) ?? null
}

function withText<Message extends TextHolder>(message: Message, content: string): Message {
  return message.content === content ? message : { ...message, content }
}
