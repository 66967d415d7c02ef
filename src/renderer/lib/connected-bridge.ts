import type { Bridge } from '../../contract/bridge.ts'

/** The bridge as the app uses it: told when a lost connection came back, because announcements were missed meanwhile. */
export interface ConnectedBridge extends Bridge {
  /** Calls back after every reconnection: fetch again what is on screen. Returns the function that ends it. */
  onReconnect(listener: () => void): () => void
}
