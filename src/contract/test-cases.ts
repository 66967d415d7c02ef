import { z } from 'zod'

import type { SumSheet } from './receipt-sheets.ts'
import { type Assertion, assertions, type Check } from './test-assertions.ts'
import { type Amount, type Currency, identifier, type Instant } from './values.ts'

const columnName = z.string().trim().min(1).max(200)
const modelName = z.string().trim().min(1).max(100)
const caseName = z.string().max(500)
/** A value is text; it may be a whole document. */
const value = z.string().max(4_000_000)
const targetKey = z.string().min(1).max(200)

/** What a prompt is tested as: versions x models, and what must hold of every case. */
export const testSetup = z.strictObject({
  /** Ids of versions; null is the draft. */
  versions: z
    .array(identifier.nullable())
    .min(1)
    .max(4)
    .refine((all) => new Set(all).size === all.length, 'versions must differ'),
  models: z
    .array(modelName)
    .min(1)
    .max(4)
    .refine((all) => new Set(all).size === all.length, 'models must differ'),
  /** Columns beside the prompt's variables: an expected answer, a source. */
  columns: z.array(columnName).max(100),
  assertions,
  /** Requests to one model at a time. */
  atOnce: z.int().min(1).max(16),
})
export type TestSetup = z.infer<typeof testSetup>

/** Which cells are meant. */
const scope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }),
  /** Cells whose last result failed, was refused, or is missing. */
  z.strictObject({ kind: z.literal('failed') }),
  z.strictObject({ kind: z.literal('cases'), caseIds: z.array(identifier).min(1).max(10_000) }),
  z.strictObject({ kind: z.literal('cell'), caseId: identifier, target: targetKey }),
])
export type TestScope = z.infer<typeof scope>

export const testFilter = z.enum(['all', 'failures', 'different'])
export type TestFilter = z.infer<typeof testFilter>

const generation = {
  promptId: identifier,
  model: modelName,
  /** What is asked, as it is sent. */
  prompt: z.string().trim().min(1).max(200_000),
}

export const testCaseRequests = {
  'tests.get': z.strictObject({ promptId: identifier }),
  'tests.counts': z.strictObject({}),
  'tests.rows': z.strictObject({
    promptId: identifier,
    filter: testFilter.default('all'),
    search: z.string().max(500).default(''),
    offset: z.int().min(0),
    limit: z.int().min(1).max(500),
  }),
  'tests.case': z.strictObject({ caseId: identifier }),
  'tests.setUp': z.strictObject({ promptId: identifier, setup: testSetup }),
  'tests.addCase': z.strictObject({ promptId: identifier, after: identifier.nullable().default(null) }),
  'tests.editCase': z.strictObject({
    caseId: identifier,
    name: caseName.exactOptional(),
    /** Only these change; null takes a value away, so that the default holds or it is missing. */
    values: z.record(columnName, value.nullable()).exactOptional(),
    assertions: assertions.exactOptional(),
  }),
  'tests.removeCases': z.strictObject({ caseIds: z.array(identifier).min(1).max(10_000) }),
  'tests.restoreCases': z.strictObject({ caseIds: z.array(identifier).min(1).max(10_000) }),
  'tests.import': z.strictObject({
    promptId: identifier,
    fileName: z.string().min(1).max(255),
    base64: z.string().max(200_000_000),
  }),
  'tests.export': z.strictObject({
    promptId: identifier,
    format: z.enum(['csv', 'jsonl', 'test-file', 'results']),
  }),
  'tests.estimate': z.strictObject({ promptId: identifier, scope }),
  'tests.check': z.strictObject({ promptId: identifier }),
  'tests.run': z.strictObject({
    promptId: identifier,
    scope,
    practice: z.boolean(),
    allowOnce: z.boolean().default(false),
  }),
  'tests.pause': z.strictObject({ promptId: identifier }),
  'tests.resume': z.strictObject({ promptId: identifier }),
  'tests.stop': z.strictObject({ promptId: identifier }),
  'tests.grade': z.strictObject({
    caseId: identifier,
    target: targetKey,
    grade: z.int().min(1).max(5).nullable(),
  }),
  'tests.generation': z.strictObject({ promptId: identifier, count: z.int().min(1).max(100) }),
  'tests.estimateGeneration': z.strictObject(generation),
  'tests.generate': z.strictObject({
    ...generation,
    practice: z.boolean(),
    allowOnce: z.boolean().default(false),
  }),
}

