import type { Balance } from '../contract/balance.ts'
import type { LiveEstimate } from '../contract/estimates.ts'
import { accountOf } from './balance/account.ts'
import { type BalanceService, createBalanceService } from './balance/balance-service.ts'
import { createBalanceStore } from './balance/balance-store.ts'
import { createBudgets, type Budgets } from './budgets/budgets.ts'
import { createGate, type Gate } from './budgets/gate.ts'
import { createOffPeakQueue, type OffPeakQueue } from './budgets/off-peak-queue.ts'
import { createCheckedClock } from './checked-clock.ts'
import type { Clock } from './clock.ts'
import { type Comparisons, createComparisons } from './compare/comparisons.ts'
import { type Database, openDatabase } from './db/database.ts'
import { createPatientFetch } from './deepseek/patient-fetch.ts'
import { createDestinations, type Destinations } from './destinations.ts'
import { createDrafts, type Drafts } from './drafts/drafts.ts'
import { createPrompts, type Prompts } from './drafts/prompts.ts'
import { FathomError } from './errors.ts'
import { type Books, openBooks } from './estimates/books.ts'
import type { DraftCounter } from './estimates/draft-counter.ts'
import { createLiveEstimates, type LiveEstimates } from './estimates/live-estimates.ts'
import { createForecasts, type Forecasts } from './forecasts/forecasts.ts'
import { markBooks } from './forecasts/marked-books.ts'
import { createMarkStore } from './forecasts/marks.ts'
import { createKeyringStore } from './keys/keyring-store.ts'
import { createKeys, type Keys } from './keys/keys.ts'
import { createMemoryStore } from './keys/memory-store.ts'
import type { SecretStore } from './keys/secret-store.ts'
import { createLedger, type Ledger } from './ledger/ledger.ts'
import type { Settlements } from './ledger/settlements.ts'
import type { Places } from './places.ts'
import { createPracticeWorker } from './practice/practice-worker.ts'
import { createAdditionStore } from './prices/addition-store.ts'
import type { ExtendedBook } from './prices/extend-book.ts'
import { extendBooks } from './prices/extended-books.ts'
import { createPriceEdits, type PriceEdits } from './prices/price-edits.ts'
import { createReceipts, type Receipts } from './prices/receipts.ts'
import { createRepricings, type Repricings } from './prices/repricings.ts'
import { vocabularyHash } from './prices/vocabulary-hash.ts'
import type { DecidingInstant } from './pricing/band-rules.ts'
import { composeRuns } from './runs/compose-runs.ts'
import type { RunListener } from './runs/run-listener.ts'
import type { RunService } from './runs/run-service.ts'
import type { RunStore } from './runs/run-store.ts'
import type { SettleLater } from './runs/settle-later.ts'
import { createSettings, type SettingsStore } from './settings/settings.ts'

/** All that Fathom can do, composed once; the window and the command line are two ways to ask for it. */
export interface Services {
  readonly clock: Clock
  readonly database: Database
  readonly settings: SettingsStore
  readonly prompts: Prompts
  readonly drafts: Drafts
  readonly books: Books
  /** The price book with what is said of the user's additions. */
  readonly extendedPrices: () => ExtendedBook
  readonly priceEdits: PriceEdits
  readonly repricings: Repricings
  readonly receipts: Receipts
  readonly estimates: LiveEstimates
  readonly keys: Keys
  readonly destinations: Destinations
  readonly runs: RunService
  readonly runStore: RunStore
  readonly settleLater: SettleLater
  readonly settlements: Settlements
  readonly budgets: Budgets
  readonly gate: Gate
  readonly queue: OffPeakQueue
  readonly comparisons: Comparisons
  readonly ledger: Ledger
  readonly forecasts: Forecasts
  readonly balance: BalanceService
  /** Resolves when the runs that a killed process left are closed. */
  readonly recovered: Promise<void>
  close(): Promise<void>
}

/** What the services tell of themselves. */
export interface ServiceListener extends RunListener {
  estimated?(estimate: LiveEstimate): void
  entered?(entryId: string): void
  comparisonChanged?(promptId: string): void
  /** A run was queued for off-peak, or left the queue. */
  queueChanged?(): void
  /** Something was learnt of runs, or a profile marked. */
  forecastsChanged?(): void
  balanceChanged?(balance: Balance): void
  repricingsChanged?(): void
  /** A sentence that the user must see, found out while running. */
  noticed?(sentence: string): void
}

export interface ServiceOptions {
  readonly dataFolder: string
  readonly places: Places
  readonly clock: Clock
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly counter: DraftCounter
  readonly listener: ServiceListener
  readonly log: (message: string, cause?: unknown) => void
  readonly fetch?: typeof fetch
  /** The operating system's keychain where absent. */
  readonly secrets?: SecretStore
}

/**
 * Opens the data folder and everything that works on it.
 * @throws FathomError when the folder, the database or a resource cannot be used
 */
