import type { DraftSession } from '../../editor/draft-session.ts'

export interface UndoKeeper {
  /** Keeps what undo knows, now, where it is not kept already. */
  keep(): void
  stop(): void
}

/** Milliseconds without a key until undo is kept; the journal in main bridges the time before. */
const KEEP_AFTER = 1_000
/** A revision that no draft has. */
const NEVER = -1

/**
 * Keeps in main what can be taken back in a draft, whenever the work on it pauses. Where nothing is kept yet it keeps that
 * nothing can be: from there the journal leads on, should the first second of the work end in a crash.
 */
export function createUndoKeeper(
  session: DraftSession,
  send: (revision: number, undo: string) => Promise<unknown>,
  isKept: boolean,
): UndoKeeper {
  let timer: ReturnType<typeof setTimeout> | undefined
  let keptAt = isKept ? session.queue.revision() : NEVER

  const keep = (): void => {
    clearTimeout(timer)
    const revision = session.queue.revision()
    const undo = revision === keptAt ? null : session.keptUndo()
    if (undo === null) return
    keptAt = revision
    send(revision, undo).catch(() => {
      // It is tried again after the next edit; the draft itself is safe.
      keptAt = NEVER
    })
  }

  keep()
  const unwatch = session.status.subscribe(() => {
    clearTimeout(timer)
    timer = setTimeout(keep, KEEP_AFTER)
  })
  return {
    keep,
    stop() {
      keep()
      unwatch()
    },
  }
}
