import { z } from 'zod'

import type { Estimate } from './estimates.ts'
import type { SentForecast } from './forecasts.ts'
import { type Amount, type Band, type Currency, identifier, type Instant } from './values.ts'
import type { VersionReference } from './versions.ts'

const tokens = z.int().min(0).max(100_000_000)

export const runRequests = {
  'runs.start': z.strictObject({
    promptId: identifier,
    revision: z.int().min(0),
    practice: z.boolean(),
    /** Sends it although a budget only warns, or something is not known. */
    allowOnce: z.boolean().default(false),
  }),
  'runs.stop': z.strictObject({ runId: identifier }),
  /** What a run without reported usage was billed, as the platform's own page or export says it. Tokens. */
  'runs.settle': z.strictObject({ runId: identifier, promptHit: tokens, promptMiss: tokens, output: tokens }),
  'runs.logprobs': z.strictObject({
    runId: identifier,
    part: z.enum(['content', 'reasoning']),
    from: z.int().min(0),
    limit: z.int().min(1).max(1_000),
  }),
  'runs.get': z.strictObject({ runId: identifier }),
  'runs.list': z.strictObject({
    promptId: identifier.optional(),
    before: identifier.optional(),
    limit: z.int().min(1).max(500).default(100),
  }),
}

export type RunStatus = 'running' | 'completed' | 'cut-short' | 'failed'

/** The API's own counts, kept as they were sent; unknown fields included. */
export interface Usage {
  readonly prompt_tokens: number
  readonly completion_tokens: number
  readonly total_tokens: number
  readonly prompt_cache_hit_tokens?: number
  readonly prompt_cache_miss_tokens?: number
  readonly prompt_tokens_details?: { readonly cached_tokens?: number }
  readonly completion_tokens_details?: { readonly reasoning_tokens?: number }
}

export interface Cause {
  readonly cause: string
  readonly tokens: number
}

export interface Reconciliation {
  /** Named causes of billed - estimated prompt tokens; empty when there is no difference. */
  readonly tokens: readonly Cause[]
  /** What no cause explains; shown, never spread. */
  readonly unknown: number
  /** The same for the money, once a currency that had a price before and after; empty where nothing was forecast. */
  readonly money: readonly MoneyReconciliation[]
}

/** billed = estimated + causes + unknown, to the pico-unit. Amounts are exact decimals; causes may be negative. */
export interface MoneyReconciliation {
  readonly currency: Currency
  /** What the run's forecast assumed, at the price of when it was sent. */
  readonly estimated: Amount
  /** In the order in which they act; none is 0. */
  readonly causes: readonly MoneyCause[]
  /** Prompt tokens that nothing explains, as uncached ones. */
  readonly unknown: Amount
  readonly billed: Amount
}

export interface MoneyCause {
  readonly cause: string
  /** Tokens that came, went or changed their price; null where it is the price alone. */
  readonly tokens: number | null
  readonly amount: Amount
}

export interface Bill {
  readonly currency: Currency
  readonly hit: Amount
  readonly miss: Amount
  readonly output: Amount
  readonly total: Amount
  readonly priceRowId: string
  readonly band: Band
}

export interface RunTiming {
  readonly sentAt: Instant
  readonly firstByteAt: Instant | null
  readonly completedAt: Instant | null
}

export interface ToolCall {
  readonly id: string
  readonly name: string
  readonly arguments: string
}

/** A piece of a tool call that streams. */
export interface ToolCallPiece extends Partial<ToolCall> {
  readonly index: number
}

