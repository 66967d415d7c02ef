import { readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'

import type { BackupFile } from '../../contract/backups.ts'
import { t } from '../../contract/i18n/t.ts'
import { backupFolder, listBackups } from '../db/backups.ts'
import {
  cancelRestore,
  fullBackupName,
  fullBackupTime,
  isRestoreStaged,
  stageRestore,
  writeFullBackup,
} from '../db/full-backup.ts'
import { newestVersion } from '../db/migrate.ts'
import { allMigrations } from '../db/migrations/index.ts'
import { FathomError } from '../errors.ts'
import { makePrivateFolder } from '../private-folder.ts'
import type { Handlers } from '../router/handlers.ts'
import type { Services } from '../services.ts'
import { chosenPath } from './chosen-path.ts'
import type { Host } from './host.ts'

type BackupRoutes = Extract<keyof Handlers, `backups.${string}`>

/** Full backups: one file with everything but the keys, and the way back. */
export function backupHandlers(
  { database, clock }: Services,
  { chooseFile, chooseNewFile }: Host,
): Pick<Handlers, BackupRoutes> {
  const { folder } = database
  return {
    'backups.list': () => ({ files: filesIn(folder), restoreWaits: isRestoreStaged(folder) }),
    'backups.make': async () => {
      const name = fullBackupName(clock())
      const target = chooseNewFile ? await chooseNewFile(name) : placeInFolder(folder, name)
      if (target === null) return { savedAs: null }
      await writeFullBackup(database.file, target).catch((error: unknown) => {
        throw notSaved(basename(target), error)
      })
      return { savedAs: target }
    },
    'backups.restore': async (request) => {
      const source =
        request.from === 'folder'
          ? join(backupFolder(folder), basename(request.name))
          : await chosenPath(
              request,
              chooseFile && (() => chooseFile(t('Backups of Fathom'), ['db'])),
              t(
                'There is no file dialog here. Give the path of the backup on the machine that Fathom runs on.',
              ),
            )
      if (source === null) return { waits: false }
      stageRestore(folder, source, newestVersion(allMigrations))
      return { waits: true }
    },
    'backups.cancelRestore': () => {
      cancelRestore(folder)
      return null
    },
  }
}

function placeInFolder(folder: string, name: string): string {
  makePrivateFolder(backupFolder(folder))
  return join(backupFolder(folder), name)
}

/** The backups in a data folder, newest first: those that were asked for and those made by themselves. */
function filesIn(folder: string): BackupFile[] {
  const own = listBackups(folder).map(({ file, at, occasion }) => ({
    file,
    at,
    occasion: occasion === 'daily' ? ('daily' as const) : ('before-update' as const),
  }))
  return [...own, ...askedFor(folder)]
    .sort((a, b) => b.at - a.at)
    .map(({ file, at, occasion }) => ({
      name: basename(file),
      at: new Date(at).toISOString(),
      occasion,
      bytes: statSync(file).size,
    }))
}

function askedFor(folder: string): { file: string; at: number; occasion: 'asked' }[] {
  try {
    return readdirSync(backupFolder(folder)).flatMap((name) => {
      const at = fullBackupTime(name)
      return at === null ? [] : [{ file: join(backupFolder(folder), name), at, occasion: 'asked' as const }]
    })
  } catch {
    // No backup was made yet.
    return []
  }
}

function notSaved(name: string, error: unknown): FathomError {
  return new FathomError(
    'FILE_NOT_SAVED',
    t('{name} could not be saved ({code}). Choose another folder, or free some space.', {
      name,
      code: (error as NodeJS.ErrnoException).code ?? 'unknown',
    }),
  )
}
