import { useCallback, useEffect, useState } from 'react'

import type { DraftSession } from '../../editor/draft-session.ts'
import { type Api, useApi } from '../../lib/api-context.tsx'
import { errorSentence } from '../../lib/api.ts'
import { createDraftSessions, type DraftSessions } from './draft-sessions.ts'
import { pageNonce } from './page-nonce.ts'

// One set of open drafts for each connection to main.
const registries = new WeakMap<Api, DraftSessions>()

function sessionsOf(api: Api): DraftSessions {
  const known = registries.get(api)
  if (known !== undefined) return known
  const sessions = createDraftSessions(api, pageNonce())
  registries.set(api, sessions)
  return sessions
}

export interface OpenDraft {
  readonly session: DraftSession | null
  /** A sentence when the draft cannot be had. */
  readonly failure: string | null
  readonly retry: () => void
}

/** Opens the draft of another prompt, for work on it before it is shown. Throws an ApiError. */
export function useOpenSession(): (promptId: string) => Promise<DraftSession> {
  const api = useApi()
  return useCallback((promptId) => sessionsOf(api).open(promptId), [api])
}

/** The draft of a prompt, opened once and kept while the window is there. */
export function useDraftSession(promptId: string): OpenDraft {
  const api = useApi()
  const [session, setSession] = useState<DraftSession | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const open = useCallback(
    (isWanted: () => boolean) => {
      sessionsOf(api)
        .open(promptId)
        .then(
          (opened) => isWanted() && setSession(opened),
          (error: unknown) => isWanted() && setFailure(errorSentence(error)),
        )
    },
    [api, promptId],
  )
  useEffect(() => {
    let wanted = true
    open(() => wanted)
    return () => {
      wanted = false
    }
  }, [open])
  const retry = () => {
    setFailure(null)
    open(() => true)
  }
  return { session, failure, retry }
}
