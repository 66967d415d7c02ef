import type { Destination } from '../runs/run-service.ts'

export interface WaitingWatch {
  /** The same destination; what it says of the platform's queue is noted. */
  readonly watch: (destination: Destination) => Destination
  /**
   * How long the platform kept the request waiting (ms), as its last keep-alive says: 0 where none came before the answer,
   * null where neither came.
   */
  waited(): number | null
}

/** Listens in on what a destination tells of waiting in its queue, and passes it on. */
export function createWaitingWatch(): WaitingWatch {
  let waited: number | null = null
  return {
    watch: (destination) => ({
      ...destination,
      send: (body, { signal, onEvent }) =>
        destination.send(body, {
          signal,
          onEvent: (event) => {
            if (event.kind === 'queued') waited = event.waitedMs
            if (event.kind === 'retry') waited = null
            if (event.kind === 'first-byte') waited ??= 0
            onEvent(event)
          },
        }),
    }),
    waited: () => waited,
  }
}
