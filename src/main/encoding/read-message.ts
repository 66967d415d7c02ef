import { type ImageSize, imageSizeOf } from './image-size.ts'
import { isJsonArray, isJsonObject, memberOf } from './json.ts'
import type { Json, JsonObject } from './json.ts'
import {
  asObject,
  invalidRequest,
  optionalList,
  optionalMember,
  optionalString,
  requiredString,
} from './read-fields.ts'
import { renderPythonJson } from './render-json.ts'
import type { AssistantMessage, ChatMessage, ContentPart, MessageContent, ToolCall } from './request.ts'

/** Reads one item of `messages`; `path` names it in errors. */
export function readMessage(value: Json, path: string): ChatMessage {
  const message = asObject(value, path)
  const role = requiredString(message, 'role', path)
  const content = readContent(optionalMember(message, 'content'), `${path}.content`)
  if (role === 'system' || role === 'user') return { role, content }
  if (role === 'assistant') return readAssistant(message, content, path)
  if (role !== 'tool') throw invalidRequest(`${path}.role`, 'must be system, user, assistant or tool')
  const toolCallId = optionalString(message, 'tool_call_id', path) ?? null
  return { role, content, toolCallId }
}

function readAssistant(message: JsonObject, content: MessageContent, path: string): AssistantMessage {
  const reasoning = optionalString(message, 'reasoning_content', path)
  const toolCalls = optionalList(message, 'tool_calls', path)
  return {
    role: 'assistant',
    content,
    ...(reasoning !== undefined && { reasoning }),
    ...(toolCalls && {
      toolCalls: toolCalls.map((call, index) => readCall(call, `${path}.tool_calls[${index}]`)),
    }),
    ...(optionalMember(message, 'prefix') === true && { prefix: true }),
  }
}

function readCall(value: Json, path: string): ToolCall {
  const call = asObject(value, path)
  const named = asObject(optionalMember(call, 'function'), `${path}.function`)
  const given = optionalMember(named, 'arguments') ?? ''
  return {
    id: optionalString(call, 'id', path) ?? null,
    name: requiredString(named, 'name', `${path}.function`),
    arguments: typeof given === 'string' ? given : renderPythonJson(given),
  }
}

function readContent(value: Json | undefined, path: string): MessageContent {
  if (value === undefined || typeof value === 'string') return value ?? ''
  if (!isJsonArray(value)) throw invalidRequest(path, 'must be a string or a list of parts')
  return value.map((part, index) => readContentPart(part, `${path}[${index}]`))
}

function readContentPart(value: Json, path: string): ContentPart {
  if (typeof value === 'string') return { text: value }
  if (!isJsonObject(value)) throw invalidRequest(path, 'must be an object with a type')
  const type = requiredString(value, 'type', path)
  if (type === 'text') return { text: requiredString(value, 'text', path) }
  return type === 'image_url' ? { image: readImage(value) } : { other: type }
}

/** What cannot be read of an image is not known; the API says what it refuses. */
function readImage(part: JsonObject): ImageSize | null {
  const image = optionalMember(part, 'image_url')
  const url = image !== undefined && isJsonObject(image) ? memberOf(image, 'url') : undefined
  const detail = image !== undefined && isJsonObject(image) ? memberOf(image, 'detail') : undefined
  if (typeof url !== 'string') return null
  return imageSizeOf(url, typeof detail === 'string' ? detail : undefined)
}
