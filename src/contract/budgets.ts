import { z } from 'zod'

import type { LedgerFilter } from './ledger.ts'
import type { SumSheet } from './receipt-sheets.ts'
import { type Amount, type Currency, currency, identifier, type Instant } from './values.ts'

const amount = z
  .string()
  .regex(/^\d{1,9}(\.\d{1,12})?$/, 'an amount above 0, such as 0.25')
  .refine((text) => /[1-9]/.test(text), 'an amount above 0, such as 0.25')

export const newBudget = z.strictObject({
  /** Days, weeks (from Monday) and months as the zone setting cuts them; `total` is all time. */
  period: z.enum(['day', 'week', 'month', 'total']),
  /** Only runs of this prompt; null: all real runs. */
  promptId: identifier.nullable(),
  currency,
  limit: amount,
  /** `warn` asks before a run that may go over it, `block` refuses it. */
  level: z.enum(['warn', 'block']),
})
export type NewBudget = Readonly<z.infer<typeof newBudget>>

export const budgetRequests = {
  'budgets.list': z.strictObject({}),
  /** Adds one, or changes the one with this id. */
  'budgets.save': z.strictObject({ id: identifier.optional(), budget: newBudget }),
  'budgets.remove': z.strictObject({ id: identifier }),
  'queue.list': z.strictObject({}),
  /** Sends the draft as it is now, at the next off-peak hour. */
  'queue.add': z.strictObject({ promptId: identifier, revision: z.int().min(0) }),
  'queue.cancel': z.strictObject({ id: identifier }),
}

/** What is known of a period's spend, practice never counted. `spent` is billed + atLeast. */
export interface Spent {
  readonly runs: number
  readonly billed: Amount
  /** Known parts of runs whose bill was not reported. */
  readonly atLeast: Amount
  /** Runs whose bill is not known in full. */
  readonly unknown: number
  /** Worst cases of what is being sent now. */
  readonly inFlight: Amount
  readonly spent: Amount
  /** Which runs these are, for `receipts.sum`. */
  readonly runsOf: LedgerFilter
}

export interface Budget extends NewBudget {
  readonly id: string
  readonly promptName: string | null
  readonly spent: Spent
}

/** Why a run is not sent. */
export type GateReason =
  | {
      readonly kind: 'over'
      readonly source: 'budget' | 'balance'
      /** "today's budget", "the balance". */
      readonly name: string
      readonly level: 'warn' | 'block'
      readonly currency: Currency
      readonly limit: Amount
      readonly spent: Spent
      readonly left: Amount
      readonly worst: Amount
      /** How it came about: the whole prompt uncached and max_tokens of output, on the dearest row that may be met. */
      readonly sheet: SumSheet
      /** worst - left */
      readonly over: Amount
      /** When the balance was told; null for a budget. */
      readonly asOf: Instant | null
    }
  | { readonly kind: 'unpriced'; readonly name: string; readonly model: string; readonly currency: Currency }
  | {
      readonly kind: 'currency'
      readonly name: string
      readonly currency: Currency
      readonly billedIn: readonly Currency[]
    }
  | { readonly kind: 'uncounted'; readonly name: string; readonly model: string }

/** A change with which it fits every budget and the balance; `sheet` is its worst case, in the currency of the first reason. */
export type GateFit = (
  | { readonly kind: 'max-tokens'; readonly value: number; readonly was: number }
  | { readonly kind: 'model'; readonly model: string }
  | { readonly kind: 'off-peak'; readonly at: Instant }
) & { readonly sheet: SumSheet }

/** `details.gate` of the error GATE. */
export interface GateRefusal {
  /** `asks`: may be run once anyway (`allowOnce`). `blocked`: only what fits is sent. */
  readonly verdict: 'asks' | 'blocked'
  /** The first is the one to show. */
  readonly reasons: readonly GateReason[]
  readonly fits: readonly GateFit[]
  readonly runs: number
  /** The rule of the gate, in words. */
  readonly rule: string
}

/** A run that waits, or those of a comparison, which go together. */
export interface QueuedRun {
  readonly id: string
  readonly promptId: string
  readonly promptName: string
  readonly models: readonly string[]
  readonly runs: number
  readonly dueAt: Instant
  readonly state: 'waiting' | 'refused'
  /** Why it was not sent. */
  readonly error: { readonly code: string; readonly message: string } | null
}

export interface BudgetResults {
  'budgets.list': readonly Budget[]
  /** Error BUDGET_NOT_FOUND. */
  'budgets.save': null
  'budgets.remove': null
  /** What waits, and what was refused and not yet dismissed; the next to be sent first. */
  'queue.list': readonly QueuedRun[]
  /** Errors DRAFT_MOVED_ON, NOTHING_TO_SEND, NO_OFF_PEAK. The gate holds it when it is sent. */
  'queue.add': { readonly id: string; readonly dueAt: Instant }
  /** Cancels what waits, dismisses what was refused. */
  'queue.cancel': null
}

export interface BudgetEvents {
  /** A budget was changed: ask budgets.list. Spend changes with `ledger.changed` and `runs.changed`. */
  'budgets.changed': Readonly<Record<string, never>>
  'queue.changed': Readonly<Record<string, never>>
}
