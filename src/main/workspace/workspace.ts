import { existsSync, statSync } from 'node:fs'

import { t } from '../../contract/i18n/t.ts'
import type { FileState, Workspace as View, WorkspaceFile, WorkspaceSides } from '../../contract/workspace.ts'
import type { Database } from '../db/database.ts'
import type { Drafts } from '../drafts/drafts.ts'
import type { Prompts } from '../drafts/prompts.ts'
import { writeContent } from '../drafts/write-content.ts'
import { FathomError } from '../errors.ts'
import { contentOfDocument } from '../prompt-files/draft-document.ts'
import type { PromptDocument } from '../prompt-files/prompt-document.ts'
import { readPromptFile } from '../prompt-files/prompt-file.ts'
import { decide } from './decide.ts'
import {
  type FolderFile,
  freePath,
  hashOf,
  listPromptFiles,
  readPromptPath,
  writePromptPath,
} from './prompt-folder.ts'
import { documentOrProblem, fileOfDocument, fileOfDraft } from './prompt-texts.ts'
import type { WorkspaceEntry, WorkspaceStore } from './workspace-store.ts'

export interface WorkspaceOptions {
  readonly database: Database
  readonly store: WorkspaceStore
  readonly prompts: Prompts
  readonly drafts: Drafts
  /** A file name for a prompt, without an ending. */
  readonly fileName: (promptName: string) => string
  readonly log: (message: string, cause?: unknown) => void
}

/** A folder of prompt files and the prompts of the library that belong to them. */
export interface WorkspaceSync {
  view(): View
  /** Errors: FOLDER_UNREADABLE. */
  open(folder: string): void
  close(): void
  /** Errors: PROMPT_NOT_FOUND, WORKSPACE_CLOSED. */
  add(promptId: string): void
  remove(promptId: string): void
  sides(promptId: string): WorkspaceSides
  resolve(promptId: string, choice: 'keep-draft' | 'take-file' | 'keep-both'): void
  /** Brings all files and drafts together as far as that needs no decision. True where the library changed. */
  sync(): boolean
}