/** One sent request and all that came back, as the command line prints it too (design section 5). */
export interface Run {
  readonly id: string
  /** Counts up from 1 over all runs; what people call "run 184". */
  readonly number: number
  readonly promptId: string | null
  readonly promptName: string | null
  /** The version that it was sent from; null where the draft was like none. */
  readonly version: VersionReference | null
  readonly status: RunStatus
  readonly practice: boolean
  readonly model: { readonly requested: string; readonly served: string | null }
  readonly content: string
  readonly reasoning: string
  readonly toolCalls: readonly ToolCall[]
  readonly finishReason: string | null
  readonly usage: Usage | null
  /** Lower bounds where usage was not reported; null when it was. */
  readonly atLeast: { readonly promptTokens: number; readonly completionTokens: number } | null
  readonly estimate: Estimate
  /** What was expected when it was sent; null where that is not known. */
  readonly forecast: SentForecast | null
  /** Exact decimal strings per currency; null when usage was not reported or the model is unpriced. */
  readonly bill: Readonly<Partial<Record<Currency, Amount>>> | null
  readonly receipts: readonly Bill[]
  readonly reconciliation: Reconciliation | null
  readonly timing: RunTiming & {
    /** When the first word of the answer, or of a tool call, came after thinking; null where none did. */
    readonly thinkingEndedAt: Instant | null
  }
  readonly progress: RunProgress
  readonly error: { readonly code: string; readonly message: string } | null
  /** The last four characters of the key that was sent, as "…8f2c"; null in practice. */
  readonly keyHint: string | null
  /** Whether `runs.logprobs` has something to say. */
  readonly hasLogprobs: boolean
  /** What the ledger came to know after the run had ended without usage; null where nothing was added. */
  readonly settlement: Settlement | null
  /** Number of the last delta that `content` and `reasoning` contain. */
  readonly seq: number
}

/** Figures that were added later; what the run itself reported stays as it was. */
export interface Settlement {
  readonly usage: Usage
  readonly bill: Readonly<Partial<Record<Currency, Amount>>> | null
  readonly at: Instant
  /** Where they come from, in a sentence. */
  readonly reason: string
  readonly receipts: readonly Bill[]
  /** As of a run that was billed at once: what explains the difference of these figures to the estimate. */
  readonly reconciliation: Reconciliation
}

export interface TokenLogprob {
  readonly token: string
  /** Natural logarithm of the probability. */
  readonly logprob: number
  /** What else might have stood here, likeliest first. */
  readonly alternatives: readonly { readonly token: string; readonly logprob: number }[]
}

export type RunProgress =
  | { readonly state: 'sending' }
  | { readonly state: 'queued'; readonly since: Instant }
  | { readonly state: 'retrying'; readonly attempt: number; readonly at: Instant; readonly reason: string }
  | { readonly state: 'streaming' }
  | { readonly state: 'stalled'; readonly since: Instant }
  | { readonly state: 'ended' }

export interface RunSummary {
  readonly id: string
  readonly number: number
  readonly promptId: string | null
  readonly promptName: string | null
  /** The version that it was sent from; null where the draft was like none. */
  readonly version: VersionReference | null
  readonly status: RunStatus
  readonly practice: boolean
  readonly model: string
  readonly sentAt: Instant
  /** Shared by the runs of a comparison that were sent together; null where it was sent alone. */
  readonly batchId: string | null
  readonly usage: Usage | null
  readonly bill: Readonly<Partial<Record<Currency, Amount>>> | null
  readonly firstWords: string
}

export interface RunResults {
  /** Errors DRAFT_MOVED_ON, NOTHING_TO_SEND, those of the key, and GATE with a GateRefusal in `details.gate`. */
  'runs.start': { readonly runId: string }
  'runs.stop': null
  /** Errors RUN_NOT_FOUND, RUN_NOT_ENDED, RUN_IS_BILLED (its usage was reported). */
  'runs.settle': null
  'runs.logprobs': { readonly total: number; readonly tokens: readonly TokenLogprob[] }
  'runs.get': Run
  'runs.list': readonly RunSummary[]
}

export interface RunEvents {
  /** At most one a frame; a gap in seq means: ask runs.get and go on from there. */
  'runs.delta': {
    readonly runId: string
    readonly seq: number
    readonly content: string
    readonly reasoning: string
    /** Pieces of tool calls, to be put together by index: arguments are appended. */
    readonly toolCalls: readonly ToolCallPiece[]
  }
  /** Status, progress, usage or error changed: ask runs.get. */
  'runs.changed': {
    readonly runId: string
    readonly promptId: string | null
    readonly status: RunStatus
    readonly progress: RunProgress
  }
}
