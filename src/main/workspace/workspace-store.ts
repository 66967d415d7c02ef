import type { Database } from '../db/database.ts'

/** A prompt and its file, and what both said when they last agreed. */
export interface WorkspaceEntry {
  readonly promptId: string
  readonly path: string
  readonly agreed: { readonly file: string; readonly draft: string } | null
}

interface Row {
  readonly prompt_id: string
  readonly path: string
  readonly file_hash: string | null
  readonly draft_hash: string | null
}

export interface WorkspaceStore {
  folder(): string | null
  /** Forgets the entries of the folder before. */
  setFolder(folder: string | null): void
  list(): readonly WorkspaceEntry[]
  put(entry: WorkspaceEntry): void
  remove(promptId: string): void
}

/** Where the folder of prompt files is, and which file belongs to which prompt. */
export function createWorkspaceStore(database: Pick<Database, 'prepare' | 'transaction'>): WorkspaceStore {
  const selectFolder = database.prepare<{ folder: string }>('SELECT folder FROM workspace')
  const clearFolder = database.prepare('DELETE FROM workspace')
  const insertFolder = database.prepare('INSERT INTO workspace (folder) VALUES (?)')
  const clear = database.prepare('DELETE FROM workspace_files')
  const selectAll = database.prepare<Row>('SELECT * FROM workspace_files ORDER BY path')
  const upsert = database.prepare(
    `INSERT INTO workspace_files (prompt_id, path, file_hash, draft_hash) VALUES (?, ?, ?, ?)
     ON CONFLICT (prompt_id) DO UPDATE SET path = excluded.path, file_hash = excluded.file_hash,
       draft_hash = excluded.draft_hash`,
  )
  const removeOne = database.prepare('DELETE FROM workspace_files WHERE prompt_id = ?')
  return {
    folder: () => selectFolder.get()?.folder ?? null,
    setFolder: (folder) =>
      database.transaction(() => {
        clear.run()
        clearFolder.run()
        if (folder !== null) insertFolder.run(folder)
      }),
    list: () =>
      selectAll.all().map(({ prompt_id: promptId, path, file_hash: file, draft_hash: draft }) => ({
        promptId,
        path,
        agreed: file === null || draft === null ? null : { file, draft },
      })),
    put: ({ promptId, path, agreed }) => {
      upsert.run(promptId, path, agreed?.file ?? null, agreed?.draft ?? null)
    },
    remove: (promptId) => {
      removeOne.run(promptId)
    },
  }
}
