import { randomUUID } from 'node:crypto'

import type { VersionFigures, VersionReference } from '../../contract/versions.ts'
import type { Database } from '../db/database.ts'
import type { DraftContent } from '../drafts/draft-state.ts'
import { readContent } from './version-content.ts'

/** A version as it is kept. Instants are epoch ms, UTC. */
export interface VersionRecord extends VersionReference {
  readonly promptId: string
  readonly note: string
  readonly restoredFrom: number | null
  readonly hash: string
  readonly figures: VersionFigures | null
  readonly createdAt: number
}

interface VersionRow {
  readonly id: string
  readonly prompt_id: string
  readonly number: number
  readonly note: string
  readonly restored_from: number | null
  readonly hash: string
  readonly figures: string | null
  readonly created_at: number
}

/** The table of versions: only ever added to. */
export interface VersionStore {
  /** Adds the next version of a prompt. Inside a transaction of the caller, or on its own. */
  add(version: Omit<VersionRecord, 'id' | 'number'>, content: DraftContent): VersionRecord
  get(versionId: string): VersionRecord | null
  /** Null where there is no such version. */
  content(versionId: string): DraftContent | null
  /** Newest first. */
  list(promptId: string): VersionRecord[]
  latest(promptId: string): VersionRecord | null
  /** The newest of a prompt's versions with this hash. */
  withHash(promptId: string, hash: string): VersionRecord | null
}

const COLUMNS = 'id, prompt_id, number, note, restored_from, hash, figures, created_at'

export function createVersionStore(database: Database): VersionStore {
  const insert = database.prepare(`INSERT INTO versions
    (id, prompt_id, number, note, restored_from, hash, content, figures, created_at)
    VALUES (?, ?, (SELECT coalesce(max(number), 0) + 1 FROM versions WHERE prompt_id = ?), ?, ?, ?, ?, ?, ?)`)
  const selectOne = database.prepare<VersionRow>(`SELECT ${COLUMNS} FROM versions WHERE id = ?`)
  const selectContent = database.prepare<{ content: string }>('SELECT content FROM versions WHERE id = ?')
  const selectAll = database.prepare<VersionRow>(
    `SELECT ${COLUMNS} FROM versions WHERE prompt_id = ? ORDER BY number DESC`,
  )
  const selectLatest = database.prepare<VersionRow>(
    `SELECT ${COLUMNS} FROM versions WHERE prompt_id = ? ORDER BY number DESC LIMIT 1`,
  )
  const selectWithHash = database.prepare<VersionRow>(
    `SELECT ${COLUMNS} FROM versions WHERE prompt_id = ? AND hash = ? ORDER BY number DESC LIMIT 1`,
  )

  return {
    add({ promptId, note, restoredFrom, hash, figures, createdAt }, content) {
      const id = randomUUID()
      insert.run(
        id,
        promptId,
        promptId,
        note,
        restoredFrom,
        hash,
        JSON.stringify(content),
        figures === null ? null : JSON.stringify(figures),
        createdAt,
      )
      return recordOf(selectOne.get(id) as VersionRow)
    },
    get: (versionId) => orNull(selectOne.get(versionId)),
    content: (versionId) => {
      const row = selectContent.get(versionId)
      return row === undefined ? null : readContent(row.content)
    },
    list: (promptId) => selectAll.all(promptId).map(recordOf),
    latest: (promptId) => orNull(selectLatest.get(promptId)),
    withHash: (promptId, hash) => orNull(selectWithHash.get(promptId, hash)),
  }
}

function orNull(row: VersionRow | undefined): VersionRecord | null {
  return row === undefined ? null : recordOf(row)
}

function recordOf(row: VersionRow): VersionRecord {
  return {
    id: row.id,
    promptId: row.prompt_id,
    number: row.number,
    note: row.note,
    restoredFrom: row.restored_from,
    hash: row.hash,
    figures: row.figures === null ? null : (JSON.parse(row.figures) as VersionFigures),
    createdAt: row.created_at,
  }
}
