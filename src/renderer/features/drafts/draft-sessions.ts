import type { Result } from '../../../contract/result.ts'
import { createDraftSession, type DraftSession } from '../../editor/draft-session.ts'
import type { Api } from '../../lib/api-context.tsx'
import { ApiError, errorSentence } from '../../lib/api.ts'
import { createUndoKeeper, type UndoKeeper } from './undo-keeper.ts'

export interface DraftSessions {
  /** The session of a prompt: the one that is open, or a new one. Throws an ApiError when the draft cannot be had. */
  open(promptId: string): Promise<DraftSession>
}

/** Prompts that stay open after they left the screen, with their undo histories. */
const KEPT = 8

/** Drafts outlive the page that shows them: what is not sent yet goes on, and undo is there when one comes back. */
export function createDraftSessions(api: Api, nonce: string | undefined): DraftSessions {
  const sessions = new Map<string, Promise<DraftSession>>()
  const opened = new Map<string, DraftSession>()
  const keepers = new Map<string, UndoKeeper>()

  const start = async (promptId: string): Promise<DraftSession> => {
    // Asked first: to read the draft may fold its journal, and with it the way from the kept undo to now.
    const kept = await attempt(api.send('drafts.undo', { promptId }))
    const draft = await api.send('drafts.get', { promptId })
    const session = createDraftSession({
      draft,
      // What undo knew is only left behind where it is of another revision: another window has just written.
      kept: kept.ok && kept.value?.revision === draft.revision ? kept.value : null,
      now: () => performance.now(),
      door: {
        get: () => attempt(api.send('drafts.get', { promptId })),
        edit: (revision, edits) => attempt(api.send('drafts.edit', { promptId, revision, edits })),
        change: (revision, change) => attempt(api.send('drafts.change', { promptId, revision, change })),
      },
      depths: async (messageId, model, offsets) => {
        const request = { promptId, model, messageId, offsets: offsets.slice() }
        const answer = await attempt(api.send('estimates.depths', request))
        const fresh = answer.ok && answer.value?.revision === opened.get(promptId)?.queue.revision()
        return fresh ? (answer.value?.depths ?? null) : null
      },
      newId: () => crypto.randomUUID(),
      later: (work, milliseconds) => {
        const timer = setTimeout(work, milliseconds)
        return () => clearTimeout(timer)
      },
      nonce,
    })
    const keeper = createUndoKeeper(
      session,
      (revision, undo) => api.send('drafts.keepUndo', { promptId, revision, undo }),
      kept.ok && kept.value !== null,
    )
    keepers.set(promptId, keeper)
    opened.set(promptId, session)
    return session
  }

  /** Closes the longest unused of those with nothing left to send. */
  const tidy = (): void => {
    for (const [promptId, session] of opened) {
      if (opened.size <= KEPT) return
      if (!session.queue.isSettled()) continue
      keepers.get(promptId)?.stop()
      keepers.delete(promptId)
      session.close()
      opened.delete(promptId)
      sessions.delete(promptId)
    }
  }

  api.subscribe((event) => {
    if (event.name !== 'drafts.changed') return
    opened.get(event.payload.promptId)?.queue.announced(event.payload.revision)
  })
  api.onReconnect(() => {
    for (const session of opened.values()) session.queue.check()
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') for (const keeper of keepers.values()) keeper.keep()
  })
  // The browser asks before the page goes while something typed is still on its way.
  window.addEventListener('beforeunload', (event) => {
    if ([...opened.values()].some((session) => !session.queue.isSettled())) event.preventDefault()
  })

  return {
    async open(promptId) {
      const session = sessions.get(promptId) ?? start(promptId)
      sessions.set(promptId, session)
      try {
        const ready = await session
        // The newest is the last to be closed.
        opened.delete(promptId)
        opened.set(promptId, ready)
        tidy()
        return ready
      } catch (error) {
        sessions.delete(promptId)
        throw error
      }
    },
  }
}

async function attempt<Value>(request: Promise<Value>): Promise<Result<Value>> {
  try {
    return { ok: true, value: await request }
  } catch (error) {
    const { code, details } = error instanceof ApiError ? error : { code: 'UNKNOWN', details: {} }
    return { ok: false, error: { code, message: errorSentence(error), details } }
  }
}
