import { z } from 'zod'

import { type Amount, type Currency, identifier, type Instant } from './values.ts'

/** Bytes of a file that is imported; in base64 it still fits one message. */
const MAX_FILE = 24 * 1024 * 1024

const period = { from: z.iso.datetime(), to: z.iso.datetime() }
const entryIds = z.array(identifier).min(1).max(1_000)

export const billingRequests = {
  'billing.import': z.strictObject({
    fileName: z.string().min(1).max(255),
    /** The file as base64. */
    data: z.base64().max(Math.ceil((MAX_FILE * 4) / 3) + 4),
  }),
  'billing.imports': z.strictObject({}),
  'billing.remove': z.strictObject({ importId: identifier }),
  /** Days that begin in [from, to), the newest 62 of them at the most; left out, of everything imported. */
  'billing.match': z.strictObject(period).partial(),
  'billing.nameKey': z.strictObject({
    keyHint: z.string().min(1).max(16),
    /** Null: forget what was said. */
    keyName: z.string().min(1).max(200).nullable(),
  }),
  'billing.settle': z.strictObject({ ...period, entryIds }),
  'billing.takeBack': z.strictObject({ entryIds }),
}

/** What was not understood of an export; no text of a line is repeated, since it may hold a key. */
export interface ImportNote {
  readonly file: string
  /** Null: the file as a whole. */
  readonly line: number | null
  readonly sentence: string
}

export interface UsageImport {
  readonly id: string
  readonly fileName: string
  readonly importedAt: Instant
  /** Null where it has no days of usage. */
  readonly from: Instant | null
  readonly until: Instant | null
  readonly rows: number
  readonly notes: readonly ImportNote[]
}

/** `other` is a type that Fathom does not know; it is listed by its own name. */
export type UsageType = 'hit' | 'miss' | 'prompt' | 'output' | 'requests' | 'other'

export interface BillPart {
  readonly type: UsageType
  /** As the export calls it. */
  readonly name: string
  readonly ledger: number
  readonly official: number
}

export type BillResult = 'matched' | 'only-ledger' | 'only-deepseek' | 'differs'

/** What a difference may come from. */
export interface BillCandidate {
  readonly kind:
    | 'not-reported'
    | 'edge'
    | 'late'
    | 'other-key'
    | 'other-app'
    | 'search'
    | 'key-unknown'
    | 'refused'
  readonly sentence: string
  readonly runs: readonly { readonly run: string; readonly number: number }[]
}

/** A run that is the only one that a difference can be. */
export interface Settling {
  readonly entryId: string
  readonly run: string
  readonly number: number
  readonly hit: number
  readonly miss: number
  readonly output: number
}

/** One day x model x key. */
export interface BillLine {
  readonly from: Instant
  readonly until: Instant
  readonly model: string
  /** The key's name on the platform; null where the ledger's key has no known name. */
  readonly keyName: string | null
  readonly keyHints: readonly string[]
  readonly result: BillResult
  readonly runs: number
  readonly parts: readonly BillPart[]
  readonly candidates: readonly BillCandidate[]
  readonly settles: Settling | null
}

/** Days whose money can be compared: one, or several where nobody looked at the balance between them. */
export interface MoneyLine {
  readonly from: Instant
  readonly until: Instant
  readonly ledger: Amount
  /** Runs of the ledger without an amount in this currency: then it is a lower bound. */
  readonly unpriced: number
  /** What the cost file says; null without one. */
  readonly official: Amount | null
  /** Amounts times prices of the amount file. */
  readonly summed: Amount | null
  /** What the balance fell by, top-ups taken out; null where it was not looked at. */
  readonly drop: Amount | null
}

export interface PriceDifference {
  readonly model: string
  readonly type: UsageType
  readonly from: Instant
  readonly until: Instant
  readonly days: number
  /** Of 1M tokens, as the price book has it. */
  readonly official: Amount
  readonly book: readonly Amount[]
}

export interface Settlement {
  readonly entryId: string
  readonly run: string
  readonly number: number
  readonly at: Instant
  readonly USD: Amount | null
  readonly CNY: Amount | null
}

export interface BillKey {
  readonly hint: string
  readonly name: string | null
  /** `said` by the user, the `only` one there is, `likely` by its figures, or `unknown`. */
  readonly by: 'said' | 'only' | 'likely' | 'unknown'
}

export interface BillMatch {
  /** Days that the imports cover within what was asked for; null where there are none. */
  readonly from: Instant | null
  readonly until: Instant | null
  readonly currency: Currency | null
  readonly keyNames: readonly string[]
  readonly keys: readonly BillKey[]
  readonly lines: readonly BillLine[]
  readonly money: readonly MoneyLine[]
  readonly prices: { readonly compared: number; readonly differences: readonly PriceDifference[] }
  readonly settlements: readonly Settlement[]
}

export interface BillingResults {
  /** `known`: this export was imported before, and nothing was changed. */
  'billing.import': { readonly import: UsageImport; readonly known: boolean }
  'billing.imports': readonly UsageImport[]
  'billing.remove': null
  'billing.match': BillMatch
  'billing.nameKey': null
  'billing.settle': { readonly settled: number }
  'billing.takeBack': { readonly takenBack: number }
}

export interface BillingEvents {
  /** Imports, names or settlements changed: ask again. */
  'billing.changed': Readonly<Record<string, never>>
}
