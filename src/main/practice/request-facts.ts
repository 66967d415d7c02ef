import { isObject, stringOr, type JsonObject } from '../deepseek/json.ts'
import type { PracticeModel } from './practice-types.ts'

/** What the answer depends on, read once from a body that was found valid. */
export interface RequestFacts {
  readonly fim: boolean
  /** Text of the last user message, or the FIM prompt. */
  readonly question: string
  readonly thinking: boolean
  readonly effort: string
  readonly maxTokens: number
  readonly stream: boolean
  /** `stream_options.include_usage`: then every chunk has a usage field. */
  readonly includeUsage: boolean
  readonly stop: readonly string[]
  readonly json: boolean
  /** The function to call in place of an answer, or null. */
  readonly call: { readonly name: string; readonly parameters: unknown; readonly forced: boolean } | null
  /** How many alternatives stand beside the log probability of each token; null where none are asked for. */
  readonly alternatives: number | null
  readonly echo: string
  readonly userId: string
  readonly temperature: number
}

/** What the simulated answer depends on. The body has passed the checks. */
export function readFacts(body: JsonObject, model: PracticeModel): RequestFacts {
  const fim = !('messages' in body)
  const thinking = !fim && isThinking(body, model)
  const effort = effortOf(body)
  return {
    fim,
    question: fim ? (stringOr(body.prompt) ?? '') : questionOf(messagesOf(body)),
    thinking,
    effort,
    maxTokens:
      typeof body.max_tokens === 'number' ? body.max_tokens : defaultMaxTokens(fim, thinking, effort, model),
    stream: body.stream === true,
    includeUsage: isObject(body.stream_options) && body.stream_options.include_usage === true,
    stop: stopsOf(body.stop),
    json: isObject(body.response_format) && body.response_format.type === 'json_object',
    call: fim ? null : calledTool(body),
    alternatives: alternativesOf(body),
    echo: fim && body.echo === true ? (stringOr(body.prompt) ?? '') : '',
    userId: stringOr(body.user_id) ?? '',
    temperature: typeof body.temperature === 'number' ? body.temperature : 1,
  }
}

export function messagesOf(body: JsonObject): readonly JsonObject[] {
  return Array.isArray(body.messages) ? body.messages.filter(isObject) : []
}

/** The text of a message, its text parts joined. */
export function textOf(message: JsonObject | undefined): string {
  if (message === undefined) return ''
  if (typeof message.content === 'string') return message.content
  const parts: unknown[] = Array.isArray(message.content) ? message.content : []
  return parts.map((part) => (isObject(part) ? (stringOr(part.text) ?? '') : '')).join('\n\n')
}

/** `thinking` wins, then the effort (`none` is off), then the model's default. */
export function isThinking(body: JsonObject, model: PracticeModel): boolean {
  if (isObject(body.thinking)) return body.thinking.type === 'enabled'
  if (typeof body.reasoning_effort === 'string') return body.reasoning_effort !== 'none'
  return model.thinkingByDefault
}

/** A number of its own in fill-in-the-middle, beside a flag in chat. */
function alternativesOf({ logprobs, top_logprobs: top }: JsonObject): number | null {
  if (typeof logprobs === 'number') return logprobs
  return logprobs === true ? (typeof top === 'number' ? top : 0) : null
}

function effortOf(body: JsonObject): string {
  const asked = stringOr(body.reasoning_effort) ?? 'high'
  if (asked === 'minimal' || asked === 'low') return 'low'
  return asked === 'max' || asked === 'ultra' ? 'max' : 'high'
}

/** FIM is capped at 4K (docs). */
function defaultMaxTokens(fim: boolean, thinking: boolean, effort: string, model: PracticeModel): number {
  if (fim) return 4_096
  if (!thinking) return model.maxTokens.plain
  return effort === 'max' ? model.maxTokens.maximumEffort : model.maxTokens.thinking
}

function questionOf(messages: readonly JsonObject[]): string {
  return textOf(messages.findLast((message) => message.role === 'user'))
}

function stopsOf(stop: unknown): readonly string[] {
  const stops: unknown[] = Array.isArray(stop) ? stop : [stop]
  return stops.filter((each): each is string => typeof each === 'string' && each !== '')
}

/** Forced by `tool_choice`; with `auto` the practice model calls the first tool once, and answers after its result. */
function calledTool(body: JsonObject): RequestFacts['call'] {
  const tools: unknown[] = Array.isArray(body.tools) ? body.tools : []
  const functions = tools.flatMap((tool) =>
    isObject(tool) && isObject(tool.function) ? [tool.function] : [],
  )
  const choice = body.tool_choice
  const named = isObject(choice) && isObject(choice.function) ? choice.function.name : undefined
  const chosen = named === undefined ? functions[0] : functions.find((each) => each.name === named)
  if (choice === 'none' || chosen === undefined) return null
  const forced = choice === 'required' || named !== undefined
  if (!forced && messagesOf(body).at(-1)?.role !== 'user') return null
  return { name: stringOr(chosen.name) ?? '', parameters: chosen.parameters, forced }
}
