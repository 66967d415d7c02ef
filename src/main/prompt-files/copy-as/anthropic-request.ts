import { listed } from '../../../contract/i18n/list.ts'
import { t } from '../../../contract/i18n/t.ts'
import {
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonMember,
  type JsonObject,
  memberOf,
} from '../../encoding/json.ts'
import { parseJson } from '../../encoding/parse-json.ts'

export interface AnthropicRequest {
  readonly body: JsonObject
  /** What the Messages API has no place for. */
  readonly notes: readonly string[]
}

/** Fields that have a place there, or say nothing that is not said otherwise. */
const known = new Set(
  (
    'model messages max_tokens thinking reasoning_effort temperature top_p stop tools tool_choice user_id ' +
    'stream stream_options response_format'
  ).split(' '),
)

/** What the API gives where nothing is said, in tokens (docs 2026-09); the Messages API wants it said. */
const DEFAULT_MAX_TOKENS = { thinking: '65536', plain: '8192' } as const

/** The same request for the Messages API of Anthropic, as DeepSeek serves it. Null for what it cannot send: a gap to fill. */
export function anthropicRequest(body: JsonObject): AnthropicRequest | null {
  const messages = memberOf(body, 'messages')
  if (!isJsonArray(messages)) return null
  const notes = new Set<string>()
  const list = messages.filter(isJsonObject)
  const first = list.findIndex((message) => memberOf(message, 'role') !== 'system')
  const leading = first === -1 ? list : list.slice(0, first)
  const spoken = first === -1 ? [] : list.slice(first)
  const system = leading.map((message) => textOf(memberOf(message, 'content'))).join('\n\n')
  const thinking = memberOf(body, 'thinking')
  const thinks = isJsonObject(thinking) && memberOf(thinking, 'type') === 'enabled'
  if (memberOf(body, 'response_format') !== undefined)
    notes.add(t('The Messages API has no response format, so it was left out.'))
  const others = body.members.map(([key]) => key).filter((key) => !known.has(key))
  if (others.length > 0)
    notes.add(t('Left out, because the Messages API has no such setting: {keys}.', { keys: listed(others) }))
  const members: (JsonMember | null)[] = [
    ['model', memberOf(body, 'model') ?? ''],
    [
      'max_tokens',
      memberOf(body, 'max_tokens') ?? {
        lexeme: thinks ? DEFAULT_MAX_TOKENS.thinking : DEFAULT_MAX_TOKENS.plain,
      },
    ],
    system === '' ? null : ['system', system],
    ['messages', turnsOf(spoken, notes)],
    renamed(body, 'thinking', 'thinking'),
    effortOf(body),
    renamed(body, 'temperature', 'temperature'),
    renamed(body, 'top_p', 'top_p'),
    renamed(body, 'stop', 'stop_sequences'),
    toolsOf(body),
    choiceOf(body),
    userOf(body),
    memberOf(body, 'stream') === true ? ['stream', true] : null,
  ]
  return { body: { members: members.filter((member) => member !== null) }, notes: [...notes] }
}

function renamed(body: JsonObject, from: string, to: string): JsonMember | null {
  const value = memberOf(body, from)
  return value === undefined ? null : [to, value]
}

function effortOf(body: JsonObject): JsonMember | null {
  const effort = memberOf(body, 'reasoning_effort')
  return effort === undefined ? null : ['output_config', { members: [['effort', effort]] }]
}

function userOf(body: JsonObject): JsonMember | null {
  const user = memberOf(body, 'user_id')
  return user === undefined ? null : ['metadata', { members: [['user_id', user]] }]
}

function turnsOf(messages: readonly JsonObject[], notes: Set<string>): readonly Json[] {
  const turns: JsonObject[] = []
  for (const message of messages) {
    const role = memberOf(message, 'role')
    if (role === 'system')
      notes.add(
        t(
          'A system message amid the conversation became one of the user: the Messages API has no other place for it.',
        ),
      )
    if (memberOf(message, 'reasoning_content') !== undefined)
      notes.add(t('Earlier thinking was left out: the Messages API takes it back only with its signature.'))
    const turn = role === 'assistant' ? 'assistant' : 'user'
    turns.push({
      members: [
        ['role', turn],
        ['content', contentOf(message)],
      ],
    })
  }
  return turns
}

