import { z } from 'zod'

import type { GateRefusal } from './budgets.ts'
import { parameters } from './drafts.ts'
import type { EstimateColumn } from './estimates.ts'
import type { ColumnForecast } from './forecasts.ts'
import type { Bill, Run } from './runs.ts'
import { identifier, type Instant } from './values.ts'

/** What columns may differ in; all else is the draft's, or that of the version that the column sends. */
export const columnParameters = parameters
  .pick({ model: true, thinking: true, effort: true, maxTokens: true, temperature: true })
  .extend({
    /** The version of the prompt that is sent; null or absent: the draft. */
    versionId: identifier.nullish(),
  })
export type ColumnParameters = z.infer<typeof columnParameters>

/** One column: who is asked, and how. */
const comparisonColumn = z.strictObject({ id: identifier, parameters: columnParameters })
export type ComparisonColumn = z.infer<typeof comparisonColumn>

export const comparisonSetup = z.strictObject({
  columns: z
    .array(comparisonColumn)
    .min(2)
    .max(4)
    .refine((columns) => new Set(columns.map(({ id }) => id)).size === columns.length, 'ids must differ'),
  /** How often each column is sent. */
  repeats: z.int().min(1).max(20),
  /** Requests to one model at a time; the platform limits each model by itself. */
  atOnce: z.int().min(1).max(8),
})
export type ComparisonSetup = z.infer<typeof comparisonSetup>

export const compareRequests = {
  'compare.get': z.strictObject({ promptId: identifier }),
  'compare.setUp': z.strictObject({ promptId: identifier, setup: comparisonSetup }),
  'compare.estimate': z.strictObject({
    promptId: identifier,
    columns: z.array(columnParameters).min(1).max(4),
  }),
  'compare.forecast': z.strictObject({
    promptId: identifier,
    practice: z.boolean(),
    columns: z.array(columnParameters).min(1).max(4),
  }),
  'compare.run': z.strictObject({
    promptId: identifier,
    revision: z.int().min(0),
    practice: z.boolean(),
    /** One column only; else all. */
    columnId: identifier.optional(),
    /** Sends although a budget only warns, or something is not known. */
    allowOnce: z.boolean().default(false),
  }),
  /** Queues all of it for off-peak, as the draft is now; what comes back stands in its columns. */
  'compare.queue': z.strictObject({
    promptId: identifier,
    revision: z.int().min(0),
    columnId: identifier.optional(),
  }),
  'compare.stop': z.strictObject({ promptId: identifier, columnId: identifier.optional() }),
}

/** What an ended run came to, for the figures under a column. */
export interface ComparedRun extends Pick<
  Run,
  'number' | 'status' | 'usage' | 'atLeast' | 'timing' | 'receipts'
> {
  /** How long DeepSeek kept it waiting (ms): until its last keep-alive. Null where that is not known. */
  readonly queuedMs: number | null
  /** The same usage at the other band's prices; empty where there is none, or nothing was priced. */
  readonly otherBand: readonly Bill[]
}

/** Why a request never became a run; with the gate's own words where that held it back. */
export interface Refused {
  readonly code: string
  readonly message: string
  readonly gate?: GateRefusal
}

export interface PlannedRun {
  /** From 1. */
  readonly repeat: number
  /**
   * `queued`: for off-peak, at `dueAt`. `refused`: it never became a run, and `error` says why. `not-sent`: stopped before its
   * turn came.
   */
  readonly state: 'queued' | 'waiting' | 'running' | 'ended' | 'refused' | 'not-sent'
  readonly dueAt: Instant | null
  readonly runId: string | null
  readonly error: Refused | null
  /** Null until it has ended. */
  readonly ended: ComparedRun | null
}

/** The newest runs of one column. */
export interface ColumnResult {
  readonly columnId: string
  readonly batchId: string
  readonly practice: boolean
  /** Hash of what all columns send alike: columns with different ones cannot be held against each other. */
  readonly draft: string
  /** What the column was when it was sent; it may have been changed since. */
  readonly parameters: ColumnParameters
  readonly runs: readonly PlannedRun[]
}

export interface Comparison {
  readonly promptId: string
  readonly setup: ComparisonSetup
  /** Of the setup's columns, those that were sent at least once. */
  readonly results: readonly ColumnResult[]
}

export interface CompareResults {
  /** Error PROMPT_NOT_FOUND. */
  'compare.get': Comparison
  'compare.setUp': Comparison
  /** One estimate a column, in order, of a draft that some window watches; null where none does. */
  'compare.estimate': { readonly revision: number; readonly columns: readonly EstimateColumn[] } | null
  /** One a column, in order; null where the draft is being counted, changes, or no window watches it. */
  'compare.forecast': readonly ColumnForecast[] | null
  /** Errors DRAFT_MOVED_ON, NOTHING_TO_SEND, VERSION_NOT_FOUND, COLUMN_BUSY, COLUMN_NOT_FOUND, GATE and those of the key. */
  'compare.run': { readonly batchId: string }
  /** Errors as above, and NO_OFF_PEAK. The gate holds each when it is sent. */
  'compare.queue': { readonly dueAt: Instant }
  /** Stops what runs and drops what waits, for its turn or for off-peak: of one column, or all. */
  'compare.stop': null
}

export interface CompareEvents {
  /** A request of the comparison was sent, ended or dropped, or its columns changed: ask compare.get. */
  'compare.changed': { readonly promptId: string }
}
