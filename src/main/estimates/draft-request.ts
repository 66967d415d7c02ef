import type {
  AttachedImage,
  Draft,
  DraftMessage,
  MessageDetails,
  Parameters,
  Role,
} from '../../contract/drafts.ts'
import { type ImageSize, imageSizeOf } from '../encoding/image-size.ts'
import type {
  AssistantMessage,
  ChatMessage,
  ChatRequest,
  FimRequest,
  PromptRequest,
  TextSource,
} from '../encoding/request.ts'
import { readTools } from './draft-tools.ts'
import { offeredTools } from './tool-places.ts'

/** The least that decides whether and how a message of a draft is sent. */
export interface DraftPart {
  readonly role: Role
  readonly empty: boolean
  readonly details?: MessageDetails | undefined
}

/** A message that is sent, and what of its details goes with it. */
export interface SentPart<Part extends DraftPart> {
  readonly part: Part
  /** Thinking of before is wanted back with tools, and taken before a prefix; else it would be dropped (docs). */
  readonly withReasoning: boolean
  readonly prefix: boolean
}

/** A message of a draft whose texts are somewhere else: in the counting worker, as open documents. */
export interface MessageOutline extends DraftPart {
  readonly text: TextSource
  /** The thinking in `details`, as the counter knows it. */
  readonly reasoning: TextSource
}

const isGapText = ({ role }: DraftPart): boolean => role === 'prompt' || role === 'suffix'

/** Which messages of a draft become messages of the request, in order. An empty system message is left out: it would say
 * nothing but cost a token on V4.1. In the mode `fim` it is the texts before and after the gap. */
export function sentParts<Part extends DraftPart>(
  parts: readonly Part[],
  parameters: Parameters,
): readonly SentPart<Part>[] {
  if (parameters.mode === 'fim') {
    const ends = [parts.find(({ role }) => role === 'prompt'), parts.find(({ role }) => role === 'suffix')]
    return ends
      .filter((part) => part !== undefined)
      .map((part) => ({ part, withReasoning: false, prefix: false }))
  }
  const sent = parts.filter((part) => !isGapText(part) && (part.role !== 'system' || !part.empty))
  const hasTools = readTools(offeredTools(parameters)).tools.length > 0
  return sent.map((part, index) => {
    const speaks = part.role === 'assistant'
    const prefix = speaks && index === sent.length - 1 && part.details?.prefix === true
    const wanted = parameters.thinking === 'enabled' && (hasTools || prefix)
    return { part, withReasoning: speaks && wanted && part.details?.reasoning !== undefined, prefix }
  })
}

/** The JSON body of one call but for its tools and how it is streamed. Thinking and effort are always said: their defaults have changed before. */
export type RequestBody = Readonly<Record<string, unknown>>

type DraftRequest = Pick<Draft, 'messages' | 'parameters'>

/** The JSON text of the call that a draft stands for; the tools are in it letter by letter as they were written. */
export function requestText(draft: DraftRequest): string {
  const { parameters } = draft
  const body = JSON.stringify({ ...requestBody(draft), ...streamFields(parameters) }, wellFormed)
  if (parameters.mode === 'fim' || readTools(offeredTools(parameters)).tools.length === 0) return body
  return `${body.slice(0, -1)},"tools":${offeredTools(parameters).trim()}}`
}

/** Half of a surrogate pair would be sent as an escape, and the API refuses the whole body for it (recorded 2026-05). */
function wellFormed(_name: string, value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed() : value
}

function streamFields({ stream }: Parameters): RequestBody {
  return stream ? { stream: true, stream_options: { include_usage: true } } : { stream: false }
}

function requestBody({ messages, parameters }: DraftRequest): RequestBody {
  const sent = sentParts(messages.map(asPart), parameters)
  const { model, maxTokens, temperature, topP, stop, userId } = parameters
  const thinks = parameters.mode === 'chat' && parameters.thinking === 'enabled'
  const common = {
    model,
    thinking: { type: thinks ? 'enabled' : 'disabled' },
    ...(maxTokens === null ? {} : { max_tokens: maxTokens }),
    ...(temperature === null || thinks ? {} : { temperature }),
    ...(stop.length === 0 ? {} : { stop }),
    ...(userId === null ? {} : { user_id: userId }),
  }
  if (parameters.mode === 'fim') return { ...common, ...gapTexts(sent.map(({ part }) => part)) }
  return {
    ...common,
    messages: sent.map(sentMessage),
    ...(thinks ? { reasoning_effort: parameters.effort } : {}),
    ...(thinks && topP !== null ? { top_p: topP } : {}),
    ...(parameters.responseFormat === 'text' ? {} : { response_format: { type: parameters.responseFormat } }),
    ...toolChoice(parameters),
    ...(parameters.topLogprobs === null ? {} : { logprobs: true, top_logprobs: parameters.topLogprobs }),
  }
}

interface TextPart extends DraftPart {
  readonly content: string
}

function asPart({ role, content, details }: DraftMessage): TextPart {
  return { role, content, empty: content === '', details }
}

