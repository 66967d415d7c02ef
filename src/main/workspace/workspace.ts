import { existsSync, statSync } from 'node:fs'

import { t } from '../../contract/i18n/t.ts'
import type { Workspace, WorkspaceFile, WorkspaceSides } from '../../contract/workspace.ts'
import type { Database } from '../db/database.ts'
import type { Drafts } from '../drafts/drafts.ts'
import type { Prompts } from '../drafts/prompts.ts'
import { FathomError } from '../errors.ts'
import { createDraftHashes } from './draft-hashes.ts'
import { createFolderReader, markdownIn } from './folder-reader.ts'
import { type FolderFile, freePath, hashOf, readPromptPath } from './prompt-folder.ts'
import { documentOrProblem } from './prompt-texts.ts'
import { createTwoSides, type Standing } from './two-sides.ts'
import { notInWorkspace, unreadableFile, unreadableFolder, workspaceClosed } from './workspace-errors.ts'
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
  view(): Workspace
  /** The folder that is open; null where none is. */
  folder(): string | null
  /** Errors: FOLDER_UNREADABLE. */
  open(folder: string): void
  close(): void
  /** Errors: PROMPT_NOT_FOUND, WORKSPACE_CLOSED. */
  add(promptId: string): void
  remove(promptId: string): void
  sides(promptId: string): WorkspaceSides
  /** Errors: NOT_IN_WORKSPACE, PROMPT_FILE_INVALID, FILE_UNWRITABLE. */
  resolve(promptId: string, choice: 'keep-draft' | 'take-file' | 'keep-both'): void
  /**
   * What the first look reads, in steps of less than a millisecond each: thousands of files and drafts at once would
   * take seconds. Nothing where no folder is open.
   */
  preparations(): (() => void)[]
  /** Brings all files and drafts together as far as that needs no decision. True where the library changed. */
  sync(): boolean
  /** As `sync`, for one draft that was written in. True where it stands otherwise than before. */
  syncDraft(promptId: string): boolean
}

