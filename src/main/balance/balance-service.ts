import type { Balance } from '../../contract/balance.ts'
import type { Clock } from '../clock.ts'
import type { AccountBalance } from '../deepseek/balance.ts'
import { systemTimers, type Timers } from '../deepseek/timers.ts'
import { FathomError } from '../errors.ts'
import { formatAmount } from '../pricing/money.ts'
import type { BalanceStore } from './balance-store.ts'

/** The account's balance as last told. A refresh that fails keeps what is known, with the reason, over restarts too. */
export interface BalanceService {
  get(): Balance
  /** Shows what was last known of the key's account, then asks; without a key nobody is asked. Never rejects. */
  open(): Promise<Balance>
  /**
   * Asks the API; several callers at once share one question, and within a minute of an answer that answer holds.
   * Never rejects: a failure is part of the answer.
   */
  refresh(): Promise<Balance>
  /** A run has ended: asks soon, and once more when DeepSeek has had time to take the money off. */
  afterRun(): void
  /** The key is another one: shows what was known of its account, never another's, and asks. Never rejects. */
  restart(): Promise<Balance>
  /** Asks no more by itself. */
  close(): void
}

export interface BalanceOptions {
  readonly clock: Clock
  /** Which account would be asked; null without a key. */
  readonly account: () => Promise<string | null>
  readonly fetchBalance: () => Promise<AccountBalance>
  readonly store: BalanceStore
  readonly onChange: (balance: Balance) => void
  readonly log: (message: string, cause?: unknown) => void
  readonly timers?: Timers
}

/** Of an account that nobody asked about yet. */
export const NEVER_CHECKED: Balance = { entries: null, asOf: null, available: null, failure: null }

/** Politeness: not asked again sooner, except by a user after a failure. */
const AGAIN_MS = 60_000
const AFTER_RUN_MS = 5_000
/** Balances were seen to follow after about 4 minutes (dsh-cost-meter 157), sometimes 30. */
const SETTLED_MS = 5 * 60_000

export function createBalanceService(options: BalanceOptions): BalanceService {
  const { account, fetchBalance, onChange, store, clock, log, timers = systemTimers } = options
  let balance = NEVER_CHECKED
  let asking: Promise<Balance> | undefined
  let questions = 0
  let askedAt = -Infinity
  const due = new Map<'soon' | 'settled', () => void>()

  function change(next: Balance): Balance {
    balance = next
    onChange(balance)
    return balance
  }

  function guarded<Value>(fallback: Value, work: () => Value): Value {
    try {
      return work()
    } catch (error) {
      log('The balance could not be kept', error)
      return fallback
    }
  }

  /** Whose account it is; not knowing it is no reason not to ask. */
  async function whose(): Promise<string | null> {
    try {
      return await account()
    } catch (error) {
      log('The account of the key is not known', error)
      return null
    }
  }

  async function ask(): Promise<Balance> {
    const question = ++questions
    askedAt = clock()
    const asked = await whose()
    const answer = await fetchBalance().then(
      (told) => ({ fresh: true, balance: toContract(told) }),
      (error: unknown) => ({ fresh: false, balance: { ...balance, failure: failureOf(error, options) } }),
    )
    // An answer to a question from before a restart is about another account.
    if (question !== questions) return balance
    asking = undefined
    if (asked !== null) guarded(undefined, () => store.keep(asked, answer.balance, answer.fresh))
    return change(answer.balance)
  }

  function refresh(): Promise<Balance> {
    const recent = clock() - askedAt < AGAIN_MS
    if (asking === undefined && recent && balance.failure === null && balance.asOf !== null)
      return Promise.resolve(balance)
    return (asking ??= ask())
  }

  /** What was known of the present account is shown first. */
  async function recall(): Promise<string | null> {
    const question = ++questions
    asking = undefined
    const whoseIt = await whose()
    if (question !== questions) return null
    const known = whoseIt === null ? null : guarded(null, () => store.state(whoseIt))
    change(known ?? NEVER_CHECKED)
    return whoseIt
  }

  function plan(which: 'soon' | 'settled', milliseconds: number): void {
    if (due.has(which)) return
    const callOff = timers.after(milliseconds, () => {
      due.delete(which)
      void refresh()
    })
    due.set(which, callOff)
  }

  return {
    get: () => balance,
    refresh,
    open: async () => ((await recall()) === null ? balance : refresh()),
    afterRun: () => {
      plan('soon', Math.max(AFTER_RUN_MS, askedAt + AGAIN_MS - clock()))
      plan('settled', SETTLED_MS)
    },
    restart: async () => {
      change(NEVER_CHECKED)
      await recall()
      return (asking ??= ask())
    },
    close: () => {
      questions += 1
      for (const callOff of due.values()) callOff()
      due.clear()
    },
  }
}

function failureOf(error: unknown, { clock, log }: BalanceOptions): NonNullable<Balance['failure']> {
  const at = new Date(clock()).toISOString()
  if (error instanceof FathomError) return { code: error.code, message: error.message, at }
  log('The balance could not be asked for', error)
  return { code: 'BALANCE_FAILED', message: 'The balance could not be asked for. Try again in a moment.', at }
}

function toContract({ entries, available, asOf }: AccountBalance): Balance {
  return {
    entries: entries.map(({ currency, total, granted, toppedUp }) => ({
      currency,
      total: formatAmount(total),
      granted: formatAmount(granted),
      toppedUp: formatAmount(toppedUp),
    })),
    asOf: new Date(asOf).toISOString(),
    available,
    failure: null,
  }
}
