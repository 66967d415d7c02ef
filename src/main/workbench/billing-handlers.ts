import { accountOf } from '../balance/account.ts'
import { createBalanceHistory } from '../balance/balance-history.ts'
import { createBalanceStore } from '../balance/balance-store.ts'
import { createBilling } from '../billing/billing.ts'
import type { Handlers } from '../router/handlers.ts'
import type { Services } from '../services.ts'
import type { Tell } from './tell.ts'

type BillingRoutes = Extract<keyof Handlers, `billing.${string}`> | 'balance.history'

/** The balance over time, and the match of the ledger with the platform's own export and with that balance. */
export function billingHandlers(
  { database, ledger, books, clock, destinations, settings, settledRuns }: Services,
  tell: Tell,
): Pick<Handlers, BillingRoutes> {
  const history = createBalanceHistory({
    database,
    store: createBalanceStore(database),
    account: async () => {
      const whose = await destinations.whom(false)
      return whose?.keyHint ? { ...whose, id: accountOf(whose), keyHint: whose.keyHint } : null
    },
  })
  const billing = createBilling({
    database,
    ledger,
    prices: () => books.prices,
    decidingInstant: () => settings.get().decidingInstant,
    clock,
    remainderOf: (runId, promptTokens) => settledRuns.remainderOf(runId, promptTokens),
    balance: history,
  })
  const changed = <Value>(value: Value, entryIds: readonly string[] = []): Value => {
    tell('billing.changed', {})
    for (const entryId of entryIds) tell('ledger.changed', { entryId })
    return value
  }
  return {
    'balance.history': history,
    'billing.import': async ({ fileName, data }) => {
      const done = await billing.import(fileName, Buffer.from(data, 'base64'))
      return done.known ? done : changed(done)
    },
    'billing.imports': () => billing.imports(),
    'billing.remove': ({ importId }) => {
      billing.remove(importId)
      return changed(null)
    },
    'billing.match': (period) => billing.match(period),
    'billing.nameKey': ({ keyHint, keyName }) => {
      billing.nameKey(keyHint, keyName)
      return changed(null)
    },
    'billing.settle': async ({ entryIds, ...period }) => {
      const corrections = await billing.settle(period, entryIds)
      return changed({ settled: corrections.length }, corrections)
    },
    'billing.takeBack': ({ entryIds }) => {
      const corrections = billing.takeBack(entryIds)
      return changed({ takenBack: corrections.length }, corrections)
    },
  }
}
