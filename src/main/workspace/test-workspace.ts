import { testDatabase } from '../db/test-folder.ts'
import { createDrafts, type Drafts } from '../drafts/drafts.ts'
import { createPrompts, type Prompts } from '../drafts/prompts.ts'
import { createWorkspaceStore } from './workspace-store.ts'
import { createWorkspaceSync, type WorkspaceSync } from './workspace.ts'

/** A library of its own that is kept in step with `folder`. */
export function testWorkspace(folder: string): {
  readonly prompts: Prompts
  readonly drafts: Drafts
  readonly workspace: WorkspaceSync
} {
  const database = testDatabase()
  const drafts = createDrafts({ database, clock: Date.now })
  const prompts = createPrompts({ database, clock: Date.now, drafts })
  const workspace = createWorkspaceSync({
    database,
    store: createWorkspaceStore(database),
    prompts,
    drafts,
    fileName: (name) => name,
    log: () => {},
  })
  workspace.open(folder)
  return { prompts, drafts, workspace }
}