function gapTexts(parts: readonly TextPart[]): RequestBody {
  const text = (role: Role): string => parts.find((part) => part.role === role)?.content ?? ''
  return { prompt: text('prompt'), ...(text('suffix') === '' ? {} : { suffix: text('suffix') }) }
}

function sentMessage({ part, withReasoning, prefix }: SentPart<TextPart>): RequestBody {
  const { role, content, details } = part
  if (role === 'tool') return { role, tool_call_id: details?.toolCallId ?? '', content }
  if (role === 'user' && imagesOf(part).length > 0) return { role, content: partsOf(part) }
  if (role !== 'assistant') return { role, content }
  const calls = details?.toolCalls ?? []
  return {
    role,
    content,
    ...(withReasoning ? { reasoning_content: details?.reasoning ?? '' } : {}),
    ...(calls.length === 0 ? {} : { tool_calls: calls.map(sentCall) }),
    ...(prefix ? { prefix } : {}),
  }
}

function imagesOf({ details }: DraftPart): readonly AttachedImage[] {
  return details?.images ?? []
}

function urlOf({ type, data }: AttachedImage): string {
  return `data:${type};base64,${data}`
}

/** Images first: the text may speak of them. */
function partsOf(part: TextPart): readonly RequestBody[] {
  const images = imagesOf(part).map((image) => ({ type: 'image_url', image_url: { url: urlOf(image) } }))
  return part.content === '' ? images : [...images, { type: 'text', text: part.content }]
}

const sizes = new WeakMap<AttachedImage, ImageSize | null>()

/** An image never changes, and every keystroke asks. */
function sizeOf(image: AttachedImage): ImageSize | null {
  const known = sizes.get(image)
  if (known !== undefined) return known
  const size = imageSizeOf(urlOf(image), undefined)
  sizes.set(image, size)
  return size
}

function sentCall({
  id,
  name,
  arguments: given,
}: NonNullable<MessageDetails['toolCalls']>[number]): RequestBody {
  return { id, type: 'function', function: { name, arguments: given } }
}

/** "auto" is what the API does by itself; a choice without tools would be refused. */
function toolChoice(parameters: Parameters): RequestBody {
  const { toolChoice: choice } = parameters
  if (choice === 'auto' || readTools(offeredTools(parameters)).tools.length === 0) return {}
  if (typeof choice === 'string') return { tool_choice: choice }
  return { tool_choice: { type: 'function', function: choice } }
}

/** The same request for the counter, with the texts left where they are. `model` replaces the draft's own where given. */
export function outlineRequest(
  messages: readonly MessageOutline[],
  parameters: Parameters,
  model: string = parameters.model,
): PromptRequest {
  const sent = sentParts(messages, parameters)
  if (parameters.mode === 'fim') return outlineGap(sent, parameters, model)
  const { tools } = readTools(offeredTools(parameters))
  const { toolChoice: choice, responseFormat, thinking, effort } = parameters
  const request: ChatRequest = {
    model,
    messages: sent.map(outlineMessage),
    thinking,
    ...(thinking === 'enabled' ? { reasoningEffort: effort } : {}),
    ...(tools.length === 0 ? {} : { tools }),
    ...(tools.length === 0 || choice === 'auto' ? {} : { toolChoice: choice }),
    ...(responseFormat === 'text' ? {} : { responseFormat }),
    ...maxTokensOf(parameters),
  }
  return request
}

function outlineGap(
  sent: readonly SentPart<MessageOutline>[],
  parameters: Parameters,
  model: string,
): FimRequest {
  const end = (role: Role): MessageOutline | undefined => sent.find(({ part }) => part.role === role)?.part
  const suffix = end('suffix')
  return {
    model,
    prompt: end('prompt')?.text ?? '',
    ...(suffix === undefined || suffix.empty ? {} : { suffix: suffix.text }),
    ...maxTokensOf(parameters),
  }
}

function maxTokensOf({ maxTokens }: Parameters): { readonly maxTokens?: number } {
  return maxTokens === null ? {} : { maxTokens }
}

function outlineMessage({ part, withReasoning, prefix }: SentPart<MessageOutline>): ChatMessage {
  const { role, text, details, reasoning } = part
  if (role === 'tool') return { role, content: text, toolCallId: details?.toolCallId ?? '' }
  if (role === 'system') return { role, content: text }
  if (role !== 'assistant') {
    const images = role === 'user' ? imagesOf(part) : []
    if (images.length === 0) return { role: 'user', content: text }
    const parts = images.map((image) => ({ image: sizeOf(image) }))
    return { role: 'user', content: part.empty ? parts : [...parts, { text }] }
  }
  const calls = details?.toolCalls ?? []
  const message: AssistantMessage = {
    role,
    content: text,
    ...(withReasoning ? { reasoning } : {}),
    ...(calls.length === 0 ? {} : { toolCalls: calls }),
    ...(prefix ? { prefix } : {}),
  }
  return message
}
