import type { Balance } from '../contract/balance.ts'
import type { LiveEstimate } from '../contract/estimates.ts'
import { createCheckedClock } from './checked-clock.ts'
import type { Clock } from './clock.ts'
import { type ColumnEstimates, createColumnEstimates } from './compare/column-estimates.ts'
import { type Accounts, composeAccounts } from './composition/compose-accounts.ts'
import { composeBooks } from './composition/compose-books.ts'
import { composePrices, type Prices } from './composition/compose-prices.ts'
import { composeSending, type Sending, type SendingListener } from './composition/compose-sending.ts'
import { composeWorkspace, type FolderOfPrompts } from './composition/compose-workspace.ts'
import { type Database, openDatabase } from './db/database.ts'
import { createDrafts, type Drafts } from './drafts/drafts.ts'
import { createLibrary, type Library } from './drafts/library.ts'
import { createPrompts, type Prompts } from './drafts/prompts.ts'
import { FathomError } from './errors.ts'
import { type Books, openBooks } from './estimates/books.ts'
import type { DraftCounter } from './estimates/draft-counter.ts'
import { estimateBody } from './estimates/estimate-body.ts'
import { createLiveEstimates, type LiveEstimates } from './estimates/live-estimates.ts'
import { createForecasts, type Forecasts } from './forecasts/forecasts.ts'
import { createHistory, type History } from './history/history.ts'
import type { SecretStore } from './keys/secret-store.ts'
import { createLedger, type Ledger } from './ledger/ledger.ts'
import type { Places } from './places.ts'
import type { DecidingInstant } from './pricing/band-rules.ts'
import { type Indexer, keepIndexed } from './search/keep-indexed.ts'
import { createSearch, type Search } from './search/search.ts'
import { createSettings, type SettingsStore } from './settings/settings.ts'
import { createTestCases, type TestCases } from './test-cases/test-cases.ts'
import { throttle } from './test-cases/throttle.ts'
import { createVersions, type Versions } from './versions/versions.ts'

/** All that Fathom can do, composed once; the window and the command line are two ways to ask for it. */
export interface Services extends Prices, Omit<Accounts, 'practice'>, Sending, FolderOfPrompts {
  readonly clock: Clock
  readonly database: Database
  readonly settings: SettingsStore
  readonly prompts: Prompts
  readonly library: Library
  readonly drafts: Drafts
  readonly versions: Versions
  readonly books: Books
  readonly estimates: LiveEstimates
  readonly ledger: Ledger
  readonly forecasts: Forecasts
  readonly search: Search
  readonly history: History
  readonly indexer: Indexer
  readonly testCases: TestCases
  readonly columnEstimates: ColumnEstimates
  close(): Promise<void>
}

/** What the services tell of themselves. */
export interface ServiceListener extends SendingListener {
  estimated?(estimate: LiveEstimate): void
  /** Something was learnt of runs, or a profile marked. */
  forecastsChanged?(): void
  balanceChanged?(balance: Balance): void
  repricingsChanged?(): void
  /** Cases, results or progress of a prompt's tests. */
  testsChanged?(promptId: string): void
  /** A file of the folder, or through it the library, is other than before. */
  workspaceChanged?(libraryChanged: boolean): void
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
  /** Whether a backup that waits to be restored takes its place at this start. */
  readonly restores?: boolean
}

/**
 * Opens the data folder and everything that works on it.
 * @throws FathomError when the folder, the database or a resource cannot be used
 */
export function openServices(options: ServiceOptions): Services {
  const { dataFolder, clock, log } = options
  const books = openBooks(options.places.resources)
  const database = openDatabase({ folder: dataFolder, clock, log, restores: options.restores ?? false })
  try {
    return composeServices(options, books, database)
  } catch (error) {
    database.close()
    throw error
  }
}

/** Milliseconds between two tellings of a table's progress: thousands of runs end within minutes. */
const TESTS_TOLD_MS = 250

