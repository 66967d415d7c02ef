import { CONTROL_TOKEN_IDS } from '../encoding/control-tokens.ts'
import type { LocatedTokens } from '../tokenizer/tokenizer-types.ts'
import { writeAnswer, writeInfill, writeReasoning } from './answer-writer.ts'
import { joinIds } from './join-ids.ts'
import { asksForJson, writeArguments, writeJsonAnswer } from './json-writer.ts'
import type { PlannedCall, PracticeBooks } from './practice-types.ts'
import type { Random } from './random.ts'
import type { RequestFacts } from './request-facts.ts'

/** Ends the thinking and is billed (recorded 2026: completion = reasoning + 1 + content). */
const endOfThinking = CONTROL_TOKEN_IDS['</think>']

/** A stretch of the answer: its text in pieces as the model would emit them, and its tokens. */
interface Stretch {
  readonly pieces: readonly string[]
  readonly ids: Uint32Array
}

/** The whole answer before the first byte of it is sent. */
export interface AnswerPlan {
  readonly reasoning: Stretch
  readonly content: Stretch
  readonly call: PlannedCall | null
  readonly finishReason: string
  readonly completionTokens: number
  readonly reasoningTokens: number | null
  /** Everything that was generated, for the cache. */
  readonly outputIds: Uint32Array
}

export interface AnswerTask {
  readonly facts: RequestFacts
  readonly model: string
  readonly instant: number
  readonly random: Random
}

/** Writes the answer and cuts it where `stop` or `max_tokens` cut it. Thinking counts towards `max_tokens` (docs). */
export async function planAnswer(
  { facts, model, instant, random }: AnswerTask,
  books: PracticeBooks,
): Promise<AnswerPlan> {
  const task = { question: facts.question, random }
  const thought = facts.thinking ? writeReasoning(task, facts.effort) : ''
  const reasoning = cutStretch(thought, await books.locate(thought), facts.maxTokens)
  const afterThinking = facts.maxTokens - reasoning.stretch.ids.length - (facts.thinking ? 1 : 0)
  if (reasoning.cut || (facts.thinking && afterThinking < 0)) return cutInThinking(reasoning.stretch)

  const call = facts.call === null ? null : planCall(facts.call, facts.question, random)
  const text = call === null ? stopAt(writeText(facts, random), facts.stop) : ''
  const content = cutStretch(text, await books.locate(text), afterThinking)
  const callIds = call === null ? none.ids : await books.encodeCall(call, model, instant)
  const closing = facts.thinking ? Uint32Array.of(endOfThinking) : none.ids
  return {
    reasoning: reasoning.stretch,
    content: { ...content.stretch, pieces: withEcho(facts.echo, content.stretch.pieces) },
    call,
    finishReason: content.cut ? 'length' : call === null ? 'stop' : 'tool_calls',
    completionTokens:
      reasoning.stretch.ids.length + closing.length + content.stretch.ids.length + callIds.length,
    reasoningTokens: facts.thinking ? reasoning.stretch.ids.length : null,
    outputIds: joinIds([reasoning.stretch.ids, closing, content.stretch.ids, callIds]),
  }
}

const none: Stretch = { pieces: [], ids: new Uint32Array() }

function cutInThinking(reasoning: Stretch): AnswerPlan {
  return {
    reasoning,
    content: none,
    call: null,
    finishReason: 'length',
    completionTokens: reasoning.ids.length,
    reasoningTokens: reasoning.ids.length,
    outputIds: reasoning.ids,
  }
}

function writeText(facts: RequestFacts, random: Random): string {
  if (facts.fim) return writeInfill(facts.question, random)
  if (facts.json || asksForJson(facts.question)) return writeJsonAnswer(facts.question, random)
  return writeAnswer({ question: facts.question, random })
}

/** The prompt that FIM repeats is no output: it rides on the first piece and costs nothing. */
function withEcho(echo: string, pieces: readonly string[]): readonly string[] {
  return echo === '' ? pieces : [echo + (pieces[0] ?? ''), ...pieces.slice(1)]
}

function stopAt(text: string, stops: readonly string[]): string {
  const ends = stops.map((stop) => text.indexOf(stop)).filter((index) => index !== -1)
  return ends.length === 0 ? text : text.slice(0, Math.min(...ends))
}

/** At most `limit` tokens of a text, one piece per token; a token inside a character waits for the one that ends it. */
function cutStretch(text: string, located: LocatedTokens, limit: number): { stretch: Stretch; cut: boolean } {
  const kept = Math.max(0, Math.min(limit, located.ids.length))
  const pieces: string[] = []
  for (let index = 0; index < kept; index += 1) {
    const piece = text.slice(located.starts[index], located.starts[index + 1] ?? text.length)
    if (piece !== '') pieces.push(piece)
  }
  return { stretch: { pieces, ids: located.ids.slice(0, kept) }, cut: kept < located.ids.length }
}

function planCall(tool: NonNullable<RequestFacts['call']>, question: string, random: Random): PlannedCall {
  const digits = Array.from({ length: 24 }, () => random.below(16).toString(16)).join('')
  return {
    id: `call_00_${digits}`,
    name: tool.name,
    arguments: writeArguments(tool.parameters, question, random),
    forced: tool.forced,
  }
}
