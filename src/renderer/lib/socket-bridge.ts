import { t } from '../../contract/i18n/t.ts'
import type { Failure, Result } from '../../contract/result.ts'
import type { EventMessage } from '../../contract/routes.ts'
import type { ConnectedBridge } from './connected-bridge.ts'

type Settle = (result: Result<never>) => void
type Message = { readonly id: number; readonly result: Result<never> } | { readonly event: EventMessage }

function connectionLost(): Failure {
  return {
    code: 'CONNECTION_LOST',
    message: t(
      'The connection to Fathom was lost and is being tried again. If it does not come back, start Fathom again.',
    ),
  }
}

const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 4_000

/**
 * The contract over a WebSocket. Requests made before the first connection wait for it; requests in flight when the
 * connection ends, or made while it is down, are answered as a lost connection. It reconnects for ever, ever slower.
 */
export function createSocketBridge(openSocket: () => WebSocket): ConnectedBridge {
  const inFlight = new Map<number, Settle>()
  const subscribers = new Set<(event: EventMessage) => void>()
  const reconnectListeners = new Set<() => void>()
  const beforeFirstOpen: string[] = []
  let wasOpen = false
  let pause = FIRST_PAUSE_MS
  let lastId = 0
  let socket = connect()

  function connect(): WebSocket {
    const next = openSocket()
    next.addEventListener('open', onOpen)
    next.addEventListener('message', (message) => onMessage(JSON.parse(String(message.data)) as Message))
    next.addEventListener('close', onClose)
    return next
  }

  function onOpen(): void {
    pause = FIRST_PAUSE_MS
    if (wasOpen) for (const listener of reconnectListeners) listener()
    wasOpen = true
    for (const text of beforeFirstOpen.splice(0)) socket.send(text)
  }

  function onMessage(message: Message): void {
    if ('event' in message) {
      for (const subscriber of subscribers) subscriber(message.event)
      return
    }
    inFlight.get(message.id)?.(message.result)
    inFlight.delete(message.id)
  }

  function onClose(): void {
    if (wasOpen) {
      for (const settle of inFlight.values()) settle({ ok: false, error: connectionLost() })
      inFlight.clear()
    }
    setTimeout(() => (socket = connect()), pause)
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS)
  }

  function send(text: string): boolean {
    if (!wasOpen) beforeFirstOpen.push(text)
    else if (socket.readyState === 1) socket.send(text)
    else return false
    return true
  }

  return {
    request(route, request) {
      const id = ++lastId
      if (!send(JSON.stringify({ id, route, request }))) {
        return Promise.resolve({ ok: false, error: connectionLost() })
      }
      return new Promise((settle) => inFlight.set(id, settle))
    },
    subscribe: (listener) => listen(subscribers, listener),
    onReconnect: (listener) => listen(reconnectListeners, listener),
  }
}

function listen<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
