import type { Draft, DraftChange, Edit, JournalEntry, KeptUndo } from '../../contract/drafts.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../db/database.ts'
import { FathomError } from '../errors.ts'
import { checkChange, checkEdits, contentOf, type DraftState, lengthOf } from './draft-state.ts'
import { createDraftStore, replay } from './draft-store.ts'

export interface Accepted {
  readonly revision: number
  /** ISO instant. */
  readonly savedAt: string
}

/** What happened to a draft, told after it is on disk. `reloaded`: another process wrote, so read it afresh. */
export type DraftEvent =
  | {
      readonly kind: 'edits'
      readonly promptId: string
      readonly revision: number
      readonly edits: readonly Edit[]
    }
  | {
      readonly kind: 'change'
      readonly promptId: string
      readonly revision: number
      readonly change: DraftChange
    }
  | { readonly kind: 'reloaded'; readonly promptId: string; readonly revision: number }

export interface Drafts {
  /** The revision of a draft and when it was saved (epoch ms), without its text. Error PROMPT_NOT_FOUND. */
  head(promptId: string): { readonly revision: number; readonly savedAt: number }
  /** The whole draft as it is now. Error PROMPT_NOT_FOUND. */
  get(promptId: string): Draft
  /**
   * Applies all edits in order or none of them; on disk before this returns. Costs the edit, not the draft.
   * Errors: DRAFT_MOVED_ON {revision}, EDIT_OUT_OF_RANGE, MESSAGE_NOT_FOUND, DRAFT_TOO_LONG, DISK_FULL.
   */
  edit(promptId: string, revision: number, edits: readonly Edit[]): Accepted
  /** As `edit`, for messages and parameters; also MESSAGE_EXISTS. */
  change(promptId: string, revision: number, change: DraftChange): Accepted
  /** As the contract's `drafts.undo`. */
  undo(promptId: string): KeptUndo | null
  keepUndo(promptId: string, revision: number, undo: string): void
  /** Returns the function that ends the subscription. */
  onEdit(listener: (event: DraftEvent) => void): () => void
}

interface OpenDraft {
  state: DraftState
  revision: number
  savedAt: number
  /** Journal rows and characters that a restart would have to replay. */
  entries: number
  characters: number
}

// A snapshot writes the whole draft. Waiting until the journal has grown as much keeps its cost per keystroke constant,
// and 4096 small edits are replayed in some milliseconds.
const ENTRIES_PER_SNAPSHOT = 4096
const CHARACTERS_PER_SNAPSHOT = 256 * 1024
const ENTRIES_WORTH_A_SNAPSHOT_ON_LOAD = 512
// A draft in memory is only a cache of the database; a few are kept for those who switch between prompts.
const OPEN_DRAFTS = 8

/** Drafts in memory, backed by a journal that is written before an edit is acknowledged. */
export function createDrafts({
  database,
  clock,
}: {
  readonly database: Database
  readonly clock: Clock
}): Drafts {
  const store = createDraftStore(database)
  const open = new Map<string, OpenDraft>()
  /** The last revision of each draft that listeners can know; outlives the draft in memory. */
  const known = new Map<string, number>()
  const listeners = new Set<(event: DraftEvent) => void>()

  function tell(event: DraftEvent): void {
    known.set(event.promptId, event.revision)
    for (const listener of listeners) listener(event)
  }

  /** The draft in memory, read again when another process has written it. */
  function current(promptId: string): OpenDraft {
    const head = store.head(promptId)
    const inMemory = open.get(promptId)
    open.delete(promptId)
    if (inMemory?.revision === head.revision) {
      open.set(promptId, inMemory)
      return inMemory
    }
    const loaded: OpenDraft = { ...store.load(promptId) }
    open.set(promptId, loaded)
    for (const oldest of open.keys()) {
      if (open.size <= OPEN_DRAFTS) break
      open.delete(oldest)
    }
    if (loaded.entries >= ENTRIES_WORTH_A_SNAPSHOT_ON_LOAD) trySnapshot(promptId, loaded)
    const told = known.get(promptId) ?? loaded.revision
    known.set(promptId, loaded.revision)
    if (told !== loaded.revision) tell({ kind: 'reloaded', promptId, revision: loaded.revision })
    return loaded
  }

  /** Only spares the next start some work: when it fails (a full disk), the journal still holds every edit. */
  function trySnapshot(promptId: string, draft: OpenDraft): void {
    try {
      store.snapshot(promptId, draft.revision, contentOf(draft.state))
      draft.entries = 0
      draft.characters = 0
    } catch (error) {
      if (!(error instanceof FathomError)) throw error
    }
  }

  function accept(promptId: string, revision: number, entry: JournalEntry): Accepted {
    const draft = current(promptId)
    if (draft.revision !== revision) throw movedOn(promptId, draft.revision)
    if ('edits' in entry) checkEdits(draft.state, entry.edits)
    else checkChange(draft.state, entry.change)
    const at = clock()
    const written = store.append(promptId, revision, entry, at)
    if (written === null) throw movedOn(promptId, current(promptId).revision)

    replay(draft.state, entry)
    draft.revision = revision + 1
    draft.savedAt = at
    draft.entries += 1
    draft.characters += written
    if (isSnapshotDue(draft)) trySnapshot(promptId, draft)
    tell(
      'edits' in entry
        ? { kind: 'edits', promptId, revision: draft.revision, edits: entry.edits }
        : { kind: 'change', promptId, revision: draft.revision, change: entry.change },
    )
    return { revision: draft.revision, savedAt: new Date(at).toISOString() }
  }

  return {
    head: (promptId) => store.head(promptId),
    get(promptId) {
      const { state, revision, savedAt } = current(promptId)
      return { promptId, revision, ...contentOf(state), savedAt: new Date(savedAt).toISOString() }
    },
    edit: (promptId, revision, edits) => accept(promptId, revision, { edits }),
    change: (promptId, revision, change) => accept(promptId, revision, { change }),
    undo(promptId) {
      const kept = store.undo(promptId)
      if (kept === null) return null
      const { undo, revision, earlier } = kept
      return { undo, revision, before: earlier && contentOf(earlier.state), since: earlier?.since ?? [] }
    },
    keepUndo: (promptId, revision, undo) => store.keepUndo(promptId, revision, undo),
    onEdit(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function isSnapshotDue(draft: OpenDraft): boolean {
  if (draft.entries >= ENTRIES_PER_SNAPSHOT) return true
  return draft.characters >= CHARACTERS_PER_SNAPSHOT && draft.characters >= 2 * lengthOf(draft.state)
}

function movedOn(promptId: string, revision: number): FathomError {
  return new FathomError(
    'DRAFT_MOVED_ON',
    'This draft was changed in another window. Its newest text has to be loaded before more can be added.',
    { promptId, revision },
  )
}
