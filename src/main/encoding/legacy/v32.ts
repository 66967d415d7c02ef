import { writeContent } from '../content.ts'
import { ASSISTANT, BEGIN, END, THINK, THINK_END, USER } from '../control-tokens.ts'
import { callsOpening, writeCalls } from '../dsml.ts'
import { isForced, offeredTools } from '../offered-tools.ts'
import { createPromptWriter } from '../prompt-parts.ts'
import type { EncodedPrompt, PromptWriter } from '../prompt-parts.ts'
import type { AssistantMessage, ChatRequest, MessageContent } from '../request.ts'
import { jsonModeText, OLDER_SCHEMA, schemaWords } from '../response-format.ts'
import type { EncodingTarget } from '../target.ts'
import { legacyThinking } from '../thinking.ts'
import { isContinued, spokenMessages, writeSystemTexts } from './system-text.ts'
import type { Spoken } from './system-text.ts'
import { V32_NAMES, writeV32Tools } from './v32-tools.ts'

interface V32Conversation {
  readonly writer: PromptWriter
  readonly thinking: boolean
  readonly lastUser: number
}

/**
 * Encodes a request as V3.2 did. Sources: published V3.2 encoder; recordings of 2025-12-30 to 2026-04-02, all exact.
 */
export function encodeV32(request: ChatRequest, target: EncodingTarget): EncodedPrompt {
  const writer = createPromptWriter()
  if (target.note !== null) writer.doubt(target.note)
  const thinking = legacyThinking(request, target, writer)
  const conversation = {
    writer,
    thinking,
    lastUser: request.messages.findLastIndex(({ role }) => role === 'user'),
  }
  const tools = offeredTools(request, writer)
  writer.control(BEGIN, null)
  const hasSystem = writeSystemTexts(writer, request, '')
  if (tools.length > 0) writeV32Tools(writer, request, tools, hasSystem)
  if (tools.length > 0 && thinking)
    writer.doubt('V3.2 thinking with tools is counted by the published encoder; no bill is recorded.')
  jsonModeText(writer, request, schemaWords(OLDER_SCHEMA, hasSystem || tools.length > 0))
  for (const spoken of spokenMessages(writer, request)) {
    const { message, index } = spoken
    if (message.role === 'user') writeUser(conversation, message.content, index)
    else if (message.role === 'assistant') writeAssistant(conversation, message, spoken)
    else writeResult(conversation, message.content, spoken)
  }
  if (isForced(request) && tools.length > 0) writer.template(callsOpening(V32_NAMES), 'tool-call', null)
  return writer.finish()
}

function writeUser(
  { writer, thinking, lastUser }: V32Conversation,
  content: MessageContent,
  index: number,
): void {
  writer.control(USER, index)
  writeContent(writer, content, 'user', index)
  writer.control(ASSISTANT, index)
  writer.control(thinking && index === lastUser ? THINK : THINK_END, index)
}

function writeAssistant(
  { writer, thinking, lastUser }: V32Conversation,
  message: AssistantMessage,
  spoken: Spoken,
): void {
  const { index } = spoken
  if (thinking && index > lastUser) {
    writer.text(message.reasoning ?? '', 'reasoning', index)
    writer.control(THINK_END, index)
  }
  writeContent(writer, message.content, isContinued(spoken) ? 'prefix' : 'assistant', index)
  if (message.toolCalls && message.toolCalls.length > 0)
    writeCalls(writer, message.toolCalls, V32_NAMES, index)
  if (!isContinued(spoken)) writer.control(END, index)
}

function writeResult(
  { writer, thinking, lastUser }: V32Conversation,
  content: MessageContent,
  { index, before, after }: Spoken,
): void {
  writer.text(`${before === 'tool' ? '' : '\n\n<function_results>'}\n<result>`, 'tool-result', index)
  writeContent(writer, content, 'tool-result', index)
  writer.text('</result>', 'tool-result', index)
  if (after === 'tool') return
  writer.text('\n</function_results>\n\n', 'tool-result', index)
  writer.control(thinking && index > lastUser ? THINK : THINK_END, index)
}
