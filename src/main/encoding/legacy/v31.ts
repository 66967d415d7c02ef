import { writeContent } from '../content.ts'
import { ASSISTANT, BEGIN, END, THINK, THINK_END, USER } from '../control-tokens.ts'
import { isForced, offeredTools } from '../offered-tools.ts'
import { createPromptWriter } from '../prompt-parts.ts'
import type { EncodedPrompt, PromptWriter } from '../prompt-parts.ts'
import { renderPythonJson } from '../render-json.ts'
import type { ChatRequest, ToolCall, ToolDefinition } from '../request.ts'
import { jsonModeText, OLDER_SCHEMA, schemaWords } from '../response-format.ts'
import type { EncodingTarget } from '../target.ts'
import { legacyThinking } from '../thinking.ts'
import { shownFunction } from '../tool-schema.ts'
import { isContinued, spokenMessages, writeSystemTexts } from './system-text.ts'
import type { Spoken } from './system-text.ts'

/**
 * Encodes a request as V3.1, V3.1-Terminus and V3.2-Exp did.
 * Sources: published V3.1 template and model card; recordings of 2025-08-20 to 2025-11-03, all of them exact.
 */
export function encodeV31(request: ChatRequest, target: EncodingTarget): EncodedPrompt {
  const writer = createPromptWriter()
  if (target.note !== null) writer.doubt(target.note)
  const thinking = legacyThinking(request, target, writer)
  const tools = offeredTools(request, writer)
  writer.control(BEGIN, null)
  const hasSystem = writeSystemTexts(writer, request)
  if (tools.length > 0) writeTools(writer, request, tools, hasSystem)
  if (tools.length > 0 && thinking)
    writer.doubt('V3.1 served a thinking request with tools in its own way; that is not recorded.')
  jsonModeText(writer, request, schemaWords(OLDER_SCHEMA, hasSystem || tools.length > 0))
  const spoken = spokenMessages(writer, request)
  for (const item of spoken) writeMessage(writer, item)
  if (spoken.at(-1)?.message.role === 'user') {
    writer.control(ASSISTANT, null)
    writer.control(thinking ? THINK : THINK_END, null)
  }
  if (isForced(request) && tools.length > 0) writer.template(V31_CALLS_OPENING, 'tool-call', null)
  return writer.finish()
}

/** Opens the calls of an answer; a forced tool choice puts this into the prompt. */
const V31_CALLS_OPENING = '<｜tool▁calls▁begin｜>'

const CALL_FORMAT = `
IMPORTANT: ALWAYS adhere to this exact format for tool use:
<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>tool_call_name<｜tool▁sep｜>tool_call_arguments<｜tool▁call▁end｜>{additional_tool_calls}<｜tool▁calls▁end｜>

Where:

- \`tool_call_name\` must be an exact match to one of the available tools
- \`tool_call_arguments\` must be valid JSON that strictly follows the tool's Parameters Schema
- For multiple tool calls, chain them directly without separators or spaces`

function writeTools(
  writer: PromptWriter,
  request: ChatRequest,
  tools: readonly ToolDefinition[],
  hasSystem: boolean,
): void {
  const functions = tools.map((tool) => {
    const { name, description, parameters } = shownFunction(tool, request)
    return `\n### ${name}\nDescription: ${description}\n\nParameters: ${renderPythonJson(parameters)}\n`
  })
  const opening = `${hasSystem ? '\n\n' : ''}## Tools\nYou have access to the following tools:\n`
  writer.text(opening + functions.join(''), 'tools', null)
  writer.template(CALL_FORMAT, 'tools', null)
}

function writeMessage(writer: PromptWriter, spoken: Spoken): void {
  const { message, index, before } = spoken
  if (message.role === 'user') {
    writer.control(USER, index)
    writeContent(writer, message.content, 'user', index)
  } else if (message.role === 'assistant') {
    if (before === 'user') {
      writer.control(ASSISTANT, index)
      writer.control(THINK_END, index)
    }
    writeContent(writer, message.content, isContinued(spoken) ? 'prefix' : 'assistant', index)
    writeV31Calls(writer, message.toolCalls ?? [], index)
    if (!isContinued(spoken)) writer.control(END, index)
  } else {
    writer.template('<｜tool▁output▁begin｜>', 'tool-result', index)
    writeContent(writer, message.content, 'tool-result', index)
    writer.template('<｜tool▁output▁end｜>', 'tool-result', index)
  }
}

/** Writes the calls of an assistant message as V3.1 does. */
export function writeV31Calls(
  writer: PromptWriter,
  toolCalls: readonly ToolCall[],
  index: number | null,
): void {
  if (toolCalls.length === 0) return
  writer.template(V31_CALLS_OPENING, 'tool-call', index)
  for (const call of toolCalls) {
    writer.template('<｜tool▁call▁begin｜>', 'tool-call', index)
    writer.text(call.name, 'tool-call', index)
    writer.template('<｜tool▁sep｜>', 'tool-call', index)
    writer.text(call.arguments, 'tool-call', index)
    writer.template('<｜tool▁call▁end｜>', 'tool-call', index)
  }
  writer.template('<｜tool▁calls▁end｜>', 'tool-call', index)
}
