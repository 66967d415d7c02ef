import type { Database } from '../db/database.ts'

/** Where a label was put; null: taken away. Epoch ms. */
export interface LabelMoveRecord {
  readonly name: string
  readonly versionId: string | null
  readonly at: number
}

interface LabelRow {
  readonly name: string
  readonly version_id: string | null
  readonly at: number
}

/** Labels that are moved between the versions of a prompt, with all their moves. */
export interface LabelStore {
  move(promptId: string, name: string, versionId: string | null, at: number): void
  /** Every move, oldest first. */
  moves(promptId: string): LabelMoveRecord[]
  /** Where each label is now, in the order of their names. */
  now(promptId: string): { readonly name: string; readonly versionId: string }[]
}

export function createLabelStore(database: Database): LabelStore {
  const insert = database.prepare(
    'INSERT INTO version_labels (prompt_id, name, version_id, at) VALUES (?, ?, ?, ?)',
  )
  const selectMoves = database.prepare<LabelRow>(
    'SELECT name, version_id, at FROM version_labels WHERE prompt_id = ? ORDER BY move',
  )
  const selectNow = database.prepare<{ name: string; version_id: string }>(`
    SELECT name, version_id FROM version_labels AS moved
    WHERE prompt_id = ? AND version_id IS NOT NULL AND move =
      (SELECT max(move) FROM version_labels WHERE prompt_id = moved.prompt_id AND name = moved.name)
    ORDER BY name`)

  return {
    move: (promptId, name, versionId, at) => void insert.run(promptId, name, versionId, at),
    moves: (promptId) =>
      selectMoves.all(promptId).map(({ name, version_id, at }) => ({ name, versionId: version_id, at })),
    now: (promptId) =>
      selectNow.all(promptId).map(({ name, version_id }) => ({ name, versionId: version_id })),
  }
}
