import type {
  Draft,
  DraftChange,
  DraftContent,
  Edit,
  JournalEntry,
  KeptUndo,
} from '../../../contract/drafts.ts'
import { createDraftSession, type DraftSession } from '../draft-session.ts'
import { applyOperation, type DraftState, stateOf } from '../draft-state.ts'
import type { DraftDoor } from '../edit-queue.ts'
import { contentOf, textOf } from '../text-changes.ts'

/** One draft as main keeps it, with its journal and kept undo, for sessions that come and go. */
export interface MemoryMain {
  /** A session as after a start: with the undo that was kept last, if any, however long ago. */
  open(): DraftSession
  /** Keeps what undo knows, through JSON as it would go. */
  keep(session: DraftSession): void
  content(): DraftContent
  contents(): string[]
}

const savedAt = '2026-11-22T00:00:00.000Z'

export function createMemoryMain(first: DraftContent): MemoryMain {
  let state = stateOf({ promptId: 'p', revision: 0, savedAt, ...first })
  const states: DraftState[] = [state]
  const journal: JournalEntry[] = []
  let kept: { readonly revision: number; readonly undo: string } | null = null
  let ids = 0
  let milliseconds = 0

  const draftAt = (revision: number): Draft => {
    const { messages, parameters, variables, texts } = states[revision] ?? state
    return {
      promptId: 'p',
      revision,
      savedAt,
      parameters,
      variables,
      messages: messages.map((message) => ({
        ...message,
        content: contentOf(texts.get(message.id) ?? textOf('')),
      })),
    }
  }

  const accept = (revision: number, entry: JournalEntry, next: DraftState) => {
    if (revision !== journal.length) throw new Error(`revision ${revision} is not ${journal.length}`)
    state = next
    states.push(next)
    journal.push(entry)
    return Promise.resolve({ ok: true as const, value: { revision: journal.length, savedAt } })
  }

  const door: DraftDoor = {
    get: () => Promise.resolve({ ok: true, value: draftAt(journal.length) }),
    edit: (revision, edits) => accept(revision, { edits }, edits.reduce(edited, state)),
    change: (revision: number, change: DraftChange) =>
      accept(revision, { change }, applyOperation(state, { kind: 'change', change })),
  }

  const keptNow = (): KeptUndo | null =>
    kept && {
      undo: kept.undo,
      revision: journal.length,
      before: kept.revision === journal.length ? null : draftAt(kept.revision),
      since: journal.slice(kept.revision),
    }

  return {
    open: () =>
      createDraftSession({
        draft: draftAt(journal.length),
        kept: keptNow(),
        door,
        depths: () => Promise.resolve(null),
        newId: () => `new-${(ids += 1)}`,
        now: () => (milliseconds += 5_000),
        later: () => () => undefined,
        nonce: undefined,
      }),
    keep(session) {
      const undo = session.keptUndo()
      if (undo !== null) kept = { revision: session.queue.revision(), undo }
    },
    content: () => draftAt(journal.length),
    contents: () => draftAt(journal.length).messages.map(({ content }) => content),
  }
}

function edited(state: DraftState, { messageId, from, to, insert }: Edit): DraftState {
  const text = state.texts.get(messageId)
  if (text === undefined) throw new Error(`no message ${messageId}`)
  return { ...state, texts: new Map(state.texts).set(messageId, text.replace(from, to, textOf(insert))) }
}
