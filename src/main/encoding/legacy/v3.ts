import { writeContent } from '../content.ts'
import { ASSISTANT, BEGIN, END, THINK, USER } from '../control-tokens.ts'
import { isForced, offeredTools } from '../offered-tools.ts'
import { createPromptWriter } from '../prompt-parts.ts'
import type { EncodedPrompt, PromptWriter } from '../prompt-parts.ts'
import { renderIndentedJson } from '../render-json.ts'
import type { ChatRequest, ToolCall, ToolDefinition } from '../request.ts'
import { jsonModeText } from '../response-format.ts'
import type { EncodingTarget } from '../target.ts'
import { functionObject, shownFunction } from '../tool-schema.ts'
import { isContinued, spokenMessages, writeSystemTexts } from './system-text.ts'
import type { Spoken } from './system-text.ts'

/**
 * Encodes a request as V3 (deepseek-chat until 2025-08) and R1 (deepseek-reasoner until then) did.
 * Sources: published chat templates; recordings of 2025-02 and 2025-07 to 2025-08, all of them exact.
 */
export function encodeV3(request: ChatRequest, target: EncodingTarget): EncodedPrompt {
  const writer = createPromptWriter()
  if (target.note !== null) writer.doubt(target.note)
  const thinks = target.profile === 'r1'
  const tools = offeredTools(request, writer)
  writer.control(BEGIN, null)
  const hasSystem = writeSystemTexts(writer, request)
  if (tools.length > 0) writeTools(writer, request, tools, hasSystem)
  if (tools.length > 0 && thinks)
    writer.doubt('Tools of R1 are not recorded; they were counted as those of V3.')
  jsonModeText(writer, request, (hasSystem || tools.length > 0 ? '' : SYSTEM_TEXT) + JSON_WORDS)
  const spoken = spokenMessages(writer, request)
  for (const item of spoken) writeMessage(writer, item)
  const last = spoken.at(-1)
  if (last && (last.message.role === 'tool' || isContinued(last))) return writer.finish()
  writer.control(ASSISTANT, null)
  if (thinks) writer.control(THINK, null)
  if (thinks) writer.text('\n', 'control', null)
  return writer.finish()
}

/** What stands before tools or JSON mode where a request has no system text. Source: model card of V2.5. */
const SYSTEM_TEXT = 'You are a helpful Assistant.'

/** Source: model card of V2.5; behind the system text they are the 16 tokens that JSON mode is recorded to add. */
const JSON_WORDS = '\n\n## Response Format\n\nReply with JSON object ONLY.'

function writeTools(
  writer: PromptWriter,
  request: ChatRequest,
  tools: readonly ToolDefinition[],
  hasSystem: boolean,
): void {
  if (hasSystem) writer.doubt('Tools beside a system message are not recorded for V3.')
  if (isForced(request)) writer.doubt('A forced tool choice is not recorded for V3.')
  const functions = tools.map((tool) => {
    const shown = shownFunction(tool, request)
    return `- \`${shown.name}\`:\n\`\`\`json\n${renderIndentedJson(functionObject(shown))}\n\`\`\``
  })
  const opening = `${hasSystem ? '' : SYSTEM_TEXT}\n\n## Tools\n\n### Function\n\nYou have the following functions available:\n\n`
  writer.text(opening + functions.join('\n'), 'tools', null)
}

function writeMessage(writer: PromptWriter, spoken: Spoken): void {
  const { message, index, before, after } = spoken
  if (message.role === 'user') {
    writer.control(USER, index)
    writeContent(writer, message.content, 'user', index)
  } else if (message.role === 'assistant') {
    if (before !== 'tool') writer.control(ASSISTANT, index)
    writeContent(writer, message.content, isContinued(spoken) ? 'prefix' : 'assistant', index)
    writeV3Calls(writer, message.toolCalls ?? [], index)
    if (!isContinued(spoken)) writer.control(END, index)
  } else {
    if (before === 'tool') writer.text('\n', 'tool-result', index)
    else writer.template('<｜tool▁outputs▁begin｜>', 'tool-result', index)
    writer.template('<｜tool▁output▁begin｜>', 'tool-result', index)
    writeContent(writer, message.content, 'tool-result', index)
    writer.template('<｜tool▁output▁end｜>', 'tool-result', index)
    if (after !== 'tool') writer.template('<｜tool▁outputs▁end｜>', 'tool-result', index)
  }
}

/** Writes the calls of an assistant message as V3 does. */
export function writeV3Calls(
  writer: PromptWriter,
  toolCalls: readonly ToolCall[],
  index: number | null,
): void {
  if (toolCalls.length === 0) return
  writer.template('<｜tool▁calls▁begin｜>', 'tool-call', index)
  toolCalls.forEach((call, place) => {
    writer.template(`${place > 0 ? '\n' : ''}<｜tool▁call▁begin｜>function<｜tool▁sep｜>`, 'tool-call', index)
    writer.text(`${call.name}\n\`\`\`json\n${call.arguments}\n\`\`\``, 'tool-call', index)
    writer.template('<｜tool▁call▁end｜>', 'tool-call', index)
  })
  writer.template('<｜tool▁calls▁end｜>', 'tool-call', index)
}
