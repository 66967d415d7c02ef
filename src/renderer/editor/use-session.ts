import { useSyncExternalStore } from 'react'

import type { DraftSession } from './draft-session.ts'
import type { DraftShape } from './draft-shape.ts'
import type { SaveStatus } from './edit-queue.ts'
import type { Store } from './store.ts'

export function useStore<Value>(store: Store<Value>): Value {
  return useSyncExternalStore(store.subscribe, store.get)
}

export function useShape(session: DraftSession): DraftShape {
  return useStore(session.shape)
}

export function useSaveStatus(session: DraftSession): SaveStatus {
  return useStore(session.status)
}

/** True while typing does not reach main; unlike the whole status it does not change at each key. */
export function useUnsaved(session: DraftSession): boolean {
  return useSyncExternalStore(session.status.subscribe, () => session.status.get().state === 'unsaved')
}
