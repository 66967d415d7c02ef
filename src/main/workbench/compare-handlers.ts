import type { Handlers } from '../router/handlers.ts'
import type { Services } from '../services.ts'

type CompareRoutes = Extract<keyof Handlers, `compare.${string}`>

/** One draft against several columns. */
export function compareHandlers({ comparisons, columnEstimates }: Services): Pick<Handlers, CompareRoutes> {
  return {
    'compare.get': ({ promptId }) => comparisons.get(promptId),
    'compare.setUp': ({ promptId, setup }) => comparisons.setUp(promptId, setup),
    'compare.estimate': ({ promptId, columns }) => columnEstimates.estimate(promptId, columns),
    'compare.forecast': ({ promptId, practice, columns }) =>
      columnEstimates.forecast(promptId, practice, columns),
    'compare.run': (order) => comparisons.run(order),
    'compare.queue': (order) => comparisons.queue(order),
    'compare.stop': ({ promptId, columnId }) => {
      comparisons.stop(promptId, columnId)
      return null
    },
  }
}
