import type { SentMessage, SentRequest } from '../../contract/history.ts'
import { isObject, parseJson } from '../deepseek/json.ts'

/** Every run streams: it tells nothing of one. */
const SAME_IN_ALL = new Set(['stream', 'stream_options'])
const TEXTS = ['prompt', 'suffix'] as const

/** The body of a request, as two of them can be held against each other. What cannot be read is one text. */
export function sentRequest(requestText: string): SentRequest {
  const body = parseJson(requestText)
  if (!isObject(body)) return { messages: [{ role: 'request', text: requestText }], parameters: [] }
  const { messages, ...rest } = body
  const around = TEXTS.filter((name) => rest[name] !== undefined)
  return {
    messages: [
      ...(Array.isArray(messages) ? messages.map(messageOf) : []),
      ...around.map((role) => ({ role, text: textOf(rest[role]) })),
    ],
    parameters: Object.entries(rest)
      .filter(([name]) => !SAME_IN_ALL.has(name) && !TEXTS.some((text) => text === name))
      .map(([name, value]) => ({ name, value: textOf(value) })),
  }
}

function messageOf(message: unknown): SentMessage {
  if (message === null || typeof message !== 'object') return { role: 'message', text: textOf(message) }
  const { role, content, ...rest } = message as Readonly<Record<string, unknown>>
  // Tool calls, a prefix, a name: they were sent too.
  const more = Object.keys(rest).length === 0 ? [] : [JSON.stringify(rest, null, 2)]
  const texts = content === null || content === undefined ? more : [textOf(content), ...more]
  return { role: textOf(role), text: texts.join('\n') }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2)
}