function composeServices(options: ServiceOptions, shipped: Books, database: Database): Services {
  const { places, listener, log, counter } = options
  const checked = createCheckedClock(options.clock, (sentence) => {
    listener.noticed?.(sentence)
    // What is on screen was priced by the wrong clock.
    estimates.recount()
  })
  const clock = checked.now
  const userBooks = composeBooks(shipped, database, clock)
  const { books, extended, marks, marked } = userBooks
  const settings = createSettings({ database })
  const decidingInstant = (): DecidingInstant => settings.get().decidingInstant
  const drafts = createDrafts({ database, clock })
  const prompts = createPrompts({ database, clock, drafts })
  const library = createLibrary({ database, clock, prompts })
  const ledger = createLedger({ database, clock })
  const { practice, ...accounts } = composeAccounts({
    database,
    checked,
    places,
    environment: options.environment,
    secrets: options.secrets,
    fetch: options.fetch,
    onBalance: (balance) => listener.balanceChanged?.(balance),
    log,
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
  const versions = createVersions({
    database,
    clock,
    drafts,
    counted: (promptId) => estimates.latest(promptId),
    estimate: (body, at) => estimateBody(books, counter, body, at),
  })
  const sending = composeSending({
    database,
    clock,
    clockCorrection: () => checked.correction(),
    books,
    settings,
    prompts,
    drafts,
    versions,
    ledger,
    counter,
    accounts,
    decidingInstant,
    forecast: (beginning, seen) => forecasts.ofRequest(beginning, seen),
    listener,
    log,
  })
  const { runs, runStore, queue, comparisons, recovered } = sending
  const forecasts = createForecasts({
    database,
    books: extended.books,
    marks,
    marked,
    estimates,
    counter,
    runs: runStore,
    whom: (practice) => accounts.destinations.whom(practice),
    clock,
    log,
    onChange: () => listener.forecastsChanged?.(),
  })
  const search = createSearch(database)
  const history = createHistory({
    database,
    clock,
    batchesOf: (runIds) => comparisons.batchesOf(runIds),
  })
  const indexer = keepIndexed({ search, log })
  const folder = composeWorkspace({
    database,
    prompts,
    drafts,
    onSynced: (libraryChanged) => listener.workspaceChanged?.(libraryChanged),
    log,
  })
  const columnEstimates = createColumnEstimates({
    books,
    counter,
    clock,
    drafts,
    versions,
    estimates,
    forecasts,
  })
  const prices = composePrices({
    database,
    clock,
    places,
    userBooks,
    drafts,
    runStore,
    counter,
    decidingInstant,
    onEntry: (entryId) => listener.entered?.(entryId),
    onRepricing: () => listener.repricingsChanged?.(),
    log,
  })
  const tests = throttle((promptId) => listener.testsChanged?.(promptId), TESTS_TOLD_MS)
  const testCases = createTestCases({
    database,
    clock,
    books,
    prompts,
    drafts,
    versions,
    destinations: accounts.destinations,
    runs,
    runStore,
    recovered,
    gate: sending.gate,
    forecasts,
    estimate: (body, at) => estimateBody(books, counter, body, at),
    matchWorker: places.matchWorker,
    onChange: tests.tell,
    log,
  })
  return {
    clock,
    database,
    settings,
    prompts,
    library,
    drafts,
    versions,
    books,
    estimates,
    ledger,
    forecasts,
    testCases,
    columnEstimates,
    ...accounts,
    ...sending,
    ...prices,
    ...folder,
    search,
    history,
    indexer,
    close: async () => {
      accounts.balance.close()
      await recovered
      // What waits is dropped at once; its runs can only end together with those of the service.
      const compared = comparisons.close()
      const tested = testCases.close()
      await queue.close()
      await runs.close()
      await compared
      await tested
      tests.end()
      await forecasts.close()
      folder.folderWatch.close()
      indexer.close()
      await prices.repricings.close()
      estimates.close()
      await counter.end()
      await practice.close()
      await database.backedUp
      database.close()
    },
  }
}
