import { z } from 'zod'

import type { DecidingInstant } from './receipt-sheets.ts'
import { type Amount, type Band, type Currency, identifier, type Instant } from './values.ts'

export const estimateRequests = {
  'estimates.watch': z.strictObject({ promptId: identifier }),
  'estimates.unwatch': z.strictObject({ promptId: identifier }),
  'estimates.depths': z.strictObject({
    promptId: identifier,
    model: z.string().min(1).max(100),
    messageId: identifier,
    offsets: z.array(z.int().min(0)).max(2_000),
  }),
}

/** What a part of the prompt is there for. */
export type SegmentKind =
  | 'control'
  | 'effort'
  | 'system'
  | 'tools'
  | 'response-format'
  | 'user'
  | 'assistant'
  | 'reasoning'
  | 'tool-call'
  | 'tool-result'
  | 'prefix'
  | 'fim'

export interface Segment {
  readonly kind: SegmentKind
  /** Index of the message that causes it, null for the frame around the messages. */
  readonly message: number | null
  readonly tokens: number
}

export interface PriceRow {
  readonly id: string
  readonly currency: Currency
  readonly band: Band
  /** Decimal strings per 1M tokens. Null: no cache existed then, every prompt token costs the miss rate. */
  readonly cacheHit: Amount | null
  readonly cacheMiss: Amount
  readonly output: Amount
  readonly effectiveFrom: Instant
  readonly effectiveUntil: Instant | null
  readonly source: string
}

export interface CostBounds {
  /** The whole prompt, nothing cached. */
  readonly promptMiss: Amount
  /** The whole prompt cached: a bound, never reached in full. */
  readonly promptHit: Amount
  readonly outputToken: Amount
  /** promptMiss and max_tokens of output at the dearer band that the request may cross. */
  readonly worstCase: Amount
}

/** The estimate as the command line prints it too (design section 5). */
export interface Estimate {
  readonly model: { readonly requested: string; readonly served: string | null }
  readonly at: Instant
  readonly profile: string | null
  readonly prompt: {
    readonly tokens: number
    readonly exact: boolean
    /** In prompt order; always sums to `tokens`. */
    readonly segments: readonly Segment[]
  }
  readonly context: { readonly limit: number; readonly maxOutput: number } | null
  readonly band: Band | null
  readonly nextBand: { readonly band: Band; readonly at: Instant } | null
  /** Empty when the model is unpriced at this instant. */
  readonly prices: readonly PriceRow[]
  /** Null when unpriced. */
  readonly cost: Readonly<Partial<Record<Currency, CostBounds>>> | null
  readonly notes: readonly string[]
}

/** Why a request that is sent now may be charged at another price than that of now. */
export type PriceDoubt =
  | {
      /** It may still run when another band begins. */
      readonly kind: 'crossing'
      readonly at: Instant
      /** The band that begins; null where it is not certain. */
      readonly band: Band | null
      /** Which instant decides, where DeepSeek says so; null: the user's setting is what the price rests on. */
      readonly documented: DecidingInstant | null
    }
  /** The holidays of the year are not published. */
  | { readonly kind: 'uncertain'; readonly why: string }

/** One model's estimate of the live draft, with the price in the other band beside it. */
export interface EstimateColumn {
  readonly estimate: Estimate
  /** The other band's rows and cost; null where only one band exists at this instant. */
  readonly otherBand: {
    readonly band: Band
    readonly prices: readonly PriceRow[]
    readonly cost: Readonly<Partial<Record<Currency, CostBounds>>>
  } | null
  /** Null where only one price can hold for a request that is sent now. */
  readonly doubt: PriceDoubt | null
  /** What max_tokens the worst case rests on, and whether it is the model's default. */
  readonly maxTokens: { readonly value: number; readonly isDefault: boolean }
}

/** Something that the API would refuse, known before it is sent. */
export interface RequestProblem {
  readonly code: string
  /** What to change. */
  readonly place: 'tools' | 'tool-choice' | 'max-tokens' | 'messages' | 'variables'
  /** What is wrong, and what to do. */
  readonly message: string
}

/** A variable of a draft as it is counted now. */
export interface VariableCount {
  readonly name: string
  /** The first default that is written for it; null where there is none. */
  readonly fallback: string | null
  /** Whether a value was given, the default stands there, or nothing does: then the draft cannot be sent. */
  readonly state: 'given' | 'default' | 'missing'
  /** By message, in the order of the draft. */
  readonly uses: readonly {
    readonly messageId: string
    /** How often it stands in the message. */
    readonly times: number
    /** Of the message's tokens, those of its values. Null while it is missing, and where the message is not sent. */
    readonly tokens: number | null
    /** Where its values stand in the prompt, as numbers of tokens, in order; of a thousand and more none are listed. */
    readonly values: readonly { readonly position: number; readonly tokens: number }[]
  }[]
}

export interface LiveEstimate {
  readonly promptId: string
  /** The draft revision that was counted. */
  readonly revision: number
  /** True while a newer revision is being counted: the figures are the last right ones. */
  readonly stale: boolean
  /** Tokens of each message's own text, by message id, for the draft's own model. */
  readonly messages: Readonly<Record<string, number>>
  /** In the order in which they appear; counted with their values in place, for the draft's own model. */
  readonly variables: readonly VariableCount[]
  /** Empty where nothing is known that would be refused. */
  readonly problems: readonly RequestProblem[]
  /** The draft's own model first, then flash and pro as far as they are not the draft's own. */
  readonly columns: readonly EstimateColumn[]
}

export interface EstimateResults {
  /** Starts `estimates.changed` for this prompt in this window; null until the first count is there. */
  'estimates.watch': LiveEstimate | null
  'estimates.unwatch': null
  /** Prompt tokens that begin before each offset (UTF-16) of a message; null while the count is stale. */
  'estimates.depths': { readonly revision: number; readonly depths: readonly number[] } | null
}

export interface EstimateEvents {
  'estimates.changed': LiveEstimate
}
