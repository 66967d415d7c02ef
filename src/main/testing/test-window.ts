import type { Result } from '../../contract/result.ts'
import type { EventMessage, RequestOf, ResultOf, Route } from '../../contract/routes.ts'
import { createMemoryStore } from '../keys/memory-store.ts'
import type { Practice } from '../practice/practice-types.ts'
import { createRouter } from '../router/router.ts'
import type { Workbench } from '../router/workbench-door.ts'
import { openWorkbench, type WorkbenchOptions } from '../workbench.ts'
import { places } from './test-services.ts'

/** A workbench behind its router, as a window asks it. */
export interface TestWindow {
  readonly workbench: Workbench
  /** What was told to the window so far. */
  readonly events: readonly EventMessage[]
  /** Asks a route and gives its answer, be it an error. */
  readonly asked: <R extends Route>(route: R, request: RequestOf<R>) => Promise<Result<ResultOf<R>>>
  /** Asks a route that must succeed; its error, with its code, is thrown. */
  readonly ask: <R extends Route>(route: R, request: RequestOf<R>) => Promise<ResultOf<R>>
  readonly close: () => Promise<void>
}

/** Opens a data folder with no keychain and, unless told otherwise, no network. */
export async function openTestWindow(
  options: Pick<WorkbenchOptions, 'dataFolder'> & Partial<WorkbenchOptions>,
): Promise<TestWindow> {
  const workbench = await openWorkbench({
    shell: 'browser',
    places,
    clock: Date.now,
    log: () => {},
    environment: {},
    secrets: createMemoryStore(),
    fetch: () => Promise.reject(new Error('offline')),
    ...options,
  })
  const dispatch = createRouter(workbench.handlers, () => {})
  const events: EventMessage[] = []
  workbench.subscribe((event) => void events.push(event))

  async function asked<R extends Route>(route: R, request: RequestOf<R>): Promise<Result<ResultOf<R>>> {
    return (await dispatch(route, request, { id: 'window' })) as Result<ResultOf<R>>
  }
  return {
    workbench,
    events,
    asked,
    ask: async (route, request) => {
      const result = await asked(route, request)
      if (!result.ok) throw Object.assign(new Error(result.error.message), result.error)
      return result.value
    },
    close: () => workbench.close(),
  }
}

/** A fetch for which DeepSeek is the practice endpoint of the test, and its clock the test's. */
export function fetchFromPractice(practice: Pick<Practice, 'url'>, clock: () => number): typeof fetch {
  return async (input, init) => {
    const address = input instanceof Request ? input.url : input.toString()
    const response = await fetch(address.replace('https://api.deepseek.com', practice.url), init)
    const headers = new Headers(response.headers)
    headers.set('date', new Date(clock()).toUTCString())
    return new Response(response.body, { status: response.status, headers })
  }
}
