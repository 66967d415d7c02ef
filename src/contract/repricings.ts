import { z } from 'zod'

import type { DecidingInstant } from './receipt-sheets.ts'
import { type Amount, type Currency, identifier, type Instant } from './values.ts'

export const repricingRequests = {
  /** What pricing the past anew would change, in parts: the first without `after`, then with the `next` of the part before. */
  'repricings.preview': z.strictObject({ after: z.int().min(0).default(0) }),
  /** `basis` is that of the preview: nothing is applied that was not shown. */
  'repricings.apply': z.strictObject({ basis: z.string().min(1).max(100) }),
  /** Ends applying or undoing between two slices; what was done holds. */
  'repricings.stop': z.strictObject({ id: identifier }),
  'repricings.undo': z.strictObject({ id: identifier }),
  'repricings.list': z.strictObject({}),
}

/** An amount and the price row that it rests on; null: unpriced. */
export type EntryPrice = { readonly rowId: string; readonly amount: Amount } | null

export interface RepricingChange {
  readonly entryId: string
  readonly run: string
  readonly runNumber: number
  readonly at: Instant
  readonly model: string
  readonly currency: Currency
  readonly before: EntryPrice
  readonly after: EntryPrice
}

export interface RepricingPreview {
  readonly basis: string
  readonly changes: readonly RepricingChange[]
  /** Runs of this part that stay as they are, and those whose usage is not known, so that they have no price. */
  readonly unchanged: number
  readonly withoutUsage: number
  /** Real runs looked at so far, and all of them. */
  readonly done: number
  readonly total: number
  /** Null: this was the last part. */
  readonly next: number | null
}

export interface Repricing {
  readonly id: string
  readonly at: Instant
  readonly decidingInstant: DecidingInstant
  /** `cut-short`: stopped, or Fathom ended, while it was applied or undone; what was done holds, and can be undone. */
  readonly state: 'applying' | 'applied' | 'undoing' | 'undone' | 'cut-short'
  /** Runs that it changed, those that undoing took back, and those left because they were corrected again since. */
  readonly runs: number
  readonly takenBack: number
  readonly kept: number
  readonly undoneAt: Instant | null
  /** Runs looked at, of all; null where this process is not at it. */
  readonly progress: { readonly done: number; readonly total: number } | null
}

export interface RepricingResults {
  'repricings.preview': RepricingPreview
  /** Resolves at once; `repricings.changed` tells how it goes on. Errors PRICES_MOVED_ON, REPRICING_UNDER_WAY. */
  'repricings.apply': { readonly id: string }
  'repricings.stop': null
  /** Errors REPRICING_NOT_FOUND, REPRICING_UNDER_WAY. */
  'repricings.undo': null
  /** Newest first. */
  'repricings.list': readonly Repricing[]
}

export interface RepricingEvents {
  'repricings.changed': Record<string, never>
}