export type AmountsByCurrency = Readonly<Partial<Record<Currency, Amount>>>

/** One column of results. */
export interface TestTarget {
  /** Names the column in requests and cells. */
  readonly key: string
  readonly versionId: string | null
  /** "v7", or "draft". */
  readonly versionName: string
  readonly model: string
  /** Real and practice results apart; empty where nothing was run. */
  readonly tallies: readonly TestTally[]
}

/** What the newest results of a column came to. */
export interface TestTally {
  readonly practice: boolean
  readonly ended: number
  readonly passed: number
  readonly failed: number
  readonly undecided: number
  /** Ended without a bill in any currency. */
  readonly unpriced: number
  readonly total: AmountsByCurrency
  /** total / passed; absent where none passed or something is unpriced. */
  readonly perPass: AmountsByCurrency
  readonly medianLatencyMs: number | null
}

/**
 * Asking the cheap model first and the dear one where it fails, held against asking the dear one alone: cheaper as long as
 * fewer cases are retried than 1 - mean cost of cheap / mean cost of dear.
 */
export interface BreakEven {
  readonly versionName: string
  readonly practice: boolean
  readonly cheap: string
  readonly dear: string
  /** Share of cases that may be retried, 0 to 1; absent where a currency is not known of both. Negative: never cheaper. */
  readonly breakEven: Readonly<Partial<Record<Currency, number>>>
  /** Share of the decided cases that cheap fails; null where none is decided. */
  readonly retryRate: number | null
}

export interface TestBatch {
  readonly id: string
  readonly practice: boolean
  /** `paused`: what waits is sent after `tests.resume`; a restart pauses, because nobody asked to spend. */
  readonly state: 'running' | 'paused'
  readonly total: number
  readonly done: number
  readonly running: number
  readonly waiting: number
  /** Why it was paused by itself, in a sentence. */
  readonly reason: string | null
  readonly startedAt: Instant
}

export interface TestColumn {
  readonly name: string
  readonly inPrompt: boolean
  /** What stands in its place where a case has no value; null: it must have one, or is no variable. */
  readonly fallback: string | null
}

export interface TestTable {
  readonly promptId: string
  readonly setup: TestSetup
  /** Variables of the versions that are tested, then the other columns. */
  readonly columns: readonly TestColumn[]
  readonly targets: readonly TestTarget[]
  readonly breakEvens: readonly BreakEven[]
  readonly counts: Readonly<Record<TestFilter, number>>
  readonly batch: TestBatch | null
  readonly usual: { readonly judgeModel: string; readonly judgePrompt: string }
}

export interface TestRow {
  readonly id: string
  /** From 1. */
  readonly number: number
  readonly name: string
  /** Cut to a line; `tests.case` has them whole. */
  readonly values: Readonly<Record<string, string>>
  readonly ownAssertions: number
  readonly cells: Readonly<Record<string, TestCell>>
}

/** The newest result of a case in one column; absent where there is none. */
export interface TestCell {
  /** `checked`: counted without sending. `refused`: it never became a run. */
  readonly state: 'checked' | 'waiting' | 'running' | 'ended' | 'refused'
  readonly practice: boolean
  readonly runId: string | null
  readonly outcome: Check['outcome'] | null
  /** The prompt, the values or what must hold have changed since. */
  readonly stale: boolean
  readonly promptTokens: number | null
  readonly outputTokens: number | null
  /** Null: not billed yet, not reported, or unpriced. */
  readonly bill: AmountsByCurrency | null
  readonly latencyMs: number | null
  readonly finishReason: string | null
  /** Its first words. */
  readonly answer: string
  /** The first thing that did not hold. */
  readonly failure: string | null
  readonly grade: number | null
}