export function openServices(options: ServiceOptions): Services {
  const { dataFolder, clock, log } = options
  const books = openBooks(options.places.resources)
  const database = openDatabase({ folder: dataFolder, clock, log })
  try {
    return composeServices(options, books, database)
  } catch (error) {
    database.close()
    throw error
  }
}

function composeServices(options: ServiceOptions, shipped: Books, database: Database): Services {
  const { places, listener, log, counter } = options
  const checked = createCheckedClock(options.clock, (sentence) => {
    listener.noticed?.(sentence)
    // What is on screen was priced by the wrong clock.
    estimates.recount()
  })
  const clock = checked.now
  const marks = createMarkStore(database)
  const additions = createAdditionStore(database, checked.now)
  const extended = extendBooks(shipped, additions)
  const marked = markBooks(extended.books, marks)
  const { books } = marked
  const settings = createSettings({ database })
  const decidingInstant = (): DecidingInstant => settings.get().decidingInstant
  const drafts = createDrafts({ database, clock })
  const prompts = createPrompts({ database, clock, drafts })
  const ledger = createLedger({ database, clock })
  const keys = createKeys({
    store: options.secrets ?? createKeyringStore({ platform: process.platform }),
    memory: createMemoryStore(),
    env: options.environment,
  })
  const practice = createPracticeWorker(places.practiceWorker, {
    resources: places.resources,
    vocabularyFile: places.vocabulary,
  })
  const destinations = createDestinations({
    keys,
    practice,
    clock: checked,
    fetch: checked.watch(options.fetch ?? createPatientFetch()),
  })
  const estimates = createLiveEstimates({
    books,
    drafts,
    counter,
    clock,
    onEstimate: (estimate) => listener.estimated?.(estimate),
    onFailure: (error) => {
      log('A draft could not be counted', error)
      // A missing vocabulary and the like: the figures stay away, and the user must know why.
      if (error instanceof FathomError) listener.noticed?.(`Counts unavailable. ${error.message}`)
    },
  })
  const budgets = createBudgets({ database, clock, zone: () => settings.get().zone })
  const { runs, gate, runStore, settleLater, settlements, recovered } = composeRuns({
    openGate: (estimate) =>
      createGate({
        database,
        books,
        budgets: budgets.store,
        spend: budgets.spend,
        balance: () => balance.get(),
        zone: () => settings.get().zone,
        estimate,
      }),
    database,
    books,
    counter,
    ledger,
    clock,
    listener,
    log,
    onEntry: (entryId) => listener.entered?.(entryId),
    decidingInstant,
  })
  const queue = createOffPeakQueue({
    database,
    clock,
    prices: () => books.prices,
    prompts,
    drafts,
    destinations,
    runs,
    log,
    onChange: () => listener.queueChanged?.(),
  })
  const comparisons = createComparisons({
    database,
    clock,
    books,
    prompts,
    drafts,
    destinations,
    runs,
    gate,
    log,
    onChange: (promptId) => listener.comparisonChanged?.(promptId),
  })
  const forecasts = createForecasts({
    database,
    books: extended.books,
    marks,
    marked,
    estimates,
    counter,
    runs: runStore,
    whom: (practice) => destinations.whom(practice),
    clock,
    log,
    onChange: () => listener.forecastsChanged?.(),
  })
  const account = async (): Promise<string | null> => {
    const whose = await destinations.whom(false)
    return whose && accountOf(whose)
  }
  const balance = createBalanceService({
    clock,
    log,
    account,
    store: createBalanceStore(database),
    fetchBalance: () => destinations.balance(),
    onChange: (value) => listener.balanceChanged?.(value),
  })
  const priceEdits = createPriceEdits({ database, store: additions, book: () => books.prices, clock })
  const repricings = createRepricings({
    database,
    clock,
    prices: () => books.prices,
    version: () => additions.version(),
    decidingInstant,
    onCorrected: (correctionIds) => {
      const last = correctionIds.at(-1)
      if (last !== undefined) listener.entered?.(last)
    },
    onChange: () => listener.repricingsChanged?.(),
    log,
  })
  const receipts = createReceipts({
    database,
    drafts,
    runs: runStore,
    books,
    counter,
    vocabulary: vocabularyHash(places.vocabulary),
    decidingInstant,
    clock,
  })
  return {
    clock,
    database,
    settings,
    prompts,
    drafts,
    books,
    extendedPrices: () => extended.extended(),
    priceEdits,
    repricings,
    receipts,
    estimates,
    keys,
    destinations,
    runs,
    runStore,
    settleLater,
    settlements,
    budgets,
    gate,
    queue,
    comparisons,
    ledger,
    forecasts,
    balance,
    recovered,
    close: async () => {
      balance.close()
      await recovered
      // What waits is dropped at once; its runs can only end together with those of the service.
      const compared = comparisons.close()
      await queue.close()
      await runs.close()
      await compared
      await forecasts.close()
      await repricings.close()
      estimates.close()
      await counter.end()
      await practice.close()
      await database.backedUp
      database.close()
    },
  }
}