/** Keeps the two in step. Whatever would be lost waits for the user; nothing is deleted here. */
export function createWorkspaceSync(options: WorkspaceOptions): WorkspaceSync {
  const { store, prompts, drafts, log } = options
  const reader = createFolderReader()
  const draftHash = createDraftHashes(drafts)
  const { textOfDraft, bringTogether, writeFile, takeFile, addFile } = createTwoSides(options)
  let states = new Map<string, Standing>()
  let notTaken: Workspace['notTaken'] = []
  let folderProblem: string | null = null

  function view(): Workspace {
    const files = store.list().map(({ promptId, path }): WorkspaceFile => {
      const { state, problem } = states.get(promptId) ?? { state: 'same', problem: null }
      return { promptId, path, state, problem }
    })
    return { folder: store.folder(), problem: folderProblem, files, notTaken }
  }

  function preparations(): (() => void)[] {
    const folder = store.folder()
    const paths = folder === null ? null : inFolder(folder, () => markdownIn(folder))
    if (folder === null || paths === null) return []
    const names = namesById()
    const steps = [
      ...paths.map((path) => () => void reader.look(folder, path)),
      ...store.list().flatMap(({ promptId }) => {
        const name = names.get(promptId)
        return name === undefined ? [] : [() => void draftHash(promptId, name)]
      }),
    ]
    return steps.map((step) => () => {
      try {
        step()
      } catch {
        // A prompt that was removed meanwhile, or cannot be a file: the look itself says so.
      }
    })
  }

  function sync(): boolean {
    const folder = store.folder()
    if (folder === null) return false
    const files = inFolder(folder, () => reader.list(folder))
    if (files === null) return false
    const byPath = new Map(files.map((file) => [file.path, file]))
    const entries = followMoves(store.list(), byPath)
    const names = namesById()
    let changed = false
    states = new Map()
    for (const entry of entries) {
      const name = names.get(entry.promptId)
      if (name === undefined) states.set(entry.promptId, { state: 'in-bin', problem: null })
      else changed = syncEntry(folder, entry, name, byPath.get(entry.path) ?? null) || changed
    }
    const known = new Set(entries.map(({ path }) => path))
    const unknown = files.filter(({ path }) => !known.has(path))
    const problems = unknown.map(({ path }) => ({ path, problem: addFile(folder, path) }))
    notTaken = problems.flatMap(({ path, problem }) => (problem === null ? [] : [{ path, problem }]))
    return changed || notTaken.length < unknown.length
  }

  function syncDraft(promptId: string): boolean {
    const folder = store.folder()
    const entry = store.list().find((one) => one.promptId === promptId)
    if (folder === null || entry === undefined) return false
    const file = reader.look(folder, entry.path)
    // It may have been moved, or the folder is gone.
    if (file === null && entry.agreed !== null) {
      sync()
      return true
    }
    const before = states.get(promptId)?.state
    states.delete(promptId)
    return (
      syncEntry(folder, entry, prompts.get(promptId).name, file) || states.get(promptId)?.state !== before
    )
  }

  function namesById(): ReadonlyMap<string, string> {
    return new Map(prompts.list().map(({ id, name }) => [id, name]))
  }

  /** What is read from the folder; null, with the sentence in the view, where it cannot be. */
  function inFolder<Value>(folder: string, read: () => Value): Value | null {
    try {
      const value = read()
      folderProblem = null
      return value
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
  function syncEntry(folder: string, entry: WorkspaceEntry, name: string, file: FolderFile | null): boolean {
    try {
      const draft = draftHash(entry.promptId, name)
      if (file !== null && file.hash === entry.agreed?.file && draft === entry.agreed.draft) return false
      const { changed, standing } = bringTogether(folder, entry, name, draft)
      if (standing !== null) states.set(entry.promptId, standing)
      return changed
    } catch (error) {
      log(`${entry.path} could not be kept in step`, error)
      const problem =
        error instanceof FathomError
          ? error.message
          : t('Something went wrong inside Fathom; its log says what.')
      states.set(entry.promptId, { state: 'unreadable', problem })
      return false
    }
  }

  function entryOf(promptId: string): { readonly folder: string; readonly entry: WorkspaceEntry } {
    const folder = store.folder()
    const entry = store.list().find((one) => one.promptId === promptId)
    if (folder === null || entry === undefined) throw notInWorkspace()
    return { folder, entry }
  }

  function pathFor(folder: string, promptId: string): string {
    const taken = store.list().map(({ path }) => path)
    return freePath(folder, options.fileName(prompts.get(promptId).name), taken)
  }

  function resolve(promptId: string, choice: 'keep-draft' | 'take-file' | 'keep-both'): void {
    const { folder, entry } = entryOf(promptId)
    const file = readPromptPath(folder, entry.path)
    if (choice === 'keep-draft') writeFile(folder, entry, hashOf(textOfDraft(promptId)))
    // The file becomes a prompt of its own with the next look; this prompt gets another file.
    else if (choice === 'keep-both') store.put({ promptId, path: pathFor(folder, promptId), agreed: null })
    else if (file === null) prompts.remove(promptId)
    else {
      const { document, problem } = documentOrProblem(file)
      if (document === null) throw unreadableFile(problem)
      takeFile(entry, file, document)
    }
  }

  return {
    view,
    folder: () => store.folder(),
    preparations,
    sync,
    syncDraft,
    resolve,
    open: (folder) => {
      if (!existsSync(folder) || !statSync(folder).isDirectory()) throw unreadableFolder(folder, null)
      if (store.folder() !== folder) store.setFolder(folder)
    },
    close: () => store.setFolder(null),
    add: (promptId) => {
      const folder = store.folder()
      if (folder === null) throw workspaceClosed()
      if (store.list().some((entry) => entry.promptId === promptId)) return
      store.put({ promptId, path: pathFor(folder, promptId), agreed: null })
    },
    remove: (promptId) => store.remove(promptId),
    sides: (promptId) => {
      const { folder, entry } = entryOf(promptId)
      return { draft: textOfDraft(promptId), file: readPromptPath(folder, entry.path)?.text ?? null }
    },
  }
}
