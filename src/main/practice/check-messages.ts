import { isObject, type JsonObject } from '../deepseek/json.ts'
import { apiError, type ApiError } from './api-error.ts'
import { invalidType, missingField, unknownVariant, unreadable } from './check-shapes.ts'
import type { PracticeModel } from './practice-types.ts'
import { isThinking, messagesOf } from './request-facts.ts'

const roles: readonly string[] = ['system', 'user', 'assistant', 'tool', 'latest_reminder']

/** What the API refuses in `messages`: shapes, roles, orphaned tool results, images to a text model, a misplaced prefix. */
export function checkMessages(body: JsonObject, model: PracticeModel, beta: boolean): ApiError | null {
  if (!Array.isArray(body.messages)) return missingField('messages')
  if (body.messages.length === 0) return apiError(400, 'Empty input messages')
  const thinkingWithTools = isThinking(body, model) && Array.isArray(body.tools) && body.tools.length > 0
  const messages = messagesOf(body)
  for (const [index, message] of (body.messages as unknown[]).entries()) {
    if (!isObject(message)) return malformed(index, invalidType(message, 'a map'))
    const last = index === body.messages.length - 1
    const refused =
      checkShape(message, index, model) ??
      checkPrefix(message, last, beta) ??
      checkToolResult(message, messages.slice(0, index)) ??
      (thinkingWithTools ? checkReplay(message) : null)
    if (refused !== null) return refused
  }
  return null
}

function checkShape(message: JsonObject, index: number, model: PracticeModel): ApiError | null {
  const { role, content } = message
  if (role === undefined) return malformed(index, 'missing field `role`')
  if (!roles.includes(role as string))
    return unreadable(`messages[${index}].role: ${unknownVariant(role, roles)}`)
  if (Array.isArray(content)) {
    const parts: unknown[] = content
    if (!parts.every((part) => isObject(part) && typeof part.type === 'string')) {
      return malformed(index, 'invalid content part')
    }
    const image = parts.some((part) => isObject(part) && part.type === 'image_url')
    return image && !model.vision ? apiError(400, 'This model does not support image input') : null
  }
  if ((content ?? null) === null)
    return role === 'assistant' ? null : malformed(index, 'missing field `content`')
  return typeof content === 'string' ? null : malformed(index, invalidType(content, 'a string'))
}

function checkPrefix(message: JsonObject, last: boolean, beta: boolean): ApiError | null {
  if (message.prefix !== true) return null
  if (!beta) return apiError(400, 'prefix needs the base URL /beta')
  if (!last || message.role !== 'assistant') {
    return apiError(400, 'prefix is allowed in the last message only, and its role must be assistant')
  }
  return null
}

function checkToolResult(message: JsonObject, before: readonly JsonObject[]): ApiError | null {
  if (message.role !== 'tool') return null
  const asking = before.findLast((each) => each.role !== 'tool')
  const calls: unknown[] = Array.isArray(asking?.tool_calls) ? asking.tool_calls : []
  if (calls.some((call) => isObject(call) && call.id === message.tool_call_id)) return null
  return apiError(
    400,
    "Messages with role 'tool' must be a response to a preceding message with 'tool_calls'",
  )
}

/** With tools, earlier thinking has to be sent back (docs; a 400 otherwise). */
function checkReplay(message: JsonObject): ApiError | null {
  const calls = message.role === 'assistant' && Array.isArray(message.tool_calls)
  if (!calls || typeof message.reasoning_content === 'string') return null
  return apiError(400, 'The reasoning_content in the thinking mode must be passed back to the API.')
}

function malformed(index: number, reason: string): ApiError {
  return unreadable(`messages[${index}]: ${reason}`)
}
