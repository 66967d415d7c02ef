import { accountOf } from '../balance/account.ts'
import { NEVER_CHECKED } from '../balance/balance-service.ts'
import { createBudgets, type Budgets } from '../budgets/budgets.ts'
import { createGate, type Gate } from '../budgets/gate.ts'
import { createOffPeakQueue, type OffPeakQueue } from '../budgets/off-peak-queue.ts'
import type { Clock } from '../clock.ts'
import { type Comparisons, createComparisons } from '../compare/comparisons.ts'
import type { Database } from '../db/database.ts'
import type { Drafts } from '../drafts/drafts.ts'
import type { Prompts } from '../drafts/prompts.ts'
import type { Books } from '../estimates/books.ts'
import type { DraftCounter } from '../estimates/draft-counter.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { DecidingInstant } from '../pricing/band-rules.ts'
import type { RunListener } from '../runs/run-listener.ts'
import type { RunService, RunServiceOptions } from '../runs/run-service.ts'
import type { RunStore } from '../runs/run-store.ts'
import type { SettleLater } from '../runs/settle-later.ts'
import type { SettledRuns } from '../runs/settled-runs.ts'
import type { SettingsStore } from '../settings/settings.ts'
import type { Versions } from '../versions/versions.ts'
import type { Accounts } from './compose-accounts.ts'
import { composeRuns } from './compose-runs.ts'

/** What sending tells of itself. */
export interface SendingListener extends RunListener {
  entered?(entryId: string): void
  comparisonChanged?(promptId: string): void
  /** A run was queued for off-peak, or left the queue. */
  queueChanged?(): void
}

export interface SendingOptions {
  readonly database: Database
  readonly clock: Clock
  readonly clockCorrection: () => number
  readonly books: Books
  readonly settings: SettingsStore
  readonly prompts: Prompts
  readonly drafts: Drafts
  readonly versions: Pick<Versions, 'of' | 'get'>
  readonly ledger: Ledger
  readonly counter: DraftCounter
  readonly accounts: Pick<Accounts, 'destinations' | 'balances' | 'keyInUse'>
  readonly decidingInstant: () => DecidingInstant
  /** What is expected of a request that is about to be sent. */
  readonly forecast: RunServiceOptions['forecast']
  readonly listener: SendingListener
  readonly log: (message: string, cause?: unknown) => void
}

/** Everything through which a request leaves: at once, several side by side, or off-peak; each passes the gate. */
export interface Sending {
  readonly budgets: Budgets
  readonly gate: Gate
  readonly runs: RunService
  readonly runStore: RunStore
  readonly settleLater: SettleLater
  readonly settledRuns: SettledRuns
  readonly queue: OffPeakQueue
  readonly comparisons: Comparisons
  /** Resolves when the runs that a killed process left are closed. */
  readonly recovered: Promise<void>
}

/** Budgets and gate, runs, the off-peak queue and comparisons over the accounts. */
export function composeSending(options: SendingOptions): Sending {
  const { database, clock, books, prompts, drafts, listener, log } = options
  const { destinations, balances } = options.accounts
  const zone = () => options.settings.get().zone
  const budgets = createBudgets({ database, clock, zone })
  const { runs, gate, settledRuns, ...kept } = composeRuns({
    openGate: (estimate) =>
      createGate({
        database,
        books,
        budgets: budgets.store,
        spend: budgets.spend,
        balance: (whose) => balances.state(accountOf(whose)) ?? NEVER_CHECKED,
        zone,
        estimate,
      }),
    database,
    books,
    counter: options.counter,
    ledger: options.ledger,
    clock,
    listener,
    log,
    onEntry: (entryId) => listener.entered?.(entryId),
    decidingInstant: options.decidingInstant,
    forecast: options.forecast,
    clockCorrection: options.clockCorrection,
  })
  const queue = createOffPeakQueue({
    database,
    clock,
    prices: () => books.prices,
    prompts,
    drafts,
    versions: options.versions,
    destinations,
    keyInUse: options.accounts.keyInUse,
    runs,
    takeTurn: (turn) => comparisons.takeTurn(turn),
    log,
    onChange: () => listener.queueChanged?.(),
  })
  const comparisons: Comparisons = createComparisons({
    database,
    clock,
    books,
    prompts,
    drafts,
    versions: options.versions,
    destinations,
    runs,
    settledRuns,
    gate,
    offPeak: queue,
    log,
    onChange: (promptId) => listener.comparisonChanged?.(promptId),
  })
  return { budgets, gate, runs, settledRuns, queue, comparisons, ...kept }
}
