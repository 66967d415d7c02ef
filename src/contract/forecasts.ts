import { z } from 'zod'

import type { SegmentKind } from './estimates.ts'
import { type Amount, type Band, type Currency, identifier, type Instant } from './values.ts'

const draft = z.strictObject({ promptId: identifier, practice: z.boolean() })
const profile = z.strictObject({
  practice: z.boolean(),
  profile: z.string().min(1).max(40),
  model: z.string().min(1).max(100),
})

/** `practice` says where the draft would be sent: practice and real never teach each other. */
export const forecastRequests = {
  'forecasts.get': draft,
  'forecasts.prefix': draft,
  'forecasts.drifts': z.strictObject({}),
  'forecasts.mark': profile,
  'forecasts.unmark': profile,
}

export interface CacheForecast {
  readonly floor: 0
  /** What earlier forecasts of this model really hit, as a share of the ceiling; null until there are enough. */
  readonly likely: number | null
  /** The longest beginning that this draft shares with an earlier run, in whole units of 128; 0 where there is none. */
  readonly ceiling: number
  /** How many earlier forecasts of this model it learnt from, and how many it takes to say what is likely. */
  readonly runs: number
  readonly needed: number
}

/** A quantile of billed tokens; `atLeast` where answers that max_tokens cut off would have been longer. */
export interface Quantile {
  readonly tokens: number
  readonly atLeast: boolean
}

export interface Quantiles {
  readonly p50: Quantile
  readonly p90: Quantile
}

export interface OutputForecast {
  /** Completed runs of this prompt, model and effort, and how many it takes. */
  readonly runs: number
  readonly needed: number
  /** Never more than max_tokens; null until there are enough runs. */
  readonly output: Quantiles | null
  /** Part of the output; null with thinking off or without history. Not cut at max_tokens. */
  readonly thinking: Quantiles | null
  /** A sentence where max_tokens is likely to cut the thinking off; null where not. */
  readonly warning: string | null
}

export interface CostRange {
  readonly low: Amount
  readonly high: Amount
}

/** What one band costs: from all cached that can be to nothing cached. */
export interface CostForecast {
  readonly prompt: CostRange
  /** With the output from p50 to p90; null without history. */
  readonly total: CostRange | null
}

export interface ColumnForecast {
  readonly model: string
  /** Prompt tokens that it rests on. */
  readonly tokens: number
  readonly cache: CacheForecast
  readonly output: OutputForecast
  /** The band in force first; empty when unpriced. */
  readonly bands: readonly {
    readonly band: Band
    readonly cost: Readonly<Partial<Record<Currency, CostForecast>>>
  }[]
}

/** What was expected of a run when it was sent; kept with it, beside its estimate, whose band and prices it rests on. */
export interface SentForecast {
  readonly cache: CacheForecast
  readonly output: OutputForecast
  /** The bound of the output, given or the model's default. */
  readonly maxTokens: number
  /**
   * From all cached that can be and p50 of output to nothing cached and p90. Without history from the prompt alone to the
   * worst case. A currency without a price is absent.
   */
  readonly cost: Readonly<Partial<Record<Currency, CostRange>>>
  /** The one course that the bill is held against: the likely hits, 0 where none are known, and p50 of the output. */
  readonly assumed: {
    readonly cached: number
    /** Null: no history, so no output is in the estimate. */
    readonly output: number | null
  }
  /** The count that was on screen, where that was still of an earlier revision of the draft. */
  readonly seen: { readonly revision: number; readonly tokens: number } | null
}

export interface Forecast {
  readonly promptId: string
  readonly revision: number
  readonly practice: boolean
  /** The same models in the same order as the live estimate. */
  readonly columns: readonly ColumnForecast[]
}

/** Where a draft and an earlier run part. */
export interface PrefixParting {
  readonly revision: number
  readonly run: { readonly id: string; readonly number: number; readonly sentAt: Instant }
  /** Tokens that both begin with. */
  readonly common: number
  /** `parts`: something changed. `goes-on`: the draft has all of the run's prompt in front. `within`: all of the draft begins the run. */
  readonly state: 'parts' | 'goes-on' | 'within'
  /** What the differing place is there for, in the draft and in the run; null at an end. */
  readonly kind: { readonly draft: SegmentKind | null; readonly run: SegmentKind | null }
  /** Texts around the place: what both have before it, and how each goes on. Control tokens by name. */
  readonly before: string
  readonly draft: string
  readonly earlier: string
  /** The first differing token in the editor (UTF-16 offsets); null where it is no typed text. */
  readonly place: { readonly messageId: string; readonly from: number; readonly to: number } | null
}

interface ProfileOf {
  readonly practice: boolean
  readonly profile: string
  readonly model: string
  /** Tokens that the bill had more (negative: fewer) than the exact count. */
  readonly remainder: number
  /** When the first run of the series was sent. */
  readonly since: Instant
}

/** The same unexplained remainder several times running. */
export interface Drift extends ProfileOf {
  readonly runs: number
}

/** A profile that is not called exact any more. */
export interface ProfileMark extends ProfileOf {
  readonly markedAt: Instant
}

export interface DriftReport {
  /** Those that are not marked. */
  readonly drifts: readonly Drift[]
  readonly marks: readonly ProfileMark[]
}

export interface ForecastResults {
  /** Null while the draft is being counted or changes, or where no window watches it. */
  'forecasts.get': Forecast | null
  /** Of the draft's own model. Null as above, and where no earlier run is near. */
  'forecasts.prefix': PrefixParting | null
  'forecasts.drifts': DriftReport
  /** Estimates say `exact: false` with a note from now on. Error NO_DRIFT. */
  'forecasts.mark': DriftReport
  'forecasts.unmark': DriftReport
}

export interface ForecastEvents {
  /** Something was learnt, marked or unmarked: what was asked may have another answer. */
  'forecasts.changed': Record<string, never>
}
