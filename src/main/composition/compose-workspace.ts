import type { Database } from '../db/database.ts'
import type { Drafts } from '../drafts/drafts.ts'
import type { Prompts } from '../drafts/prompts.ts'
import { safeFileName } from '../safe-file-name.ts'
import { keepInStep, type KeptFolder } from '../workspace/keep-in-step.ts'
import { createWorkspaceStore } from '../workspace/workspace-store.ts'
import { createWorkspaceSync, type WorkspaceSync } from '../workspace/workspace.ts'

export interface WorkspaceMeans {
  readonly database: Database
  readonly prompts: Prompts
  readonly drafts: Drafts
  readonly onSynced: (libraryChanged: boolean) => void
  readonly log: (message: string, cause?: unknown) => void
}

/** The folder of prompt files, and what looks at it whenever something changes. */
export interface FolderOfPrompts {
  readonly workspace: WorkspaceSync
  readonly folderWatch: KeptFolder
}

/** Keeps the folder of prompt files in step with the library. */
export function composeWorkspace({
  database,
  prompts,
  drafts,
  onSynced,
  log,
}: WorkspaceMeans): FolderOfPrompts {
  const store = createWorkspaceStore(database)
  const workspace = createWorkspaceSync({ database, store, prompts, drafts, fileName: safeFileName, log })
  return { workspace, folderWatch: keepInStep({ workspace, drafts, onSynced, log }) }
}
