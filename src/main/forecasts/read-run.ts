import type { Usage } from '../../contract/runs.ts'
import { encodeAnswer } from '../encoding/completion.ts'
import { isForced } from '../encoding/offered-tools.ts'
import { parseRequest } from '../encoding/parse-request.ts'
import { createPromptWriter, type PromptPart } from '../encoding/prompt-parts.ts'
import { isFimRequest, type PromptRequest } from '../encoding/request.ts'
import { thinkingSettings } from '../encoding/thinking.ts'
import type { DraftCounter } from '../estimates/draft-counter.ts'
import { encodeFor } from '../estimates/encode-for.ts'
import type { ModelBook, ResolvedModel } from '../pricing/model-book.ts'
import type { RunRecord } from '../runs/run-record.ts'
import type { Piece } from '../tokenizer/tokenizer-types.ts'
import type { CacheScope, RunFacts } from './run-facts.ts'

export interface ReadRunOptions {
  /** What was served, without the user's marks: a marked profile still has to be watched. */
  readonly models: ModelBook
  readonly counter: Pick<DraftCounter, 'units'>
  /** Epoch ms; of runs that ended before it the text is not read. */
  readonly since: number
}

/** Everything that forecasts learn of an ended run. */
export async function readRun(run: RunRecord, { models, counter, since }: ReadRunOptions): Promise<RunFacts> {
  const request = parseRequest(run.requestText)
  const { model, encoded } = encodeFor(models, request, run.modelRequested, run.sentAt)
  const endedAt = run.completedAt ?? run.sentAt
  const reached = wasRead(run) && endedAt >= since
  const answer = reached ? answerParts(run, request, model) : []
  const units = reached ? await counter.units(piecesOf([...encoded.parts, ...answer])) : null
  return {
    ...readWithoutText(run),
    effort: effortOf(request, model),
    remainder: encoded.exact ? (run.reconciliation?.unknown ?? null) : null,
    units: units?.hashes ?? null,
  }
}

/** What a run says of itself; its prompt and answer are not looked at. */
export function readWithoutText(run: RunRecord): RunFacts {
  return {
    number: run.number,
    runId: run.id,
    scope: scopeOf(run),
    profile: run.estimate.profile,
    promptId: run.promptId,
    effort: 'unknown',
    sentAt: run.sentAt,
    endedAt: run.completedAt ?? run.sentAt,
    promptTokens: run.estimate.prompt.tokens,
    completed: run.status === 'completed',
    limited: run.finishReason === 'length',
    output: run.usage?.completion_tokens ?? null,
    thinking: run.usage?.completion_tokens_details?.reasoning_tokens ?? null,
    hit: run.usage === null ? null : hitOf(run.usage),
    remainder: null,
    units: null,
  }
}

export const piecesOf = (parts: readonly PromptPart[]): readonly Piece[] => parts.map(({ piece }) => piece)

/** The name of a request's effort, under which its answers are compared. */
export function effortOf(request: PromptRequest, model: ResolvedModel | null): string {
  if (isFimRequest(request)) return 'off'
  if (model === null) return `${request.thinking ?? ''} ${request.reasoningEffort ?? ''}`
  const { thinking, effort } = thinkingSettings(request, model, createPromptWriter())
  return thinking ? String(effort) : 'off'
}

/** Whether the server may have read the prompt; a refused request leaves nothing in the cache. */
function wasRead({ status, usage, content, reasoning }: RunRecord): boolean {
  return status !== 'failed' || usage !== null || content !== '' || reasoning !== ''
}

function scopeOf(run: RunRecord): CacheScope {
  const { practice, baseUrl, keyHint, modelRequested: model, requestText } = run
  return { practice, baseUrl, keyHint, model, userId: userIdOf(requestText) }
}

/** The encoder has no use for user_id, but it separates caches. */
export function userIdOf(requestText: string): string {
  if (!requestText.includes('"user_id"')) return ''
  const { user_id: userId } = JSON.parse(requestText) as { user_id?: unknown }
  return typeof userId === 'string' ? userId : ''
}

/** The answer, where it begins a token of its own after the prompt: after a control token, and not in a forced call. */
export function answerParts(
  { content, reasoning, toolCalls }: RunRecord,
  request: PromptRequest,
  model: ResolvedModel | null,
): readonly PromptPart[] {
  if (model === null || (!isFimRequest(request) && isForced(request))) return []
  const ended = content !== '' || toolCalls.length > 0
  if (!ended) return [{ piece: { text: reasoning }, kind: 'reasoning', message: null }]
  const thought = effortOf(request, model) === 'off' ? null : reasoning
  return encodeAnswer({ reasoning: thought, content, toolCalls }, model)
}

function hitOf(usage: Usage): number | null {
  const hit = usage.prompt_cache_hit_tokens ?? usage.prompt_tokens_details?.cached_tokens
  return typeof hit === 'number' ? hit : null
}
