import { isObject, type JsonObject } from '../deepseek/json.ts'
import { apiError, type ApiError } from './api-error.ts'
import { checkMessages } from './check-messages.ts'
import { missingField } from './check-shapes.ts'
import type { PracticeModel } from './practice-types.ts'
import { isThinking, messagesOf, textOf } from './request-facts.ts'

export interface CheckedRoute {
  readonly beta: boolean
  readonly fim: boolean
}

/** The first thing that the API would refuse, or null. Wordings as recorded where a recording exists. */
export function checkRequest(body: JsonObject, model: PracticeModel, route: CheckedRoute): ApiError | null {
  return (
    checkNumbers(body, route.fim ? 4_096 : model.maxOutput) ??
    checkStreaming(body) ??
    (route.fim ? checkFim(body, model) : checkChat(body, model, route.beta))
  )
}

/** Values out of range are a 400 on record (max_tokens and n 2025-01, top_p 2025-07); the limits of the lists are documented, as 422. */
function checkNumbers(body: JsonObject, maxOutput: number): ApiError | null {
  if ((body.n ?? 1) !== 1) return apiError(400, 'Invalid n value (currently only n = 1 is supported)')
  const limits = [['max_tokens', `[1, ${maxOutput}]`, inRange(1, maxOutput)], ...ranges] as const
  for (const [name, range, holds] of limits) {
    const value = body[name] ?? null
    if (value !== null && !holds(value as number))
      return apiError(400, `Invalid ${name} value, the valid range of ${name} is ${range}`)
  }
  if (typeof body.top_logprobs === 'number' && body.logprobs !== true)
    return apiError(400, 'Invalid top_logprobs and logprobs value')
  const stop = body.stop ?? null
  if (Array.isArray(stop) && stop.length > 16)
    return apiError(422, 'Invalid stop value, at most 16 are allowed')
  const userId = body.user_id ?? null
  if (userId !== null && (typeof userId !== 'string' || Buffer.byteLength(userId) > 512)) {
    return apiError(422, 'Invalid user_id value, at most 512 bytes are allowed')
  }
  return null
}

type Holds = (value: number) => boolean

function inRange(from: number, to: number): Holds {
  return (value) => value >= from && value <= to
}

const ranges: readonly (readonly [name: string, range: string, holds: Holds])[] = [
  ['temperature', '[0, 2]', inRange(0, 2)],
  ['top_p', '(0, 1.0]', (value) => value > 0 && value <= 1],
  ['top_logprobs', '[0, 20]', inRange(0, 20)],
]

function checkStreaming(body: JsonObject): ApiError | null {
  if (isObject(body.stream_options) && body.stream !== true) {
    return apiError(400, 'stream_options should be set along with stream = true')
  }
  return null
}

function checkFim(body: JsonObject, model: PracticeModel): ApiError | null {
  if (typeof body.prompt !== 'string') return missingField('prompt')
  const explicit = isObject(body.thinking) || typeof body.reasoning_effort === 'string'
  if (explicit && isThinking(body, model))
    return apiError(400, 'FIM completion does not support thinking mode')
  return null
}

function checkChat(body: JsonObject, model: PracticeModel, beta: boolean): ApiError | null {
  return (
    checkMessages(body, model, beta) ??
    checkTools(body, beta) ??
    checkToolChoice(body, model) ??
    checkFormat(body)
  )
}

function checkTools(body: JsonObject, beta: boolean): ApiError | null {
  const tools: unknown[] = Array.isArray(body.tools) ? body.tools : []
  if (tools.length > 128) return apiError(400, 'Invalid tools: at most 128 functions are allowed')
  const names = new Set<unknown>()
  for (const [index, tool] of tools.entries()) {
    const called = isObject(tool) ? tool.function : undefined
    if (!isObject(called) || typeof called.name !== 'string')
      return missingField(`tools[${index}].function.name`)
    if (!/^[\w-]{1,128}$/.test(called.name)) return apiError(400, `Invalid 'tools[${index}].function.name'`)
    if (names.has(called.name)) return apiError(400, `Tool names must be unique: ${called.name}`)
    if (called.strict === true && !beta) return apiError(400, 'strict functions need the base URL /beta')
    names.add(called.name)
  }
  return null
}

function checkToolChoice(body: JsonObject, model: PracticeModel): ApiError | null {
  const choice = body.tool_choice ?? null
  if (choice === null || choice === 'none' || choice === 'auto') return null
  if (isThinking(body, model)) return apiError(400, 'Thinking mode does not support this tool_choice')
  const wanted = isObject(choice) && isObject(choice.function) ? choice.function.name : undefined
  const offered: unknown[] = Array.isArray(body.tools) ? body.tools : []
  const known = offered.some(
    (tool) =>
      isObject(tool) && isObject(tool.function) && (wanted === undefined || tool.function.name === wanted),
  )
  // No refusal of these is on record; what is forced cannot be done without.
  if (isObject(choice) && wanted === undefined) return missingField('tool_choice.function')
  return known ? null : apiError(400, 'Invalid tool_choice: tools hold no such function')
}

function checkFormat(body: JsonObject): ApiError | null {
  const type = isObject(body.response_format) ? body.response_format.type : 'text'
  if (type === 'text') return null
  if (type !== 'json_object') return apiError(400, 'This response_format type is unavailable now')
  if (messagesOf(body).some((message) => /json/i.test(textOf(message)))) return null
  return apiError(
    400,
    "Prompt must contain the word 'json' in some form to use 'response_format' of type 'json_object'.",
  )
}
