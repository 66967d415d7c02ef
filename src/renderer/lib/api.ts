import { QueryClient } from '@tanstack/react-query'

import type { Bridge } from '../../contract/bridge.ts'
import { kept } from '../../contract/i18n/kept.ts'
import { t } from '../../contract/i18n/t.ts'
import type { PromptSummary } from '../../contract/prompts.ts'
import type { Failure } from '../../contract/result.ts'
import type { EventMessage, Events, RequestOf, ResultOf, Route } from '../../contract/routes.ts'

/** A request that main answered with a failure: `message` is a sentence for the user, `code` is stable. */
export class ApiError extends Error {
  readonly code: string
  readonly details: Readonly<Record<string, unknown>>

  constructor(failure: Failure) {
    super(kept(failure.message))
    this.name = 'ApiError'
    this.code = failure.code
    this.details = failure.details ?? {}
  }
}

export type Send = <R extends Route>(route: R, request: RequestOf<R>) => Promise<ResultOf<R>>

/** Asks main and unwraps its result; a failure throws an ApiError. */
export function makeSend(bridge: Bridge): Send {
  return async (route, request) => {
    const result = await bridge.request(route, request)
    if (!result.ok) throw new ApiError(result.error)
    return result.value
  }
}

/** The sentence to show for anything that was thrown. */
export function errorSentence(error: unknown): string {
  return error instanceof Error ? error.message : t('Something went wrong. Try again.')
}

export type QueryKey<R extends Route = Route> = readonly [R, RequestOf<R>]

export function queryKey<R extends Route>(route: R, request: RequestOf<R>): QueryKey<R> {
  return [route, request]
}

/** Main is always there and answers once; what it answered holds until it announces a change. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: 0,
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
      },
      mutations: { networkMode: 'always', retry: 0 },
    },
  })
}

/**
 * Keeps the cache true to what main announces: whole values are put in place, the rest is asked again.
 * Deltas, estimates and drafts are followed by those who show them.
 */
export function applyEvent(client: QueryClient, event: EventMessage): void {
  switch (event.name) {
    case 'settings.changed':
      client.setQueryData(queryKey('settings.get', {}), event.payload)
      // Which instant decides a band may have been chosen anew.
      invalidate(client, ['receipts.run', 'repricings.preview'])
      break
    case 'prompts.changed':
      client.setQueryData<readonly PromptSummary[]>(
        queryKey('prompts.list', {}),
        (known) => known && changedPrompts(known, event.payload),
      )
      invalidate(client, ['prompts.removed'])
      break
    case 'folders.changed':
      client.setQueryData(queryKey('folders.list', {}), event.payload.folders)
      break
    case 'keys.changed':
      client.setQueryData(queryKey('keys.status', {}), event.payload)
      // Names of keys stand in the ledger, and each has its own balance.
      invalidate(client, [
        'keys.list',
        'ledger.list',
        'ledger.entries',
        'ledger.facets',
        'balance.history',
        'billing.match',
      ])
      break
    case 'balance.changed':
      client.setQueryData(queryKey('balance.get', {}), event.payload)
      invalidate(client, ['keys.list', 'balance.history', 'billing.match'])
      break
    case 'ledger.changed':
      invalidate(client, [
        'ledger.list',
        'ledger.entries',
        'ledger.pictures',
        'ledger.facets',
        'budgets.list',
        'billing.match',
      ])
      invalidate(client, ['receipts.run'])
      break
    case 'prices.changed':
      invalidate(client, [
        'prices.list',
        'prices.strip',
        'prices.bands',
        'prices.whatIf',
        'receipts.estimate',
        'receipts.whatIf',
        'receipts.run',
        'ledger.pictures',
        'billing.match',
      ])
      break
    case 'repricings.changed':
      invalidate(client, ['repricings.list', 'repricings.preview'])
      break
    case 'billing.changed':
      // A settled run has its figures wherever it is shown.
      invalidate(client, ['billing.imports', 'billing.match', 'runs.get', 'compare.get'])
      break
    case 'runs.changed':
      invalidate(client, ['runs.list', 'history.list', 'history.models', 'history.pins', 'budgets.list'])
      if (event.payload.progress.state === 'ended') invalidate(client, ['forecasts.drifts', 'compare.get'])
      void client.invalidateQueries({ queryKey: queryKey('runs.get', { runId: event.payload.runId }) })
      break
    case 'history.pinned':
      invalidate(client, ['history.pins'])
      break
    case 'budgets.changed':
      invalidate(client, ['budgets.list'])
      break
    case 'queue.changed':
      invalidate(client, ['queue.list', 'compare.get'])
      break
    case 'forecasts.changed':
      invalidate(client, ['forecasts.drifts'])
      break
    case 'compare.changed':
      void client.invalidateQueries({ queryKey: queryKey('compare.get', event.payload) })
      break
    case 'tests.changed':
      invalidate(client, ['tests.get', 'tests.rows', 'tests.case', 'tests.counts'])
      break
    case 'app.noticed':
      client.setQueryData(queryKey('app.state', {}), (state) => state && { ...state, ...event.payload })
      // It may have been the clock that was found out.
      invalidate(client, ['prices.strip'])
      break
    case 'versions.changed':
      invalidate(client, ['versions.list', 'versions.status', 'versions.labelMoves'])
      break
    case 'workspace.changed':
      client.setQueryData(queryKey('workspace.get', {}), event.payload)
      invalidate(client, ['workspace.sides'])
      break
    case 'drafts.changed':
      invalidate(client, ['promptFiles.copy'])
      break
    case 'app.command':
    case 'app.openPrompt':
    case 'estimates.changed':
    case 'runs.delta':
      break
  }
}

/** The library after some of its prompts changed: last changed first, as main lists them. */
function changedPrompts(
  known: readonly PromptSummary[],
  { prompts, gone = [] }: Events['prompts.changed'],
): readonly PromptSummary[] {
  const away = new Set([...gone, ...prompts.map(({ id }) => id)])
  const kept = known.filter(({ id }) => !away.has(id))
  return [...prompts, ...kept].toSorted((left, right) =>
    left.updatedAt < right.updatedAt ? 1 : left.updatedAt > right.updatedAt ? -1 : 0,
  )
}

function invalidate(client: QueryClient, routes: readonly Route[]): void {
  for (const route of routes) void client.invalidateQueries({ queryKey: [route] })
}

/** After a lost connection events may have been missed: everything on screen is asked again. */
export function refetchEverything(client: QueryClient): void {
  void client.invalidateQueries()
}
