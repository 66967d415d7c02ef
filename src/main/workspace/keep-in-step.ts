import { type FSWatcher, watch } from 'node:fs'

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
  /** Looks now; to be called after the folder was opened, closed or a conflict resolved. */
  look(): void
  close(): void
}

// An editor that saves writes several times in a row; a draft is written a moment after its last key.
const AFTER_FILE = 250
const AFTER_EDIT = 1_500

/** Watches the folder and the drafts until it is closed. */
export function keepInStep({ workspace, drafts, onSynced, log }: KeepInStepOptions): KeptFolder {
  let watcher: FSWatcher | null = null
  let watched: string | null = null
  let timer: NodeJS.Timeout | null = null

  function look(): void {
    if (timer !== null) clearTimeout(timer)
    timer = null
    follow()
    if (workspace.view().folder === null) return onSynced(false)
    try {
      onSynced(workspace.sync())
    } catch (error) {
      log('The folder of prompt files could not be looked at', error)
    }
  }

  function soon(delay: number): void {
    if (workspace.view().folder === null) return
    if (timer !== null) clearTimeout(timer)
    timer = setTimeout(look, delay)
  }

  /** Watches the folder that is open now. */
  function follow(): void {
    const { folder } = workspace.view()
    if (folder === watched && watcher !== null) return
    watcher?.close()
    watcher = null
    watched = folder
    if (folder === null) return
    try {
      watcher = watch(folder, { recursive: true }, () => soon(AFTER_FILE))
      watcher.on('error', (error) => {
        log('The folder of prompt files is not watched any more', error)
        watcher?.close()
        watcher = null
        soon(AFTER_FILE)
      })
    } catch (error) {
      // The look itself says in a sentence that the folder cannot be read.
      log('The folder of prompt files cannot be watched', error)
    }
  }

  const endEdits = drafts.onEdit(() => soon(AFTER_EDIT))
  return {
    look,
    close: () => {
      if (timer !== null) look()
      endEdits()
      watcher?.close()
    },
  }
}
