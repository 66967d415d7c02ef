import type { Handlers } from '../router/handlers.ts'
import type { Services } from '../services.ts'
import type { Tell } from './tell.ts'

type BudgetRoutes = Extract<keyof Handlers, `budgets.${string}` | `queue.${string}`>

/** Limits to what may be spent, and the runs that wait for a cheaper hour. */
export function budgetHandlers({ budgets, queue }: Services, tell: Tell): Pick<Handlers, BudgetRoutes> {
  return {
    'budgets.list': () => budgets.list(),
    'budgets.save': ({ id, budget }) => {
      budgets.store.save(budget, id)
      tell('budgets.changed', {})
      return null
    },
    'budgets.remove': ({ id }) => {
      budgets.store.remove(id)
      tell('budgets.changed', {})
      return null
    },
    'queue.list': () => queue.list(),
    'queue.add': ({ promptId, revision }) => queue.add(promptId, revision),
    'queue.cancel': ({ id }) => {
      queue.cancel(id)
      return null
    },
  }
}
