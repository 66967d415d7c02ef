import { z } from 'zod'

import { columnParameters } from './compare.ts'
import { ledgerFilter } from './ledger.ts'
import type { DecidingInstant, ReceiptSheet, SumSheet } from './receipt-sheets.ts'
import { type Amount, type Band, type Currency, identifier, type Instant } from './values.ts'

/** What a sum is the sum of: the very question whose answer the sum is. */
const sumSubject = z.discriminatedUnion('of', [
  z.strictObject({
    of: z.literal('ledger'),
    filter: ledgerFilter,
    /** Only these models in these bands; all of the filter where it is left out. */
    slices: z
      .array(
        z.strictObject({
          model: z.string(),
          band: z.enum(['peak', 'off-peak', 'all-day']).nullable(),
        }),
      )
      .max(200)
      .optional(),
  }),
  /** Runs by what each was billed when it ended. */
  z.strictObject({ of: z.literal('runs'), runIds: z.array(identifier).min(1).max(200) }),
  /** What the usage of a run would have cost in the other band. */
  z.strictObject({ of: z.literal('other-band'), runId: identifier }),
  /** What columns of a draft, each sent so often, cost before they are sent. */
  z.strictObject({
    of: z.literal('columns'),
    promptId: identifier,
    columns: z.array(columnParameters).min(1).max(4),
    repeats: z.int().min(1).max(20),
    /** The instant that they are priced at; now where it is left out. */
    at: z.iso.datetime().optional(),
  }),
  /** The newest result of each test case in one column. */
  z.strictObject({
    of: z.literal('tests'),
    promptId: identifier,
    target: z.string().min(1).max(200),
    practice: z.boolean(),
  }),
])
export type SumSubject = z.infer<typeof sumSubject>

export const receiptRequests = {
  /** The draft that is on screen, for a model, as if sent at an instant (now where it is left out). */
  'receipts.estimate': z.strictObject({
    promptId: identifier,
    model: z.string().min(1).max(100),
    at: z.iso.datetime().optional(),
  }),
  'receipts.run': z.strictObject({ runId: identifier }),
  /** The estimate of what a run sent, at the moment that it was sent. */
  'receipts.sent': z.strictObject({ runId: identifier }),
  /** How one figure of `prices.whatIf` came about. */
  'receipts.whatIf': z.strictObject({
    promptId: identifier,
    model: z.string().min(1).max(100),
    effort: z.enum(['off', 'low', 'high', 'max']),
    band: z.enum(['peak', 'off-peak', 'all-day']),
    cache: z.enum(['cold', 'warm']),
    /** The instant whose prices are asked for; now where it is left out. */
    at: z.iso.datetime().optional(),
    /** Output tokens of one run. */
    output: z.int().min(0).max(393_216),
    runs: z.int().min(1).max(1_000_000),
  }),
  /** How a sum over runs came about. */
  'receipts.sum': z.strictObject({ subject: sumSubject }),
}

/** A reproducible record of one estimate or bill, as `fathom estimate --receipt` prints it and `fathom verify` recomputes it. */
export interface Receipt {
  readonly format: 'fathom-receipt/1'
  readonly kind: 'estimate' | 'bill'
  readonly run: string | null
  readonly practice: boolean
  /** The instant that it is priced at. */
  readonly at: Instant
  readonly model: { readonly requested: string; readonly served: string | null }
  readonly profile: string | null
  readonly hashes: {
    readonly request: string
    readonly text: string | null
    readonly vocabulary: string
    readonly profile: string
  }
  readonly prompt: { readonly tokens: number; readonly exact: boolean }
  readonly band: {
    readonly band: Band
    readonly certain: boolean
    readonly why: string
    /** The same instant on a Beijing clock. */
    readonly beijing: string
    readonly decidedBy: DecidingInstant | null
  }
  readonly sheets: readonly ReceiptSheet[]
  readonly notes: readonly string[]
  readonly sha256: string
}

export interface SumReceipt {
  readonly practice: boolean
  readonly sheets: readonly SumSheet[]
  /** Of these runs, how many the ledger corrected since they ended: their sum here is that of then. */
  readonly corrected: number
}

/** What a run costs now, by the ledger; and by the other instants where the price changed while it ran. */
export interface RunReceipt {
  readonly receipt: Receipt
  /** What each other deciding instant would have made of it; empty where it does not matter. */
  readonly others: readonly {
    readonly decidedBy: DecidingInstant
    readonly band: Band
    readonly totals: Readonly<Partial<Record<Currency, Amount>>>
  }[]
  /** Why it is not the first price, newest last: settled, corrected, priced anew. */
  readonly corrections: readonly { readonly at: Instant; readonly reason: string }[]
}

/** The arithmetic of an assumed run, and of several of them. */
export interface WhatIfReceipt {
  /** The instant whose price rows these are. */
  readonly at: Instant
  readonly prompt: { readonly tokens: number; readonly exact: boolean }
  readonly runs: number
  /** One a currency that has a price. */
  readonly sheets: readonly WhatIfSheet[]
}

export interface WhatIfSheet extends Omit<ReceiptSheet, 'scenario'> {
  /** `total` times the runs. */
  readonly ofAllRuns: Amount
}

export interface ReceiptResults {
  /** Errors PROMPT_NOT_FOUND, NOTHING_TO_SEND, UNPRICED. */
  'receipts.estimate': Receipt
  /** Errors RUN_NOT_FOUND, RUN_NOT_ENDED, USAGE_NOT_REPORTED, UNPRICED. */
  'receipts.run': RunReceipt
  /** Errors RUN_NOT_FOUND, UNPRICED. */
  'receipts.sent': Receipt
  /** Null for a draft that no window looks at. Error UNPRICED. */
  'receipts.whatIf': WhatIfReceipt | null
  /** Errors PROMPT_NOT_FOUND, RUN_NOT_FOUND, NOT_OPEN for columns of a draft that no window looks at. */
  'receipts.sum': SumReceipt
}
