import { FathomError } from '../errors.ts'
import type { Handlers } from '../router/handlers.ts'
import { safeFileName } from '../safe-file-name.ts'
import type { Host } from './host.ts'

/** Files by the system's dialogs, where the host has any. */
export function fileHandlers(host: Host): Pick<Handlers, 'files.save' | 'files.open'> {
  return {
    'files.save': async ({ fileName, text }) => {
      if (!host.saveFile) throw noDialog()
      return { savedAs: await host.saveFile(safeFileName(fileName), text) }
    },
    'files.open': async ({ title, extensions }) => {
      if (!host.openFile) throw noDialog()
      return host.openFile(title, extensions)
    },
  }
}

function noDialog(): FathomError {
  return new FathomError(
    'NO_DIALOG',
    'There is no file dialog here. Save and open files with the browser that shows this window.',
  )
}
