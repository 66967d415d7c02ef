import {
  QueryClientProvider,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
} from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react'

import type { EventMessage, EventName, Events, RequestOf, ResultOf, Route } from '../../contract/routes.ts'
import { applyEvent, makeQueryClient, makeSend, queryKey, refetchEverything, type Send } from './api.ts'
import type { ConnectedBridge } from './connected-bridge.ts'

export interface Api {
  readonly send: Send
  /** Returns the function that ends the subscription. */
  readonly subscribe: ConnectedBridge['subscribe']
  /** Calls back after a lost connection came back; returns the function that ends it. */
  readonly onReconnect: ConnectedBridge['onReconnect']
}

const ApiContext = createContext<Api | null>(null)

/** Puts the bridge, the query cache and the events that keep it true around the page. */
export function ApiProvider({
  bridge,
  children,
}: {
  readonly bridge: ConnectedBridge
  readonly children: ReactNode
}) {
  const [client] = useState(makeQueryClient)
  const [api] = useState<Api>(() => ({
    send: makeSend(bridge),
    subscribe: (listener) => bridge.subscribe(listener),
    onReconnect: (listener) => bridge.onReconnect(listener),
  }))
  useEffect(() => bridge.subscribe((event) => applyEvent(client, event)), [bridge, client])
  useEffect(() => bridge.onReconnect(() => refetchEverything(client)), [bridge, client])
  return (
    <QueryClientProvider client={client}>
      <ApiContext value={api}>{children}</ApiContext>
    </QueryClientProvider>
  )
}

/** The plain way to ask main and to follow its events, for what is not a cached query. */
export function useApi(): Api {
  const api = useContext(ApiContext)
  if (!api) throw new Error('useApi needs an ApiProvider around it.')
  return api
}

interface RouteOptions {
  /** False: do not ask yet. */
  readonly enabled?: boolean
  /** Keeps the last answer on screen while another request of the same route is under way. */
  readonly keepPrevious?: boolean
}

/** One cached answer of main; asked once, then kept true by events. */
export function useRoute<R extends Route>(
  route: R,
  request: RequestOf<R>,
  options: RouteOptions = {},
): UseQueryResult<ResultOf<R>> {
  const { send } = useApi()
  return useQuery<ResultOf<R>>({
    queryKey: queryKey(route, request),
    queryFn: () => send(route, request),
    enabled: options.enabled ?? true,
    ...(options.keepPrevious ? { placeholderData: (previous: unknown) => previous as never } : {}),
  })
}

/** A request that changes something: `mutate(request)`; what it changed comes back as events. */
export function useSend<R extends Route>(route: R): UseMutationResult<ResultOf<R>, Error, RequestOf<R>> {
  const { send } = useApi()
  return useMutation<ResultOf<R>, Error, RequestOf<R>>({ mutationFn: (request) => send(route, request) })
}

/** Calls the newest `handler` for each event of one name, while mounted. */
export function useEvent<Name extends EventName>(name: Name, handler: (payload: Events[Name]) => void): void {
  const { subscribe } = useApi()
  const latest = useRef(handler)
  useEffect(() => {
    latest.current = handler
  })
  useEffect(
    () =>
      subscribe((event: EventMessage) => {
        if (event.name === name) latest.current(event.payload as Events[Name])
      }),
    [subscribe, name],
  )
}
