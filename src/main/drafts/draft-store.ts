import type { JournalEntry } from '../../contract/drafts.ts'
import type { Database } from '../db/database.ts'
import { FathomError } from '../errors.ts'
import {
  applyChange,
  applyEdits,
  type DraftContent,
  type DraftState,
  draftStateFrom,
  type StoredContent,
} from './draft-state.ts'

export interface StoredDraft {
  readonly state: DraftState
  readonly revision: number
  /** Epoch milliseconds. */
  readonly savedAt: number
  /** Journal rows since the last snapshot, and the characters in them. */
  readonly entries: number
  readonly characters: number
}

interface DraftRow {
  readonly revision: number
  readonly saved_at: number
}

/** The tables of drafts: what is on disk, and nothing of what is in memory. */
export interface DraftStore {
  /** Error PROMPT_NOT_FOUND. */
  readonly head: (promptId: string) => { readonly revision: number; readonly savedAt: number }
  readonly load: (promptId: string) => StoredDraft
  readonly create: (promptId: string, content: DraftContent, at: number) => void
  /** Returns the characters written, or null when another process has moved the draft on from `revision`. */
  readonly append: (promptId: string, revision: number, entry: JournalEntry, at: number) => number | null
  /** Writes the whole draft and drops the journal before it, unless another process has moved on. */
  readonly snapshot: (promptId: string, revision: number, content: DraftContent) => void
  /** Null where nothing was kept, or the journal does not lead from there to now any more. */
  readonly undo: (promptId: string) => StoredUndo | null
  readonly keepUndo: (promptId: string, revision: number, undo: string) => void
}

/** What undo knew of a draft, as it is kept. */
export interface StoredUndo {
  readonly undo: string
  /** Of the draft now. */
  readonly revision: number
  /** The draft when it was kept and what came after; null where that is how it is now. */
  readonly earlier: { readonly state: DraftState; readonly since: readonly JournalEntry[] } | null
}

export function createDraftStore(database: Database): DraftStore {
  const selectHead = database.prepare<DraftRow>('SELECT revision, saved_at FROM drafts WHERE prompt_id = ?')
  const selectSnapshot = database.prepare<{ revision: number; state: string }>(
    'SELECT revision, state FROM draft_snapshots WHERE prompt_id = ?',
  )
  const selectJournal = database.prepare<{ entry: string }>(
    'SELECT entry FROM draft_journal WHERE prompt_id = ? AND revision > ? ORDER BY revision',
  )
  const insertHead = database.prepare('INSERT INTO drafts (prompt_id, revision, saved_at) VALUES (?, 0, ?)')
  const moveHead = database.prepare(
    'UPDATE drafts SET revision = revision + 1, saved_at = ? WHERE prompt_id = ? AND revision = ?',
  )
  const insertEntry = database.prepare(
    'INSERT INTO draft_journal (prompt_id, revision, at, entry) VALUES (?, ?, ?, ?)',
  )
  const writeSnapshot = database.prepare(
    'INSERT OR REPLACE INTO draft_snapshots (prompt_id, revision, state) VALUES (?, ?, ?)',
  )
  const selectUndo = database.prepare<{ revision: number; undo: string }>(
    'SELECT revision, undo FROM draft_undo WHERE prompt_id = ?',
  )
  const writeUndo = database.prepare(
    'INSERT OR REPLACE INTO draft_undo (prompt_id, revision, undo) VALUES (?, ?, ?)',
  )
  const dropJournal = database.prepare('DELETE FROM draft_journal WHERE prompt_id = ? AND revision <= ?')

  function head(promptId: string): { revision: number; savedAt: number } {
    const row = selectHead.get(promptId)
    if (!row) {
      throw new FathomError(
        'PROMPT_NOT_FOUND',
        'There is no such prompt. Choose another one from the library.',
        { promptId },
      )
    }
    return { revision: row.revision, savedAt: row.saved_at }
  }

  function load(promptId: string): StoredDraft {
    // One transaction, so that another process cannot write a snapshot between the two reads.
    return database.transaction(() => {
      const { revision, savedAt } = head(promptId)
      const snapshot = selectSnapshot.get(promptId)
      if (!snapshot) throw new Error(`Draft ${promptId} has no snapshot`)
      const state = draftStateFrom(JSON.parse(snapshot.state) as StoredContent)
      const rows = selectJournal.all(promptId, snapshot.revision)
      let characters = 0
      for (const { entry } of rows) {
        replay(state, JSON.parse(entry) as JournalEntry)
        characters += entry.length
      }
      return { state, revision, savedAt, entries: rows.length, characters }
    })
  }

  function create(promptId: string, content: DraftContent, at: number): void {
    insertHead.run(promptId, at)
    writeSnapshot.run(promptId, 0, JSON.stringify(content))
  }

  function append(promptId: string, revision: number, entry: JournalEntry, at: number): number | null {
    const text = JSON.stringify(entry)
    return database.transaction(() => {
      if (moveHead.run(at, promptId, revision).changes === 0) return null
      insertEntry.run(promptId, revision + 1, at, text)
      return text.length
    })
  }

  function snapshot(promptId: string, revision: number, content: DraftContent): void {
    database.transaction(() => {
      if (head(promptId).revision !== revision) return
      writeSnapshot.run(promptId, revision, JSON.stringify(content))
      dropJournal.run(promptId, revision)
    })
  }

  function undo(promptId: string): StoredUndo | null {
    return database.transaction(() => {
      const { revision } = head(promptId)
      const kept = selectUndo.get(promptId)
      if (kept === undefined || kept.revision > revision) return null
      if (kept.revision === revision) return { undo: kept.undo, revision, earlier: null }
      const snapshot = selectSnapshot.get(promptId)
      if (snapshot === undefined || snapshot.revision > kept.revision) return null
      const state = draftStateFrom(JSON.parse(snapshot.state) as StoredContent)
      const entries = selectJournal.all(promptId, snapshot.revision).map(readEntry)
      const before = kept.revision - snapshot.revision
      for (const entry of entries.slice(0, before)) replay(state, entry)
      return { undo: kept.undo, revision, earlier: { state, since: entries.slice(before) } }
    })
  }

  function keepUndo(promptId: string, revision: number, text: string): void {
    head(promptId)
    writeUndo.run(promptId, revision, text)
  }

  return { head, load, create, append, snapshot, undo, keepUndo }
}

function readEntry({ entry }: { readonly entry: string }): JournalEntry {
  return JSON.parse(entry) as JournalEntry
}

/** Brings a draft one journal entry further. The entry was checked before it was written. */
export function replay(state: DraftState, entry: JournalEntry): void {
  if ('edits' in entry) applyEdits(state, entry.edits)
  else applyChange(state, entry.change)
}
