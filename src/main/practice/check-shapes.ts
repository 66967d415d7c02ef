import { isObject, type JsonObject } from '../deepseek/json.ts'
import { apiError, type ApiError } from './api-error.ts'

interface Shape {
  readonly is: (value: unknown) => boolean
  /** As the API's parser calls what it wants. */
  readonly expected: string
}

const text: Shape = { is: (value) => typeof value === 'string', expected: 'a string' }
const flag: Shape = { is: (value) => typeof value === 'boolean', expected: 'a boolean' }
const number: Shape = { is: (value) => typeof value === 'number', expected: 'f32' }
const whole: Shape = { is: Number.isInteger, expected: 'u32' }
const list: Shape = { is: Array.isArray, expected: 'a sequence' }
const object: Shape = { is: isObject, expected: 'a map' }
const texts: Shape = {
  is: (value) => text.is(value) || (Array.isArray(value) && value.every(text.is)),
  expected: 'a string or a sequence of strings',
}
const choice: Shape = { is: (value) => text.is(value) || isObject(value), expected: 'a string or a map' }

const chatShapes: Readonly<Record<string, Shape>> = {
  model: text,
  messages: list,
  stream: flag,
  stream_options: object,
  thinking: object,
  reasoning_effort: text,
  max_tokens: whole,
  temperature: number,
  top_p: number,
  frequency_penalty: number,
  presence_penalty: number,
  n: whole,
  stop: texts,
  user_id: text,
  response_format: object,
  tools: list,
  tool_choice: choice,
  logprobs: flag,
  top_logprobs: whole,
}

const fimShapes: Readonly<Record<string, Shape>> = {
  ...chatShapes,
  prompt: text,
  suffix: text,
  echo: flag,
  logprobs: whole,
}

/** Values of which only some are known (docs 2026-09; the efforts with their other names). */
const variants: readonly (readonly [
  place: string,
  of: (body: JsonObject) => unknown,
  known: readonly string[],
])[] = [
  [
    'thinking.type',
    ({ thinking }) => (isObject(thinking) ? (thinking.type ?? null) : undefined),
    ['enabled', 'disabled'],
  ],
  [
    'reasoning_effort',
    (body) => body.reasoning_effort ?? undefined,
    ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max', 'ultra'],
  ],
  [
    'tool_choice',
    ({ tool_choice: chosen }) => (typeof chosen === 'string' ? chosen : undefined),
    ['none', 'auto', 'required'],
  ],
]

/** What cannot be read as the request that it should be, in the words of the API's parser (recorded 2025-02 to 2026-05). */
export function checkShapes(body: JsonObject, fim: boolean): ApiError | null {
  for (const [name, { is, expected }] of Object.entries(fim ? fimShapes : chatShapes)) {
    const value = body[name] ?? null
    if (value !== null && !is(value)) return unreadable(`${name}: ${invalidType(value, expected)}`)
  }
  for (const [place, of, known] of variants) {
    const value = of(body)
    if (value === undefined || known.includes(value as string)) continue
    return unreadable(`${place}: ${unknownVariant(value, known)}`)
  }
  return null
}

export function missingField(name: string): ApiError {
  return unreadable(`missing field \`${name}\``)
}

export function unreadable(why: string): ApiError {
  return apiError(400, `Failed to deserialize the JSON body into the target type: ${why}`)
}

export function unknownVariant(value: unknown, known: readonly string[]): string {
  const names = known.map((name) => `\`${name}\``)
  return `unknown variant \`${String(value)}\`, expected one of ${names.join(', ')}`
}

export function invalidType(value: unknown, expected: string): string {
  return `invalid type: ${typeName(value)}, expected ${expected}`
}

function typeName(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'sequence'
  if (typeof value === 'string') return `string ${JSON.stringify(value.slice(0, 80))}`
  if (typeof value === 'boolean') return `boolean \`${value}\``
  if (typeof value !== 'number') return 'map'
  return `${Number.isInteger(value) ? 'integer' : 'floating point'} \`${value}\``
}
