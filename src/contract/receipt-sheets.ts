import { z } from 'zod'

import type { Amount, Band, Currency, Instant } from './values.ts'

export const decidingInstant = z.enum(['sent', 'first-byte', 'completed'])
/** Which instant of a request puts it into a band. */
export type DecidingInstant = z.infer<typeof decidingInstant>

export interface ReceiptLine {
  readonly kind: 'hit' | 'miss' | 'output'
  readonly tokens: number
  /** The rate per 1M tokens. */
  readonly per1M: Amount
  readonly amount: Amount
}

/** One sum in one currency: what was billed, or a bound of an estimate. */
export interface ReceiptSheet {
  readonly scenario: 'billed' | 'all-miss' | 'all-hit' | 'worst-case'
  readonly currency: Currency
  readonly priceRow: {
    readonly id: string
    readonly band: Band
    readonly effectiveFrom: Instant
    readonly recordedAt: Instant
    readonly source: string
    readonly sha256: string
  }
  readonly lines: readonly ReceiptLine[]
  readonly total: Amount
}

/** What the runs of a sum cost that were priced by one row. */
export interface SumGroup {
  /** Its id; `not billed` for requests that DeepSeek refused, which cost nothing. */
  readonly rowId: string
  /** Null for a row that this price book does not have, and for what was not billed. */
  readonly row: (ReceiptSheet['priceRow'] & { readonly model: string }) | null
  readonly runs: number
  /** Tokens of all its runs; empty without a row. */
  readonly lines: readonly ReceiptLine[]
  /** What was recorded beyond the lines: all of it without a row, else "0". */
  readonly rest: Amount
  readonly total: Amount
}

/** A sum in one currency: `total` is that of its groups, to the last digit. */
export interface SumSheet {
  readonly scenario: ReceiptSheet['scenario'] | 'other-band'
  readonly currency: Currency
  readonly runs: number
  /** Of these; the others are in no sum. */
  readonly priced: number
  /** The dearest first. */
  readonly groups: readonly SumGroup[]
  readonly total: Amount
  /** What the others cost at the least, as far as that is known; not in `total`. */
  readonly atLeast: Amount
}
