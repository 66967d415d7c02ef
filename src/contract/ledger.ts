import { z } from 'zod'

import type { Cause, RunStatus, RunTiming, Usage } from './runs.ts'
import { type Amount, type Band, type Currency, identifier, type Instant, zone } from './values.ts'

export const ledgerFilter = z.strictObject({
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
  model: z.string().optional(),
  promptId: identifier.optional(),
  /** The version of a prompt that runs were sent from. */
  versionId: identifier.optional(),
  band: z.enum(['peak', 'off-peak', 'all-day']).optional(),
  status: z.enum(['completed', 'cut-short', 'failed']).optional(),
  /** The last four characters of a key, as "…8f2c". */
  key: z.string().min(1).max(16).optional(),
  /** A named key, with all the keys that it had; a removed one too. */
  keyProfile: identifier.optional(),
  /** Practice runs are kept apart: a list shows either real or practice ones, never both in one sum. */
  practice: z.boolean().default(false),
})
export type LedgerFilter = z.infer<typeof ledgerFilter>

export const ledgerRequests = {
  'ledger.list': z.strictObject({
    filter: ledgerFilter,
    zone,
    offset: z.int().min(0).default(0),
    limit: z.int().min(1).max(1_000).default(200),
  }),
  /** A page of the same list without totals and days: what scrolling asks for. */
  'ledger.entries': z.strictObject({
    filter: ledgerFilter,
    zone,
    offset: z.int().min(0),
    limit: z.int().min(1).max(1_000),
  }),
  'ledger.export': z.strictObject({
    filter: ledgerFilter,
    zone,
    format: z.enum(['csv', 'json']),
    /** `next` of the part before; null for the first part. */
    after: z.string().min(1).max(200).nullable().default(null),
  }),
  'ledger.facets': z.strictObject({ practice: z.boolean() }),
  'ledger.pictures': z.strictObject({ filter: ledgerFilter, zone }),
}

export interface AmountRange {
  readonly low: Amount
  readonly high: Amount
}

export interface LedgerEntry {
  readonly id: string
  readonly run: string
  readonly runNumber: number
  readonly at: Instant
  /** The day in the zone that was asked for, YYYY-MM-DD. */
  readonly day: string
  readonly prompt: string | null
  readonly promptId: string | null
  readonly model: string
  readonly band: Band | null
  readonly status: RunStatus
  readonly practice: boolean
  readonly keyHint: string | null
  /** What that key is called, or was called when it was removed; null: it never had a name. */
  readonly keyName: string | null
  readonly timing: RunTiming
  readonly estimatedTokens: number | null
  readonly exact: boolean
  /** What it was thought to cost before it was sent: all of the prompt cached and no output, up to the worst case. */
  readonly estimatedCost: Readonly<Partial<Record<Currency, AmountRange>>>
  readonly usage: Usage | null
  readonly atLeast: { readonly promptTokens: number; readonly completionTokens: number } | null
  /** Null: unpriced, or usage not reported. */
  readonly USD: Amount | null
  readonly CNY: Amount | null
  /** Lower bounds where usage was not reported, at the prices when it was sent. */
  readonly atLeastCost: Readonly<Partial<Record<Currency, Amount>>>
  readonly priced: boolean
  readonly remainder: number | null
  /** Named causes of billed - estimated prompt tokens; empty when there is no difference. */
  readonly causes: readonly Cause[]
  /** Why it was corrected last; null when it never was. */
  readonly corrected: string | null
}

export interface LedgerTotals {
  readonly entries: number
  readonly USD: Amount
  readonly CNY: Amount
  readonly priced: number
  readonly unpriced: number
  /** In how many entries each currency is priced. */
  readonly pricedIn: Readonly<Record<Currency, number>>
  readonly estimatedTokens: number
  readonly billedTokens: number
  /** Entries whose billed prompt tokens equal the estimate. */
  readonly exact: number
}

export interface DayTotal {
  readonly day: string
  /** The part of the day that is inside the filter, [from, until). */
  readonly from: Instant
  readonly until: Instant
  readonly entries: number
  readonly priced: number
  readonly pricedIn: Readonly<Record<Currency, number>>
  readonly USD: Amount
  readonly CNY: Amount
}

export interface LedgerPage {
  readonly entries: readonly LedgerEntry[]
  readonly offset: number
  readonly totals: LedgerTotals
  readonly days: readonly DayTotal[]
}

export interface LedgerResults {
  'ledger.list': LedgerPage
  'ledger.entries': readonly LedgerEntry[]
  'ledger.export': LedgerExportPart
  /** What occurs in the ledger, for its filters. */
  'ledger.facets': { readonly models: readonly string[]; readonly keys: readonly LedgerKey[] }
  'ledger.pictures': LedgerPictures
}

/** A key that occurs in the ledger. */
export interface LedgerKey {
  /** Null: a key without a name. */
  readonly profileId: string | null
  readonly name: string | null
  readonly removed: boolean
  /** The last four characters of each key that it had, as "…8f2c". */
  readonly hints: readonly string[]
}

/** A piece of the file. All pieces show the ledger as it was at the first one. */
export interface LedgerExportPart {
  readonly fileName: string
  readonly text: string
  /** Null: this was the last one. */
  readonly next: string | null
  readonly done: number
  readonly total: number
}

/** A stretch of time that one bar or point of a picture stands for, [from, until). */
export interface Bucket {
  /** Its first day, YYYY-MM-DD. */
  readonly day: string
  readonly from: Instant
  readonly until: Instant
}

export interface SpendSlice {
  readonly model: string
  readonly band: Band | null
  readonly entries: number
  readonly USD: Amount
  readonly CNY: Amount
  /** Whether anything of it is priced; without that its amount is unknown, not 0. */
  readonly known: Readonly<Record<Currency, boolean>>
}

export interface SpendBucket extends Bucket {
  readonly slices: readonly SpendSlice[]
}

export interface CacheBucket extends Bucket {
  readonly hitTokens: number
  readonly missTokens: number
}

export interface AccuracyPoint {
  readonly model: string
  readonly estimated: number
  readonly billed: number
  readonly entries: number
}

/** What the filter's runs paid in this month at peak above the off-peak price of the same tokens. */
export interface PeakSurcharge {
  readonly month: string
  readonly entries: number
  readonly surcharge: Readonly<Partial<Record<Currency, Amount>>>
  readonly paid: Readonly<Partial<Record<Currency, Amount>>>
  /** Entries at peak whose off-peak price is not known; they are in no sum. */
  readonly unknown: number
}

export interface LedgerPictures {
  readonly unit: 'day' | 'week' | 'month'
  readonly spend: readonly SpendBucket[]
  /** 26 weeks of days that have entries, whatever the dates of the filter. */
  readonly days: readonly DayTotal[]
  /** The first day of the 26 weeks, a Monday. */
  readonly daysFrom: string
  readonly cache: readonly CacheBucket[]
  readonly accuracy: readonly AccuracyPoint[]
  readonly peak: PeakSurcharge
}

export interface LedgerEvents {
  'ledger.changed': { readonly entryId: string }
}
