import type { PromptWriter } from './prompt-parts.ts'
import type { ChatRequest } from './request.ts'

/** Writes what JSON mode adds to a prompt: `words`, which stand after system text and tools. */
export function jsonModeText(writer: PromptWriter, request: ChatRequest, words: string): void {
  const { responseFormat } = request
  if (responseFormat === undefined || responseFormat === 'text') return
  if (responseFormat !== 'json_object') {
    return writer.doubt(
      `The response format "${responseFormat}" is not one that the API takes; nothing was counted for it.`,
    )
  }
  writer.doubt('What JSON mode adds to the prompt is not published for this model; a few tokens may differ.')
  writer.text(words, 'response-format', null)
}

const OPENING = '## Response Format:\n\nYou MUST strictly adhere to the following schema to reply:\n'

/** From V3.1 to the V4 preview: JSON mode is recorded to add 20 tokens, and this is the schema that weighs as much. */
export const OLDER_SCHEMA = '{"type":"object"}'

/** The words of JSON mode since V3.1. Source: published V3.2, V4 and V4.1 encoders. */
export function schemaWords(schema: string, follows: boolean): string {
  return `${follows ? '\n\n' : ''}${OPENING}${schema}`
}