export interface TestCase {
  readonly id: string
  /** From 1; 0 where it is not in the table any more. */
  readonly number: number
  readonly promptId: string
  readonly name: string
  readonly values: Readonly<Record<string, string>>
  readonly assertions: readonly Assertion[]
  readonly cells: Readonly<Record<string, TestCell & { readonly checks: readonly Check[] }>>
}

/** What requests would cost together in one band. */
export interface TestCost {
  /** The prompts alone, nothing of them cached. */
  readonly prompt: Amount
  /** All cached, and the middle of what earlier runs wrote. */
  readonly low: Amount
  /** Nothing cached, and nine tenths of what they wrote; null where they tell nothing of some request's output. */
  readonly high: Amount | null
}

/** What a scope would cost. Amounts of one currency are sums over all its requests. */
export interface TestEstimate {
  readonly requests: number
  readonly promptTokens: number
  readonly exact: boolean
  /** Requests of judges, whose prompts hold answers that are not there yet. */
  readonly judgeRequests: number
  /** Requests whose output length earlier runs of this prompt tell. */
  readonly forecast: number
  /** The band in force first, then the other one. */
  readonly bands: readonly {
    readonly band: 'peak' | 'off-peak' | 'all-day'
    readonly cost: Readonly<Partial<Record<Currency, TestCost>>>
  }[]
  readonly worstCase: AmountsByCurrency
  /** How each of them came about. */
  readonly worstSheets: readonly SumSheet[]
  /** Requests to models without a price. */
  readonly unpriced: number
  /** Cases that lack a value of the prompt, by number; they are not sent. */
  readonly missing: readonly { readonly case: number; readonly names: readonly string[] }[]
}

export interface TestCaseResults {
  /** Errors PROMPT_NOT_FOUND. */
  'tests.get': TestTable
  /** How many cases each prompt has; prompts without any are absent. */
  'tests.counts': Readonly<Record<string, number>>
  'tests.rows': { readonly total: number; readonly rows: readonly TestRow[] }
  /** Error CASE_NOT_FOUND. */
  'tests.case': TestCase
  'tests.setUp': null
  'tests.addCase': { readonly caseId: string }
  'tests.editCase': null
  'tests.removeCases': null
  'tests.restoreCases': null
  /** `skipped` says which lines could not be read. Errors FILE_NOT_UNDERSTOOD, NO_CASES. */
  'tests.import': { readonly added: number; readonly skipped: readonly string[] }
  'tests.export': { readonly fileName: string; readonly text: string }
  'tests.estimate': TestEstimate
  /** Counts every cell and decides what needs no answer; nothing is sent. */
  'tests.check': { readonly checked: number }
  /** Errors TESTS_BUSY, NOTHING_TO_TEST, VALUES_MISSING, GATE and those of the key. */
  'tests.run': { readonly batchId: string; readonly requests: number }
  'tests.pause': null
  /** Errors NOTHING_PAUSED, GATE and those of the key. */
  'tests.resume': null
  'tests.stop': null
  /** Error NOT_RUN. */
  'tests.grade': null
  'tests.generation': { readonly model: string; readonly prompt: string }
  'tests.estimateGeneration': TestEstimate
  /** Errors GATE, those of the key, NO_CASES with `runId` in its details: the answer was paid for and is kept. */
  'tests.generate': { readonly runId: string; readonly added: number }
}

export interface TestCaseEvents {
  /** Cases, results or progress changed: ask again what is on screen. At most some times a second. */
  'tests.changed': { readonly promptId: string }
}
