import type { Delta, RawUsage, ResponseIdentity, ToolCall } from './chat-types.ts'
import type { ChunkContent } from './chunk.ts'
import { isObject } from './json.ts'
import { createToolCalls } from './tool-calls.ts'

/** The answer as far as it came. */
export interface Answer {
  readonly content: string
  readonly reasoning: string
  readonly toolCalls: readonly ToolCall[]
  readonly logprobs: Readonly<Record<string, readonly unknown[]>> | null
  readonly finishReason: string | null
  readonly usage: RawUsage | null
  readonly response: ResponseIdentity
}

export interface AnswerBuilder {
  add(chunk: ChunkContent): void
  build(): Answer
}

/** Puts an answer together from its chunks. Usage is the last object that came: some servers send it cumulatively. */
export function createAnswer(): AnswerBuilder {
  const content: string[] = []
  const reasoning: string[] = []
  const calls = createToolCalls()
  const logprobs = new Map<string, unknown[]>()
  let response: ResponseIdentity = { id: null, model: null, fingerprint: null, created: null }
  let finishReason: string | null = null
  let usage: RawUsage | null = null

  function addDelta(delta: Delta): void {
    if (delta.content !== undefined) content.push(delta.content)
    if (delta.reasoning !== undefined) reasoning.push(delta.reasoning)
    for (const call of delta.toolCalls ?? []) calls.add(call)
    if (isObject(delta.logprobs)) addLogprobs(logprobs, delta.logprobs)
  }
  return {
    add(chunk) {
      response = { ...response, ...chunk.identity }
      if (chunk.delta !== undefined) addDelta(chunk.delta)
      usage = chunk.usage ?? usage
      finishReason = chunk.finishReason ?? finishReason
    },
    build: () => ({
      content: content.join(''),
      reasoning: reasoning.join(''),
      toolCalls: calls.build(),
      logprobs: logprobs.size > 0 ? Object.fromEntries(logprobs) : null,
      finishReason,
      usage,
      response,
    }),
  }
}

function addLogprobs(all: Map<string, unknown[]>, part: Readonly<Record<string, unknown>>): void {
  for (const [field, list] of Object.entries(part)) {
    if (!Array.isArray(list)) continue
    const known = all.get(field) ?? []
    known.push(...(list as unknown[]))
    all.set(field, known)
  }
}
