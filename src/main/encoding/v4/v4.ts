import { isEmptyContent, writeContent } from '../content.ts'
import { ASSISTANT, BEGIN, END, SYSTEM, THINK, THINK_END, USER } from '../control-tokens.ts'
import { callsOpening, writeCalls } from '../dsml.ts'
import { isForced, offeredTools } from '../offered-tools.ts'
import { createPromptWriter, ENDS_WITH_ASSISTANT } from '../prompt-parts.ts'
import type { EncodedPrompt, PromptWriter } from '../prompt-parts.ts'
import type { ChatRequest, ToolDefinition } from '../request.ts'
import { jsonModeText, schemaWords } from '../response-format.ts'
import type { EncodingTarget } from '../target.ts'
import { thinkingSettings } from '../thinking.ts'
import type { ThinkingSettings } from '../thinking.ts'
import type { V4Dialect } from './dialect.ts'
import { writeTools } from './tools.ts'
import { groupTurns } from './turns.ts'
import type { AssistantTurn, OtherTurn, Turn, TurnItem } from './turns.ts'

interface V4Conversation {
  readonly dialect: V4Dialect
  readonly settings: ThinkingSettings
  readonly tools: readonly ToolDefinition[]
  readonly turns: readonly Turn[]
  readonly writer: PromptWriter
}

/** Encodes a request as V4 and V4.1 do. Sources: published V4 and V4.1 encoders, recordings 2026-05 to 2026-08. */
export function encodeV4(request: ChatRequest, target: EncodingTarget, dialect: V4Dialect): EncodedPrompt {
  const writer = createPromptWriter()
  if (target.note !== null) writer.doubt(target.note)
  const conversation: V4Conversation = {
    dialect,
    settings: thinkingSettings(request, target, writer),
    tools: offeredTools(request, writer),
    turns: groupTurns(request.messages, dialect.systemToken),
    writer,
  }
  doubtUnrecorded(conversation, request, target)
  writer.control(BEGIN, null)
  writeHead(conversation, request)
  const opening = conversation.turns.findIndex(({ speaker }) => speaker !== 'system')
  const lastHeard = conversation.turns.findLastIndex(({ speaker }) => speaker !== 'assistant')
  conversation.turns.forEach((turn, place) => {
    if (turn.speaker === 'assistant' && place === opening) writeEmptyUser(conversation)
    if (turn.speaker === 'assistant') writeAssistant(conversation, turn, place > lastHeard)
    else if (turn.speaker === 'user') writeUser(conversation, turn)
    else if (place > 0) writeSystem(conversation, turn)
  })
  writeHeader(conversation, request)
  return writer.finish()
}

function doubtUnrecorded(
  { turns, writer }: V4Conversation,
  request: ChatRequest,
  target: EncodingTarget,
): void {
  if (turns.at(-1)?.speaker === 'assistant') writer.doubt(ENDS_WITH_ASSISTANT)
  const systems = request.messages.filter(
    ({ role, content }) => role === 'system' && !isEmptyContent(content),
  )
  const leads = request.messages[0]?.role === 'system'
  if (target.profile === 'v4-preview' && systems.length > (leads ? 1 : 0)) {
    writer.doubt('How the V4 preview placed a second or later system message is not recorded.')
  }
}

/** Everything before the first turn: effort preamble, leading system text, tools, response format. */
function writeHead(conversation: V4Conversation, request: ChatRequest): void {
  const { dialect, settings, tools, turns, writer } = conversation
  const first = turns[0]
  const head = first?.speaker === 'system' ? first.items : []
  const preamble = settings.effort === null ? '' : dialect.effortPreamble(settings.effort)
  const appends = tools.length > 0 || request.responseFormat === 'json_object'
  if (dialect.systemToken && (preamble !== '' || head.length > 0 || appends)) writer.control(SYSTEM, null)
  writer.text(preamble, 'effort', null)
  writeItems(conversation, head, dialect.systemJoin)
  const hasText = head.some((item) => !isEmptyContent(item.content))
  if (tools.length > 0) {
    writer.text(hasText ? '\n\n' : dialect.joinWithoutSystem, 'tools', null)
    writeTools(writer, request, tools, dialect)
  }
  const follows = hasText || tools.length > 0 || dialect.joinWithoutSystem !== ''
  jsonModeText(writer, request, schemaWords(dialect.jsonSchema, follows))
}

function writeSystem(conversation: V4Conversation, turn: OtherTurn): void {
  for (const item of turn.items) {
    conversation.writer.control(SYSTEM, item.message)
    writeContent(conversation.writer, item.content, item.kind, item.message)
  }
}

function writeUser(conversation: V4Conversation, turn: OtherTurn): void {
  conversation.writer.control(USER, turn.items[0]?.message ?? null)
  writeItems(conversation, turn.items, '\n\n')
}

/** A conversation that an assistant message opens costs one token more than its parts. Recorded once, 2026-06. */
function writeEmptyUser({ writer }: V4Conversation): void {
  writer.control(USER, null)
  writer.doubt(
    'A conversation that begins with an assistant message is recorded once; an empty user turn was counted.',
  )
}

/** The items of a turn; what joins two belongs to the later one. */
function writeItems({ writer }: V4Conversation, items: readonly TurnItem[], join: string): void {
  items.forEach((item, place) => {
    if (place > 0) writer.text(join, item.kind, item.message)
    if (item.kind === 'tool-result') writer.text('<tool_result>', item.kind, item.message)
    writeContent(writer, item.content, item.kind, item.message)
    if (item.kind === 'tool-result') writer.text('</tool_result>', item.kind, item.message)
  })
}

/** With tools in the request all reasoning stays; without, only that after the last user turn. Recorded 2026-05 to 2026-08. */
function writeAssistant(conversation: V4Conversation, turn: AssistantTurn, isLast: boolean): void {
  const { dialect, settings, tools, writer } = conversation
  const { message, index } = turn
  const keepsReasoning = settings.thinking && (isLast || tools.length > 0)
  writer.control(ASSISTANT, index)
  if (keepsReasoning) writer.control(THINK, index)
  if (keepsReasoning) writer.text(message.reasoning ?? '', 'reasoning', index)
  writer.control(THINK_END, index)
  writeContent(writer, message.content, isContinued(conversation, turn) ? 'prefix' : 'assistant', index)
  if (message.toolCalls && message.toolCalls.length > 0) {
    writeCalls(writer, message.toolCalls, dialect, index, dialect.argumentSpelling)
  }
  if (!isContinued(conversation, turn)) writer.control(END, index)
}

function isContinued({ turns }: V4Conversation, turn: Turn): boolean {
  return turn === turns.at(-1) && turn.speaker === 'assistant' && turn.message.prefix === true
}

function writeHeader(conversation: V4Conversation, request: ChatRequest): void {
  const { dialect, settings, tools, turns, writer } = conversation
  const last = turns.at(-1)
  if (last && isContinued(conversation, last)) return
  writer.control(ASSISTANT, null)
  writer.control(settings.thinking ? THINK : THINK_END, null)
  if (isForced(request) && tools.length > 0) writer.template(callsOpening(dialect), 'tool-call', null)
}
