import type { Bridge } from '../../contract/bridge.ts'
import type { ConnectedBridge } from './connected-bridge.ts'
import { createSocketBridge } from './socket-bridge.ts'

declare global {
  interface Window {
    /** Set by the preload script; absent in the browser shell. */
    readonly fathom?: Bridge
  }
}

/** The preload script's bridge in the desktop window (never disconnected), a socket to the page's own server in a browser. */
export function connectBridge(page: Window = window): ConnectedBridge {
  const { fathom } = page
  if (fathom) {
    return {
      request: (route, request) => fathom.request(route, request),
      subscribe: (listener) => fathom.subscribe(listener),
      onReconnect: () => () => {},
    }
  }
  return createSocketBridge(() => new WebSocket(`ws://${page.location.host}/bridge`))
}
