import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import type { Clock } from '../clock.ts'
import { FathomError } from '../errors.ts'
import { makePrivateFolder } from '../private-folder.ts'
import { backUpWhenDue, listBackups } from './backups.ts'
import { type Connection, wrapConnection } from './connection.ts'
import { applyStagedRestore } from './full-backup.ts'
import { type Inspection, inspectDatabase } from './inspect.ts'
import { migrate, type Migration, newestVersion } from './migrate.ts'
import { allMigrations } from './migrations/index.ts'
import { BUSY_TIMEOUT, configure } from './pragmas.ts'
import { damageNotice, missingNotice, restoreLastBackup, setAside } from './recover.ts'
import { explainStorageError } from './sqlite-errors.ts'

export interface Database extends Connection {
  readonly folder: string
  readonly file: string
  /** Plain sentences that the user must see once: a restored backup. */
  readonly notices: readonly string[]
  /** Resolves, never rejects, when the daily backup has ended, at once when none was due. */
  readonly backedUp: Promise<void>
  close(): void
}

export interface DatabaseOptions {
  /** Made when it is not there. */
  readonly folder: string
  readonly clock: Clock
  readonly log?: (line: string) => void
  readonly migrations?: readonly Migration[]
  /** Whether a backup that waits to be restored takes its place now; the command line leaves that to the window. */
  readonly restores?: boolean
}

/**
 * Opens the one database of a data folder, ready for use: writable, sound, migrated. A damaged file is kept under
 * another name and the last backup takes its place, said in `notices`. Several processes may have it open.
 * Errors: DATA_FOLDER_NOT_WRITABLE, DATABASE_NEWER (nothing was touched), DISK_FULL, DATABASE_BUSY.
 */
export function openDatabase(options: DatabaseOptions): Database {
  try {
    return open(options)
  } catch (error) {
    throw explainStorageError(error, options.folder)
  }
}

function open(options: DatabaseOptions): Database {
  const { folder, clock, log = () => {}, migrations = allMigrations } = options
  ensureWritable(folder)
  const file = join(folder, 'fathom.db')
  const restored = options.restores === true ? applyStagedRestore(folder, file, clock()) : null
  const found = inspectDatabase(file, newestVersion(migrations))
  const notices = [
    ...(restored === null ? [] : [restored]),
    ...recover(found, file, folder, clock(), newestVersion(migrations)),
  ]
  for (const notice of notices) log(notice)

  const sqlite = new DatabaseSync(file, { timeout: BUSY_TIMEOUT })
  try {
    configure(sqlite)
    // SQLite opens a file without write permission for reading only and tells at the first write.
    sqlite.exec('BEGIN IMMEDIATE; ROLLBACK')
    migrate(sqlite, migrations, folder, clock(), log)
  } catch (error) {
    sqlite.close()
    throw error
  }
  // A database that was just made or restored has nothing that a backup would add.
  const backedUp =
    found.state === 'sound' ? backUpWhenDue(file, folder, clock()).catch(sayFailure(log)) : Promise.resolve()
  return { ...wrapConnection(sqlite, folder), folder, file, notices, backedUp, close: () => sqlite.close() }
}

function ensureWritable(folder: string): void {
  makePrivateFolder(folder)
  const probe = join(folder, `.fathom-probe-${process.pid}`)
  writeFileSync(probe, '')
  rmSync(probe, { force: true })
}

/** Brings the file into a state that can be opened; what had to be done comes back as sentences. */
function recover(found: Inspection, file: string, folder: string, now: number, newest: number): string[] {
  if (found.state === 'sound') return []
  if (found.state === 'newer') throw newerDatabase(folder, found.version, newest)
  // A new folder: an empty file here may be one that another process is just making.
  if (found.state === 'missing' && listBackups(folder).length === 0) return []
  const kept = setAside(file, folder, now)
  const backup = restoreLastBackup(file, folder, newest)
  if (found.state === 'damaged') return [damageNotice(String(kept), backup)]
  return backup ? [missingNotice(file, backup)] : []
}

function newerDatabase(folder: string, version: number, newest: number): FathomError {
  return new FathomError(
    'DATABASE_NEWER',
    `The data in ${folder} was written by a newer Fathom. Update Fathom, or choose another folder with --data-dir; nothing was changed.`,
    { folder, version, newest },
  )
}

function sayFailure(log: (line: string) => void): (error: unknown) => void {
  return (error) =>
    log(
      `The daily backup failed and is tried again at the next start: ${error instanceof Error ? error.message : String(error)}`,
    )
}
