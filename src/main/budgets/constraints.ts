import type { Balance } from '../../contract/balance.ts'
import type { GateReason } from '../../contract/budgets.ts'
import type { SumSheet } from '../../contract/receipt-sheets.ts'
import type { Zone } from '../../contract/values.ts'
import {
  addAmounts,
  type ByCurrency,
  type Currency,
  formatAmount,
  parseAmount,
  type Pico,
  subtractAmounts,
} from '../pricing/money.ts'
import { type SumPart, sumSheet } from '../pricing/sum-sheet.ts'
import type { KeptBudget } from './budget-store.ts'
import { periodAt } from './periods.ts'
import { type ReadSpend, type Spend, spentOf, viewSpend } from './spend.ts'

/** Something that a worst case is held against: what is left of it, and for which runs it counts. */
export interface Constraint {
  readonly source: 'budget' | 'balance'
  readonly name: string
  readonly level: 'warn' | 'block'
  readonly currency: Currency
  readonly promptId: string | null
  readonly limit: Pico
  readonly spend: Spend
  /** May be negative: it is gone over already. */
  readonly left: Pico
  readonly asOf: string | null
}

/** One request that is about to be sent. */
export interface Sending {
  readonly promptId: string | null
  readonly model: string
  readonly exact: boolean
  /** A currency without a price is absent. */
  readonly worst: ByCurrency<SumPart>
}

export interface ConstraintSources {
  readonly budgets: readonly KeptBudget[]
  readonly spend: ReadSpend
  readonly balance: Balance
  /** The key that the balance is of: only what was sent with it can be missing in it. */
  readonly keyHint: string | null
  readonly zone: Zone
}

/** Every budget as it stands in the period of an instant, then the balance as it was last told. */
export function constraintsAt(
  { budgets, spend, balance, keyHint, zone }: ConstraintSources,
  at: number,
): Constraint[] {
  const fromBudgets = budgets.map((budget): Constraint => {
    const { currency, promptId, level } = budget
    const spent = spend({ currency, promptId, keyHint: null, ...periodAt(budget.period, at, zone) })
    const limit = parseAmount(budget.limit)
    const gone = addAmounts(spentOf(spent), spent.inFlight)
    const left = subtractAmounts(limit, gone)
    return {
      source: 'budget',
      name: nameOf(budget),
      level,
      currency,
      promptId,
      limit,
      spend: spent,
      left,
      asOf: null,
    }
  })
  const { asOf } = balance
  const fromBalance =
    asOf === null
      ? []
      : (balance.entries ?? []).map(({ currency, total }): Constraint => {
          // What was sent since it was told is not in it yet.
          const since = spend({ currency, promptId: null, keyHint, from: Date.parse(asOf), until: 8.64e15 })
          const limit = parseAmount(total)
          const left = subtractAmounts(limit, addAmounts(spentOf(since), since.inFlight))
          return {
            source: 'balance',
            name: 'the balance',
            level: 'warn',
            currency,
            promptId: null,
            limit,
            spend: since,
            left,
            asOf,
          }
        })
  return [...fromBudgets, ...fromBalance]
}

const PERIOD_NAMES = {
  day: "today's",
  week: "this week's",
  month: "this month's",
  total: 'the total',
} as const

function nameOf({ period, promptId, promptName }: KeptBudget): string {
  const whose = promptId === null ? '' : ` of ${promptName ?? 'a removed prompt'}`
  return `${PERIOD_NAMES[period]} budget${whose}`
}

/** Currencies in which the account is billed; null while its balance was never told. */
export function billedIn(balance: Balance): readonly Currency[] | null {
  return balance.entries === null || balance.entries.length === 0
    ? null
    : balance.entries.map(({ currency }) => currency)
}

/**
 * Why these requests, sent together, are not sent; empty where they fit. An account with money in two currencies is
 * billed in either, so that only both balances together being too small is a reason.
 */
export function reasonsAgainst(
  constraints: readonly Constraint[],
  sendings: readonly Sending[],
  currencies: readonly Currency[] | null,
): GateReason[] {
  const budgets = constraints.filter(({ source }) => source === 'budget')
  const against = budgets.flatMap((budget) => againstBudget(budget, sendings, currencies))
  const balances = constraints.filter(({ source }) => source === 'balance')
  const short = balances.flatMap((balance) => overOf(balance, sendings))
  const reasons = short.length === balances.length ? [...against, ...short] : against
  return reasons.toSorted((one, other) => rank(one) - rank(other))
}

function againstBudget(
  budget: Constraint,
  all: readonly Sending[],
  currencies: readonly Currency[] | null,
): GateReason[] {
  const { name, currency, promptId } = budget
  const sendings = all.filter((sending) => promptId === null || sending.promptId === promptId)
  if (sendings.length === 0) return []
  if (currencies !== null && !currencies.includes(currency))
    return [{ kind: 'currency', name, currency, billedIn: currencies }]
  const unpriced = sendings.find(({ worst }) => worst[currency] === undefined)
  if (unpriced) return [{ kind: 'unpriced', name, model: unpriced.model, currency }]
  const uncounted = sendings.find(({ exact }) => !exact)
  const over = overOf(budget, sendings)
  return uncounted && over.length === 0 ? [{ kind: 'uncounted', name, model: uncounted.model }] : over
}

function overOf(constraint: Constraint, sendings: readonly Sending[]): GateReason[] {
  const { source, name, level, currency, limit, spend, left, asOf } = constraint
  const worst = addAmounts(...sendings.flatMap((each) => each.worst[currency]?.paid ?? []))
  if (worst <= left) return []
  return [
    {
      kind: 'over',
      source,
      name,
      level,
      currency,
      limit: formatAmount(limit),
      spent: viewSpend(spend),
      left: formatAmount(left),
      worst: formatAmount(worst),
      sheet: worstSheet(sendings, currency),
      over: formatAmount(subtractAmounts(worst, left)),
      asOf,
    },
  ]
}

/** What requests together cost at the worst, drawn up. */
export function worstSheet(sendings: readonly Sending[], currency: Currency): SumSheet {
  const parts = sendings.flatMap(({ worst }) => worst[currency] ?? [])
  return sumSheet({ scenario: 'worst-case', currency, runs: sendings.length, parts })
}

/** What blocks comes first, then what cannot be held against a budget, then what only asks. */
function rank(reason: GateReason): number {
  if (reason.kind !== 'over') return 1
  return reason.level === 'block' ? 0 : 2
}
