import { type FSWatcher, statSync, watch } from 'node:fs'

import type { Drafts } from '../drafts/drafts.ts'
import type { WorkspaceSync } from './workspace.ts'

export interface KeepInStepOptions {
  readonly workspace: WorkspaceSync
  readonly drafts: Pick<Drafts, 'onEdit'>
  /** Something in the folder or the library is other than before. */
  readonly onSynced: (libraryChanged: boolean) => void
  readonly log: (message: string, cause?: unknown) => void
}

/** The folder, looked at whenever a file or a draft of it has changed. */
export interface KeptFolder {
  /** Begins to follow the folder that was open last; the first look comes once all is read, a little at a time. */
  start(): void
  /** Looks now; to be called after the folder was opened, closed or a conflict resolved. */
  look(): void
  /** Something of the library was changed beside its drafts; the folder follows a moment later. */
  soon(): void
  close(): void
}

// An editor that saves writes several times in a row; a draft is written a moment after its last key.
const AFTER_FILE = 250
const AFTER_EDIT = 1_500
// A folder that is gone may come back: a drive that is connected again, a branch that is checked out.
const AFTER_LOSS = 5_000

// What the first look needs is read in steps of a few milliseconds, so that whatever the window asks comes between.
const BETWEEN = 20
const STEP = 20

/** Watches the folder and the drafts until it is closed. */
export function keepInStep({ workspace, drafts, onSynced, log }: KeepInStepOptions): KeptFolder {
  let watcher: FSWatcher | null = null
  /** The folder that is watched, and which one of that name: it may be removed and made anew. */
  let watched: string | null = null
  let timer: NodeJS.Timeout | null = null
  /** What is still to be read before the first look. */
  let ahead: (() => void)[] = []
  /** What the next look is for: the whole folder, or only the drafts that were written in. */
  let whole = false
  const edited = new Set<string>()

  function look(): void {
    if (timer !== null) clearTimeout(timer)
    timer = null
    ahead = []
    whole = false
    edited.clear()
    follow()
    if (workspace.folder() === null) return onSynced(false)
    try {
      onSynced(workspace.sync())
    } catch (error) {
      log('The folder of prompt files could not be looked at', error)
    }
    if (workspace.view().problem !== null) soonWhole(AFTER_LOSS)
  }

  function lookAtEdited(): void {
    if (whole || watcher === null) return look()
    timer = null
    try {
      const standsOtherwise = [...edited].filter((promptId) => workspace.syncDraft(promptId))
      if (standsOtherwise.length > 0) onSynced(false)
    } catch (error) {
      log('A draft could not be kept in step with its file', error)
    }
    edited.clear()
  }

  function soon(delay: number): void {
    if (workspace.folder() === null || ahead.length > 0) return
    if (timer !== null) clearTimeout(timer)
    timer = setTimeout(lookAtEdited, delay)
  }

  function soonWhole(delay: number): void {
    whole = true
    soon(delay)
  }

  function start(): void {
    if (workspace.folder() === null) return
    follow()
    ahead = workspace.preparations()
    timer = setTimeout(readAhead, BETWEEN)
  }

  function readAhead(): void {
    for (const step of ahead.splice(0, STEP)) step()
    if (ahead.length === 0) look()
    else timer = setTimeout(readAhead, BETWEEN)
  }

  /** Watches the folder that is open now. */
  function follow(): void {
    const folder = workspace.folder()
    const place = folder === null ? null : placeOf(folder)
    if (place === watched && watcher !== null) return
    watcher?.close()
    watcher = null
    watched = place
    if (folder === null || place === null) return
    try {
      watcher = watch(folder, { recursive: true }, () => soonWhole(AFTER_FILE))
      watcher.on('error', (error) => {
        log('The folder of prompt files is not watched any more', error)
        watcher?.close()
        watcher = null
        soonWhole(AFTER_FILE)
      })
    } catch (error) {
      // The look itself says in a sentence that the folder cannot be read.
      log('The folder of prompt files cannot be watched', error)
    }
  }

  const endEdits = drafts.onEdit(({ promptId }) => {
    edited.add(promptId)
    soon(AFTER_EDIT)
  })
  return {
    start,
    look,
    soon: () => soonWhole(AFTER_FILE),
    close: () => {
      // What was not read yet is found again at the next start.
      if (timer !== null && ahead.length === 0) look()
      if (timer !== null) clearTimeout(timer)
      endEdits()
      watcher?.close()
    },
  }
}

/** Which folder stands at a path now; null where there is none. */
function placeOf(folder: string): string | null {
  const stat = statSync(folder, { bigint: true, throwIfNoEntry: false })
  return stat === undefined ? null : `${folder} ${stat.dev} ${stat.ino}`
}