/** Keeps the two in step. Whatever would be lost waits for the user; nothing is deleted here. */
export function createWorkspaceSync(options: WorkspaceOptions): WorkspaceSync {
  const { database, store, prompts, drafts, log } = options
  let states = new Map<string, { readonly state: FileState; readonly problem: string | null }>()
  let folderProblem: string | null = null

  const textOfDraft = (promptId: string): string =>
    fileOfDraft(prompts.get(promptId).name, drafts.get(promptId))

  function view(): View {
    const files = store.list().map(({ promptId, path }): WorkspaceFile => {
      const { state, problem } = states.get(promptId) ?? { state: 'same', problem: null }
      return { promptId, path, state, problem }
    })
    return { folder: store.folder(), problem: folderProblem, files }
  }

  function sync(): boolean {
    const folder = store.folder()
    if (folder === null) return false
    const files = readFolder(folder)
    if (files === null) return false
    const byPath = new Map(files.map((file) => [file.path, file]))
    const entries = followMoves(store.list(), byPath)
    const inLibrary = new Set(prompts.list().map(({ id }) => id))
    let changed = false
    states = new Map()
    for (const entry of entries) {
      if (inLibrary.has(entry.promptId))
        changed = syncEntry(folder, entry, byPath.get(entry.path) ?? null) || changed
      else states.set(entry.promptId, { state: 'in-bin', problem: null })
    }
    const known = new Set(store.list().map(({ path }) => path))
    for (const file of files) if (!known.has(file.path)) changed = addFile(file) || changed
    return changed
  }

  function readFolder(folder: string): FolderFile[] | null {
    try {
      const files = listPromptFiles(folder)
      folderProblem = null
      return files
    } catch (error) {
      folderProblem = unreadableFolder(folder, error).message
      return null
    }
  }

  /** A file that is gone while another one says the same was moved. */
  function followMoves(
    entries: readonly WorkspaceEntry[],
    files: ReadonlyMap<string, FolderFile>,
  ): readonly WorkspaceEntry[] {
    const taken = new Set(entries.map(({ path }) => path))
    return entries.map((entry) => {
      if (files.has(entry.path) || entry.agreed === null) return entry
      const moved = [...files.values()].find(
        ({ path, hash }) => !taken.has(path) && hash === entry.agreed?.file,
      )
      if (moved === undefined) return entry
      taken.add(moved.path)
      const followed = { ...entry, path: moved.path }
      store.put(followed)
      return followed
    })
  }

  /** True where the draft or its name changed. */
  function syncEntry(folder: string, entry: WorkspaceEntry, file: FolderFile | null): boolean {
    const { promptId } = entry
    try {
      const draft = textOfDraft(promptId)
      const read = file === null ? null : documentOrProblem(file)
      const decision = decide({
        agreed: entry.agreed,
        file: file?.hash ?? null,
        draft: hashOf(draft),
        fileAsDraft:
          read === null || read.document === null
            ? null
            : hashOf(fileOfDocument(prompts.get(promptId).name, read.document)),
      })
      if (decision === 'write-file') {
        writeFile(folder, entry, draft)
        return false
      }
      if (decision === 'agree' && file !== null)
        store.put({ ...entry, agreed: { file: file.hash, draft: hashOf(draft) } })
      if (decision === 'take-file' && file !== null && read?.document) {
        takeFile(entry, file, read.document)
        return true
      }
      if (decision === 'conflict' || decision === 'file-gone')
        states.set(promptId, { state: decision, problem: null })
      if (decision === 'unreadable')
        states.set(promptId, { state: 'unreadable', problem: read?.problem ?? null })
    } catch (error) {
      const problem = error instanceof FathomError ? error.message : String(error)
      log(`${entry.path} could not be kept in step`, error)
      states.set(promptId, { state: 'unreadable', problem })
    }
    return false
  }

  function writeFile(folder: string, entry: WorkspaceEntry, draft: string): void {
    writePromptPath(folder, entry.path, draft)
    const written = readPromptPath(folder, entry.path)
    if (written !== null) store.put({ ...entry, agreed: { file: written.hash, draft: hashOf(draft) } })
  }

  function takeFile(entry: WorkspaceEntry, file: FolderFile, document: PromptDocument): void {
    database.transaction(() => {
      if (document.name !== null && document.name !== prompts.get(entry.promptId).name)
        prompts.rename(entry.promptId, document.name)
      writeContent(drafts, entry.promptId, contentOfDocument(document))
      store.put({ ...entry, agreed: { file: file.hash, draft: hashOf(textOfDraft(entry.promptId)) } })
    })
  }

  /** A file that nobody knows becomes a prompt. */
  function addFile(file: FolderFile): boolean {
    const { document, problem } = documentOrProblem(file)
    if (document === null) {
      log(`${file.path} was not taken into the library: ${problem}`)
      return false
    }
    database.transaction(() => {
      const name = document.name ?? (file.path.split('/').at(-1) ?? '').replace(/\.md$/i, '')
      const { id } = prompts.createFrom(name, contentOfDocument(document))
      store.put({
        promptId: id,
        path: file.path,
        agreed: { file: file.hash, draft: hashOf(textOfDraft(id)) },
      })
    })
    return true
  }

  function entryOf(promptId: string): { readonly folder: string; readonly entry: WorkspaceEntry } {
    const folder = store.folder()
    const entry = store.list().find((one) => one.promptId === promptId)
    if (folder === null || entry === undefined) throw notInWorkspace()
    return { folder, entry }
  }

  function resolve(promptId: string, choice: 'keep-draft' | 'take-file' | 'keep-both'): void {
    const { folder, entry } = entryOf(promptId)
    const file = readPromptPath(folder, entry.path)
    if (choice === 'keep-draft') writeFile(folder, entry, textOfDraft(promptId))
    else if (choice === 'keep-both') {
      // The file becomes a prompt of its own with the next look; this prompt gets another file.
      const taken = new Set(store.list().map(({ path }) => path))
      store.put({
        promptId,
        path: freePath(folder, options.fileName(prompts.get(promptId).name), taken),
        agreed: null,
      })
    } else if (file === null) prompts.remove(promptId)
    else takeFile(entry, file, readPromptFile(file.text).document)
  }

  return {
    view,
    sync,
    resolve,
    open: (folder) => {
      if (!existsSync(folder) || !statSync(folder).isDirectory()) throw unreadableFolder(folder, null)
      if (store.folder() !== folder) store.setFolder(folder)
    },
    close: () => store.setFolder(null),
    add: (promptId) => {
      const folder = store.folder()
      if (folder === null) throw workspaceClosed()
      const { name } = prompts.get(promptId)
      const entries = store.list()
      if (entries.some((entry) => entry.promptId === promptId)) return
      const path = freePath(folder, options.fileName(name), new Set(entries.map((entry) => entry.path)))
      store.put({ promptId, path, agreed: null })
    },
    remove: (promptId) => store.remove(promptId),
    sides: (promptId) => {
      const { folder, entry } = entryOf(promptId)
      return { draft: textOfDraft(promptId), file: readPromptPath(folder, entry.path)?.text ?? null }
    },
  }
}

function unreadableFolder(folder: string, error: unknown): FathomError {
  return new FathomError(
    'FOLDER_UNREADABLE',
    t('The folder {folder} cannot be read ({code}). Check that it is there, or open another one.', {
      folder,
      code: (error as NodeJS.ErrnoException | null)?.code ?? 'ENOTDIR',
    }),
  )
}

function workspaceClosed(): FathomError {
  return new FathomError('WORKSPACE_CLOSED', t('No folder of prompt files is open. Open one in Settings.'))
}

function notInWorkspace(): FathomError {
  return new FathomError(
    'NOT_IN_WORKSPACE',
    t('This prompt has no file in the folder any more. Look at the list again.'),
  )
}
