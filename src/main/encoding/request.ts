import type { ImageSize } from './image-size.ts'
import type { JsonObject } from './json.ts'

/**
 * Text of a message. A live draft passes the name of its open document instead of the text; an encoder treats text as
 * opaque but for whether it is empty.
 */
export type TextSource = string | { readonly document: string; readonly empty: boolean }

/** One call of `POST /chat/completions`, reduced to what decides the prompt and its price. */
export interface ChatRequest {
  readonly model: string | null
  readonly messages: readonly ChatMessage[]
  readonly tools?: readonly ToolDefinition[]
  readonly toolChoice?: ToolChoice
  /** Set where every object of the body has its keys in alphabetical order, so that their own order may be lost. */
  readonly toolOrder?: 'sorted'
  /** `text`, `json_object`, or whatever else was sent. */
  readonly responseFormat?: string
  /** `enabled`, `disabled`, or whatever else was sent. */
  readonly thinking?: string
  readonly reasoningEffort?: string | number
  readonly maxTokens?: number
}

/** One call of `POST /beta/completions` (fill in the middle). */
export interface FimRequest {
  readonly model: string | null
  readonly prompt: TextSource
  readonly suffix?: TextSource
  readonly maxTokens?: number
}

export type PromptRequest = ChatRequest | FimRequest

export type ChatMessage = SystemMessage | UserMessage | AssistantMessage | ToolMessage

export interface SystemMessage {
  readonly role: 'system'
  readonly content: MessageContent
}

export interface UserMessage {
  readonly role: 'user'
  readonly content: MessageContent
}

export interface AssistantMessage {
  readonly role: 'assistant'
  readonly content: MessageContent
  readonly reasoning?: TextSource
  readonly toolCalls?: readonly ToolCall[]
  /** The model goes on from this message instead of beginning one (beta). */
  readonly prefix?: boolean
}

export interface ToolMessage {
  readonly role: 'tool'
  readonly content: MessageContent
  readonly toolCallId: string | null
}

export type MessageContent = TextSource | readonly ContentPart[]

/** A text part, an image (null where its size is not known), or another part that has no text of its own (`file`, ...). */
export type ContentPart =
  | { readonly text: TextSource }
  | { readonly image: ImageSize | null }
  | { readonly other: string }

export interface ToolCall {
  readonly id: string | null
  readonly name: string
  /** As sent: JSON text, though nothing obliges a client to send valid JSON. */
  readonly arguments: string
}

/** A tool as sent. `definition` is the `function` object; other types are run by the server. */
export interface ToolDefinition {
  readonly type: string
  readonly definition: JsonObject
}

export type ToolChoice = 'none' | 'auto' | 'required' | { readonly name: string }

/** Fill-in-the-middle has a prompt where a chat has messages. */
export function isFimRequest(request: PromptRequest): request is FimRequest {
  return 'prompt' in request
}
