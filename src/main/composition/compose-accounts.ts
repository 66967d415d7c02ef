import type { Balance } from '../../contract/balance.ts'
import { accountOf } from '../balance/account.ts'
import { type BalanceService, createBalanceService } from '../balance/balance-service.ts'
import { type BalanceStore, createBalanceStore } from '../balance/balance-store.ts'
import type { CheckedClock } from '../checked-clock.ts'
import type { Database } from '../db/database.ts'
import { createPatientFetch } from '../deepseek/patient-fetch.ts'
import { createDestinations, type Destinations } from '../destinations.ts'
import { createKeyProfiles } from '../keys/key-profiles.ts'
import { createKeyringStore } from '../keys/keyring-store.ts'
import { createKeys } from '../keys/keys.ts'
import { createMemoryStore } from '../keys/memory-store.ts'
import { createNamedKeys, type NamedKeys } from '../keys/named-keys.ts'
import type { SecretStore } from '../keys/secret-store.ts'
import type { Places } from '../places.ts'
import { createPracticeWorker, type PracticeWorker } from '../practice/practice-worker.ts'

export interface AccountsOptions {
  readonly database: Database
  readonly checked: CheckedClock
  readonly places: Places
  readonly environment: Readonly<Record<string, string | undefined>>
  /** The operating system's keychain where absent. */
  readonly secrets?: SecretStore | undefined
  readonly fetch?: typeof fetch | undefined
  readonly onBalance: (balance: Balance) => void
  readonly log: (message: string, cause?: unknown) => void
}

/** Where requests can be sent, and what is left there. */
export interface Accounts {
  readonly keys: NamedKeys
  readonly practice: PracticeWorker
  readonly destinations: Destinations
  readonly balance: BalanceService
  /** What was last told of any account. */
  readonly balances: BalanceStore
  /** The id of the named key in use. */
  readonly keyInUse: () => string
}

/** Keys, the practice endpoint, the destinations that they open, and the balance of the account in use. */
export function composeAccounts(options: AccountsOptions): Accounts {
  const { database, checked, places, log } = options
  const profiles = createKeyProfiles({ database, clock: checked.now })
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
    profiles,
    practice,
    clock: checked,
    fetch: checked.watch(options.fetch ?? createPatientFetch()),
  })
  const account = async (): Promise<string | null> => {
    const whose = await destinations.whom(false)
    return whose && accountOf(whose)
  }
  const balances = createBalanceStore(database)
  const balance = createBalanceService({
    clock: checked.now,
    log,
    account,
    store: balances,
    fetchBalance: () => destinations.balance(),
    onChange: options.onBalance,
  })
  return {
    keys: createNamedKeys({ profiles, keys }),
    practice,
    destinations,
    balance,
    balances,
    keyInUse: () => profiles.inUse().id,
  }
}
