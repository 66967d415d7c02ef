import type { SegmentKind } from '../../../contract/estimates.ts'
import { isEmptyContent } from '../content.ts'
import type { AssistantMessage, ChatMessage, MessageContent, ToolCall } from '../request.ts'

/** Content of one message within a turn, and the message that it came from. */
export interface TurnItem {
  readonly kind: Extract<SegmentKind, 'system' | 'user' | 'tool-result'>
  readonly message: number
  readonly content: MessageContent
  readonly toolCallId: string | null
}

export interface AssistantTurn {
  readonly speaker: 'assistant'
  readonly index: number
  readonly message: AssistantMessage
}

/** Consecutive messages that the server shows the model as one. */
export interface OtherTurn {
  readonly speaker: 'system' | 'user'
  readonly items: readonly TurnItem[]
}

export type Turn = AssistantTurn | OtherTurn

type OtherMessage = Exclude<ChatMessage, AssistantMessage>

/**
 * Groups messages into turns: user messages and tool results run together, tool results in the order of the last calls.
 * An empty system message leaves no trace. Without `systemInPlace` a system message joins the leading one or, later on,
 * becomes a user message. Source: published V4 encoders, and the recipe that turns a request into their messages.
 */
export function groupTurns(messages: readonly ChatMessage[], systemInPlace: boolean): readonly Turn[] {
  const turns: Turn[] = []
  messages.forEach((message, index) => {
    if (message.role === 'assistant') turns.push({ speaker: 'assistant', index, message })
    else if (!isEmptySystem(message)) addMessage(turns, message, index, systemInPlace)
  })
  let calls: readonly ToolCall[] = []
  return turns.map((turn) => {
    if (turn.speaker === 'user') return sortResults(turn, calls)
    if (turn.speaker === 'assistant') calls = turn.message.toolCalls ?? calls
    return turn
  })
}

function isEmptySystem({ role, content }: ChatMessage): boolean {
  return role === 'system' && isEmptyContent(content)
}

function addMessage(turns: Turn[], message: OtherMessage, index: number, systemInPlace: boolean): void {
  const leading = turns.every((turn) => turn.speaker === 'system')
  const speaker = message.role === 'system' && (systemInPlace || leading) ? 'system' : 'user'
  const last = turns.at(-1)
  const isApart = speaker === 'system' && systemInPlace
  if (!last || last.speaker === 'assistant' || last.speaker !== speaker || isApart) {
    turns.push({ speaker, items: [turnItem(message, index)] })
  } else turns[turns.length - 1] = { speaker, items: [...last.items, turnItem(message, index)] }
}

function turnItem(message: OtherMessage, index: number): TurnItem {
  const { content } = message
  if (message.role !== 'tool') return { kind: message.role, message: index, content, toolCallId: null }
  return { kind: 'tool-result', message: index, content, toolCallId: message.toolCallId }
}

/** Results take the order of `calls`, in the places where results stood; an unknown id counts as the first. */
function sortResults(turn: OtherTurn, calls: readonly ToolCall[]): OtherTurn {
  if (calls.length === 0) return turn
  const rank = ({ toolCallId }: TurnItem): number =>
    Math.max(
      0,
      calls.findIndex((call) => call.id !== null && call.id === toolCallId),
    )
  const sorted = turn.items.filter(({ kind }) => kind === 'tool-result').sort((a, b) => rank(a) - rank(b))
  return {
    ...turn,
    items: turn.items.map((item) => (item.kind === 'tool-result' ? (sorted.shift() ?? item) : item)),
  }
}