function contentOf(message: JsonObject): Json {
  const content = memberOf(message, 'content') ?? ''
  if (memberOf(message, 'role') === 'tool')
    return [
      block('tool_result', [
        ['tool_use_id', memberOf(message, 'tool_call_id') ?? ''],
        ['content', content],
      ]),
    ]
  const calls = memberOf(message, 'tool_calls')
  if (!isJsonArray(calls)) return isJsonArray(content) ? content.map(partOf) : content
  const text = textOf(content)
  return [...(text === '' ? [] : [block('text', [['text', text]])]), ...calls.filter(isJsonObject).map(useOf)]
}

/** Images stand in it without the scheme of a data URL. */
function partOf(part: Json): Json {
  const image = isJsonObject(part) ? memberOf(part, 'image_url') : undefined
  if (!isJsonObject(image)) return part
  const url = textOf(memberOf(image, 'url'))
  const [, type, data] = /^data:([^;,]+);base64,(.*)$/s.exec(url) ?? []
  const source: readonly JsonMember[] =
    type === undefined
      ? [
          ['type', 'url'],
          ['url', url],
        ]
      : [
          ['type', 'base64'],
          ['media_type', type],
          ['data', data ?? ''],
        ]
  return block('image', [['source', { members: source }]])
}

function useOf(call: JsonObject): JsonObject {
  const called = memberOf(call, 'function')
  const { name, input } = isJsonObject(called)
    ? { name: memberOf(called, 'name') ?? '', input: inputOf(memberOf(called, 'arguments')) }
    : { name: '', input: { members: [] } }
  return block('tool_use', [
    ['id', memberOf(call, 'id') ?? ''],
    ['name', name],
    ['input', input],
  ])
}

/** Arguments are JSON text that a model wrote; the Messages API wants the object. */
function inputOf(text: Json | undefined): Json {
  try {
    const value = typeof text === 'string' ? parseJson(text) : undefined
    if (isJsonObject(value)) return value
  } catch {
    // Not JSON: an empty object is all that can be sent.
  }
  return { members: [] }
}

function block(type: string, members: readonly JsonMember[]): JsonObject {
  return { members: [['type', type], ...members] }
}

function toolsOf(body: JsonObject): JsonMember | null {
  const tools = memberOf(body, 'tools')
  if (!isJsonArray(tools) || tools.length === 0) return null
  return ['tools', tools.filter(isJsonObject).map(toolOf)]
}

function toolOf(tool: JsonObject): JsonObject {
  const definition = memberOf(tool, 'function')
  if (!isJsonObject(definition)) return tool
  const schema = memberOf(definition, 'parameters') ?? { members: [['type', 'object']] }
  return {
    members: [
      ...definition.members.filter(([key]) => key === 'name' || key === 'description'),
      ['input_schema', schema],
    ],
  }
}

const choices: Readonly<Record<string, string>> = { auto: 'auto', none: 'none', required: 'any' }

function choiceOf(body: JsonObject): JsonMember | null {
  const choice = memberOf(body, 'tool_choice')
  if (typeof choice === 'string') return ['tool_choice', block(choices[choice] ?? 'auto', [])]
  const named = isJsonObject(choice) ? memberOf(choice, 'function') : undefined
  return isJsonObject(named)
    ? ['tool_choice', block('tool', [['name', memberOf(named, 'name') ?? '']])]
    : null
}

function textOf(value: Json | undefined): string {
  if (typeof value === 'string') return value
  if (!isJsonArray(value)) return ''
  return value.map((part) => (isJsonObject(part) ? textOf(memberOf(part, 'text')) : '')).join('')
}
