import { stat, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'

import type { BaseWindow, Dialog, OpenDialogOptions } from 'electron'

import { FathomError } from '../../errors.ts'
import type { Host } from '../../workbench/host.ts'

// What is imported goes back to main in one message.
const LARGEST_BYTES = 32 * 1024 * 1024

export interface FileDialogOptions {
  readonly dialog: Pick<Dialog, 'showSaveDialog' | 'showOpenDialog'>
  /** The window that the dialog belongs to; null where none is open. */
  readonly window: () => BaseWindow | null
  /** Where dialogs open at first. */
  readonly folder: () => string
}

type FileDialogs = Required<
  Pick<Host, 'saveFile' | 'openFile' | 'chooseNewFile' | 'chooseFile' | 'chooseFolder'>
>

/** Saving and opening by the system's dialogs: only what the user chose there is written or read. */
export function createFileDialogs({ dialog, window, folder }: FileDialogOptions): FileDialogs {
  async function chooseNewFile(fileName: string): Promise<string | null> {
    const owner = window()
    const given = { defaultPath: join(folder(), fileName) }
    const { filePath, canceled } = await (owner
      ? dialog.showSaveDialog(owner, given)
      : dialog.showSaveDialog(given))
    return canceled || !filePath ? null : filePath
  }

  async function chooseExisting(given: OpenDialogOptions): Promise<string | null> {
    const owner = window()
    const { filePaths, canceled } = await (owner
      ? dialog.showOpenDialog(owner, given)
      : dialog.showOpenDialog(given))
    return canceled ? null : (filePaths[0] ?? null)
  }

  const chooseFile = (title: string, extensions: readonly string[]): Promise<string | null> =>
    chooseExisting({
      title,
      filters: [{ name: title, extensions: [...extensions] }],
      properties: ['openFile'],
    })

  return {
    chooseNewFile,
    chooseFile,
    chooseFolder: (title) => chooseExisting({ title, properties: ['openDirectory', 'createDirectory'] }),
    saveFile: async (fileName, text) => {
      const path = await chooseNewFile(fileName)
      if (path === null) return null
      await writeFile(path, text, 'utf8').catch((error: unknown) => {
        throw notSaved(basename(path), error)
      })
      return basename(path)
    },
    openFile: async (title, extensions) => {
      const path = await chooseFile(title, extensions)
      return path === null ? null : { name: basename(path), base64: await readBytes(path) }
    },
  }
}

async function readBytes(path: string): Promise<string> {
  const name = basename(path)
  try {
    if ((await stat(path)).size > LARGEST_BYTES) {
      throw new FathomError('FILE_TOO_LARGE', `${name} is larger than 32 MB. Split it and try again.`)
    }
    return await readFile(path, 'base64')
  } catch (error) {
    if (error instanceof FathomError) throw error
    throw new FathomError(
      'FILE_UNREADABLE',
      `${name} could not be read (${codeOf(error)}). Choose another file.`,
    )
  }
}

function notSaved(name: string, error: unknown): FathomError {
  return new FathomError(
    'FILE_NOT_SAVED',
    `${name} could not be saved (${codeOf(error)}). Choose another folder, or free some space.`,
  )
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown'
}
