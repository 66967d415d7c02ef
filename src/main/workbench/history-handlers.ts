import type { Handlers } from '../router/handlers.ts'
import type { Services } from '../services.ts'
import type { Tell } from './tell.ts'

type HistoryRoutes = Extract<keyof Handlers, `history.${string}` | `search.${string}`>

/** Finding what was: runs by their filter, and texts by their words. */
export function historyHandlers(
  { history, search }: Pick<Services, 'history' | 'search'>,
  tell: Tell,
): Pick<Handlers, HistoryRoutes> {
  return {
    'history.list': (query) => ({
      ...history.list(query),
      complete: !query.filter.text || search.isComplete(),
    }),
    'history.models': () => history.models(),
    'history.pins': () => history.pins(),
    'history.pin': ({ runId, pinned }) => {
      history.pin(runId, pinned)
      tell('history.pinned', { runId, pinned })
      return history.pins()
    },
    'history.sent': ({ runId }) => history.sent(runId),
    'search.find': (query) => search.find(query),
  }
}
