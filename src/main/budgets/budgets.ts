import type { Budget } from '../../contract/budgets.ts'
import type { Zone } from '../../contract/values.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../db/database.ts'
import { type BudgetStore, createBudgetStore } from './budget-store.ts'
import { periodAt } from './periods.ts'
import { createReadSpend, type ReadSpend, viewSpend } from './spend.ts'

/** The user's limits, and how far each is spent. */
export interface Budgets {
  readonly store: BudgetStore
  readonly spend: ReadSpend
  list(): readonly Budget[]
}

export interface BudgetsOptions {
  readonly database: Database
  readonly clock: Clock
  readonly zone: () => Zone
}

export function createBudgets({ database, clock, zone }: BudgetsOptions): Budgets {
  const store = createBudgetStore(database)
  const spend = createReadSpend(database)
  return {
    store,
    spend,
    list: () =>
      store.list().map((budget) => {
        const { currency, promptId, period } = budget
        const spent = spend({
          currency,
          promptId,
          keyHint: null,
          ...periodAt(period, clock(), zone()),
        })
        return { ...budget, spent: viewSpend(spent) }
      }),
  }
}
