import { t } from '../../contract/i18n/t.ts'
import type { FileState } from '../../contract/workspace.ts'
import type { Database } from '../db/database.ts'
import type { Drafts } from '../drafts/drafts.ts'
import type { Prompts } from '../drafts/prompts.ts'
import { writeContent } from '../drafts/write-content.ts'
import { contentOfDocument } from '../prompt-files/draft-document.ts'
import type { PromptDocument } from '../prompt-files/prompt-document.ts'
import { decide, type Decision } from './decide.ts'
import { type FolderFile, hashOf, isTaken, readPromptPath, writePromptPath } from './prompt-folder.ts'
import { documentOrProblem, fileOfDocument, fileOfDraft } from './prompt-texts.ts'
import type { WorkspaceEntry, WorkspaceStore } from './workspace-store.ts'

/** How a prompt and its file stand where they are not the same, and why where a reason is known. */
export interface Standing {
  readonly state: FileState
  readonly problem: string | null
}

interface TwoSidesOptions {
  readonly database: Database
  readonly store: WorkspaceStore
  readonly prompts: Prompts
  readonly drafts: Drafts
}

/** What happens to one prompt and its file: either side is written as the other says. */
export function createTwoSides({ database, store, prompts, drafts }: TwoSidesOptions) {
  const textOfDraft = (promptId: string): string =>
    fileOfDraft(prompts.get(promptId).name, drafts.get(promptId))

  /** The two sides are other than when they last agreed. The file is read anew: it is this text that is decided on. */
  function bringTogether(
    folder: string,
    entry: WorkspaceEntry,
    name: string,
    draft: string,
  ): { readonly changed: boolean; readonly standing: Standing | null } {
    const { path, agreed } = entry
    const file = readPromptPath(folder, path)
    const read = file === null ? null : documentOrProblem(file)
    const document = read?.document ?? null
    const decision = decide({
      agreed,
      file: file?.hash ?? null,
      draft,
      fileAsDraft: document === null ? null : hashOf(fileOfDocument(name, document)),
    })
    if (decision === 'take-file' && file !== null && document !== null) {
      takeFile(entry, file, document)
      return { changed: true, standing: null }
    }
    if (decision === 'write-file') writeFile(folder, entry, draft)
    if (decision === 'agree' && file !== null) store.put({ ...entry, agreed: { file: file.hash, draft } })
    return { changed: false, standing: standingOf(decision, folder, path, read?.problem ?? null) }
  }

  function writeFile(folder: string, entry: WorkspaceEntry, draft: string): void {
    writePromptPath(folder, entry.path, textOfDraft(entry.promptId))
    const written = readPromptPath(folder, entry.path)
    if (written !== null) store.put({ ...entry, agreed: { file: written.hash, draft } })
  }

  function takeFile(entry: WorkspaceEntry, file: FolderFile, document: PromptDocument): void {
    database.transaction(() => {
      if (document.name !== null && document.name !== prompts.get(entry.promptId).name)
        prompts.rename(entry.promptId, document.name)
      writeContent(drafts, entry.promptId, contentOfDocument(document))
      store.put({ ...entry, agreed: { file: file.hash, draft: hashOf(textOfDraft(entry.promptId)) } })
    })
  }

  /** A file that nobody knows becomes a prompt. The sentence that says why not, where it cannot. */
  function addFile(folder: string, path: string): string | null {
    const file = readPromptPath(folder, path)
    if (file === null) return null
    const { document, problem } = documentOrProblem(file)
    if (document === null) return problem
    database.transaction(() => {
      const name = document.name ?? (path.split('/').at(-1) ?? '').replace(/\.md$/i, '')
      const { id } = prompts.createFrom(name, contentOfDocument(document))
      store.put({ promptId: id, path, agreed: { file: file.hash, draft: hashOf(textOfDraft(id)) } })
    })
    return null
  }

  return { textOfDraft, bringTogether, writeFile, takeFile, addFile }
}

/** Null where both sides say the same now. */
function standingOf(
  decision: Decision,
  folder: string,
  path: string,
  problem: string | null,
): Standing | null {
  if (decision === 'file-gone' && isTaken(folder, path))
    return { state: 'unreadable', problem: noPromptFile(path) }
  if (decision === 'conflict' || decision === 'file-gone') return { state: decision, problem: null }
  return decision === 'unreadable' ? { state: decision, problem } : null
}

function noPromptFile(path: string): string {
  return t(
    '{path} is there, but it is no prompt file any more: its header does not begin with "fathom:". Put that line back, or let it go.',
    { path },
  )
}
