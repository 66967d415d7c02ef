import type { ReceiptSheet, SumSheet } from '../../../contract/receipt-sheets.ts'
import type { RequestOf } from '../../../contract/routes.ts'
import type { Instant } from '../../../contract/values.ts'

interface BeforeSending {
  /** The sum that is shown first. */
  readonly scenario?: Exclude<ReceiptSheet['scenario'], 'billed'>
  /** What the figure has besides the sums of the receipt: the range of a forecast. */
  readonly explain?: string | undefined
}

/** The draft on screen for a model, as if sent now or at an instant. */
export interface EstimateSubject extends BeforeSending {
  readonly kind: 'estimate'
  readonly promptId: string
  readonly model: string
  /** Where the figure is that of another moment: the start of the other band. */
  readonly at?: Instant | undefined
}

/** What a run sent, as it was estimated when it was sent. */
export interface SentSubject extends BeforeSending {
  readonly kind: 'sent'
  readonly runId: string
}

/** What a run was charged. */
export interface RunSubject {
  readonly kind: 'run'
  readonly runId: string
  /** Where the figure is not what was billed: that of the same usage in the other band. */
  readonly explain?: string | undefined
}

/** A figure of the what-if panel. */
export interface WhatIfSubject {
  readonly kind: 'what-if'
  readonly question: RequestOf<'receipts.whatIf'>
}

/** A sum over runs. */
export interface SumSubject extends BeforeSending {
  readonly kind: 'sum'
  /** The question whose answer the sum is. */
  readonly question: RequestOf<'receipts.sum'>['subject']
}

/** A sum that came with its arithmetic: the worst case of what is not sent yet. */
export interface DrawnSubject {
  readonly kind: 'drawn'
  readonly sheets: readonly SumSheet[]
  readonly explain?: string | undefined
}

/** What an amount is the amount of. */
export type ReceiptSubject =
  | EstimateSubject
  | SentSubject
  | RunSubject
  | WhatIfSubject
  | SumSubject
  | DrawnSubject
