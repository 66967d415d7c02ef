import { DSML } from './control-tokens.ts'
import type { PromptWriter } from './prompt-parts.ts'
import { renderPythonJson } from './render-json.ts'
import type { ToolCall } from './request.ts'
import { callArguments } from './tool-arguments.ts'
import type { CallArgument } from './tool-arguments.ts'

/** The names inside the tags of DeepSeek's markup for tool calls; they change from model to model. */
export interface DsmlNames {
  readonly calls: string
  readonly invoke: string
  readonly parameter: string
}

/** Opens a block of calls; a forced tool choice puts this into the prompt. */
export function callsOpening({ calls }: DsmlNames): string {
  return `\n\n<${DSML}${calls}>\n`
}

/** How an argument that is not a string is written: with the spaces it was sent with, or anew, as `json.dumps` does. */
export type ArgumentSpelling = 'as-sent' | 'anew'

/** Writes the calls of an assistant message. Names, keys and values are the client's text, never control tokens. */
export function writeCalls(
  writer: PromptWriter,
  toolCalls: readonly ToolCall[],
  names: DsmlNames,
  message: number | null,
  spelling: ArgumentSpelling = 'as-sent',
): void {
  writer.template(callsOpening(names), 'tool-call', message)
  toolCalls.forEach((call, index) => {
    writer.template(`${index > 0 ? '\n' : ''}<${DSML}${names.invoke} name="`, 'tool-call', message)
    writer.text(call.name, 'tool-call', message)
    writer.template('">\n', 'tool-call', message)
    callArguments(call).forEach((argument, place) => {
      if (place > 0) writer.text('\n', 'tool-call', message)
      writeArgument(writer, argument, names, message, spelling)
    })
    writer.template(`\n</${DSML}${names.invoke}>`, 'tool-call', message)
  })
  writer.template(`\n</${DSML}${names.calls}>`, 'tool-call', message)
}

function writeArgument(
  writer: PromptWriter,
  { key, value, text }: CallArgument,
  names: DsmlNames,
  message: number | null,
  spelling: ArgumentSpelling,
): void {
  const isString = typeof value === 'string'
  writer.template(`<${DSML}${names.parameter} name="`, 'tool-call', message)
  writer.text(key, 'tool-call', message)
  writer.text(`" string="${isString}">`, 'tool-call', message)
  const anew = isString ? value : renderPythonJson(value)
  const sent = isString ? value : text
  writer.text(spelling === 'anew' ? anew : sent, 'tool-call', message)
  writer.template(`</${DSML}${names.parameter}>`, 'tool-call', message)
  if (sent !== anew) writer.doubt(SPACING[spelling])
}

const SPACING: Readonly<Record<ArgumentSpelling, string>> = {
  'as-sent':
    'A tool call has an argument that is not a string and is spaced in its own way; it is counted as sent, which only recordings of July 2026 confirm.',
  anew: 'A tool call has an argument that is not a string and is spaced in its own way; it is counted as the published encoder writes it, which no bill confirms.',
}
