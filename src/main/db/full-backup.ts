import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'

import { t } from '../../contract/i18n/t.ts'
import { FathomError } from '../errors.ts'
import { fileStamp, flush } from './backups.ts'
import { inspectDatabase } from './inspect.ts'
import { BUSY_TIMEOUT } from './pragmas.ts'
import { explainStorageError } from './sqlite-errors.ts'

/** The file name of a full backup made at an instant (epoch milliseconds). */
export function fullBackupName(at: number): string {
  return `fathom-backup-${fileStamp(at)}.db`
}

const NAME = /^fathom-backup-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z\.db$/

/** When a full backup was made, by its file name (epoch milliseconds); null for any other file. */
export function fullBackupTime(name: string): number | null {
  const [, day, hours, minutes, seconds] = NAME.exec(name) ?? []
  return day === undefined ? null : Date.parse(`${day}T${hours}:${minutes}:${seconds}Z`)
}

/**
 * Writes everything that Fathom keeps into one file: prompts, versions, runs, ledger, settings. Keys are not in it, because
 * they are not in the database. Made beside the work; a copy that is cut off leaves no file of that name.
 */
export async function writeFullBackup(databaseFile: string, target: string): Promise<void> {
  const part = `${target}.part`
  rmSync(part, { force: true })
  try {
    await copyDatabase(databaseFile, part)
    flush(part)
    renameSync(part, target)
  } finally {
    for (const rest of [part, `${part}-journal`]) rmSync(rest, { force: true })
  }
}

async function copyDatabase(databaseFile: string, target: string): Promise<void> {
  const source = new DatabaseSync(databaseFile, { timeout: BUSY_TIMEOUT })
  try {
    await backup(source, target, { rate: 0x7fff_ffff })
  } finally {
    source.close()
  }
  // One file and no write-ahead log beside it, wherever it is opened.
  const copy = new DatabaseSync(target)
  try {
    copy.exec('PRAGMA journal_mode = DELETE')
  } finally {
    copy.close()
  }
}

/** A backup that waits here takes the place of the database at the next start. */
function stagedFile(folder: string): string {
  return join(folder, 'fathom-restore.db')
}

/**
 * Puts a full backup where the next start finds it. What is open now goes on unchanged until then.
 * @throws FathomError BACKUP_UNUSABLE, DATABASE_NEWER, DISK_FULL, DATA_FOLDER_NOT_WRITABLE
 */
export function stageRestore(folder: string, source: string, newestVersion: number): void {
  const found = existsSync(source) ? inspectDatabase(source, newestVersion) : { state: 'missing' as const }
  if (found.state === 'newer')
    throw new FathomError(
      'DATABASE_NEWER',
      t('This backup was written by a newer Fathom. Update Fathom and restore it then; nothing was changed.'),
    )
  if (found.state !== 'sound' || !holdsPrompts(source))
    throw new FathomError(
      'BACKUP_UNUSABLE',
      t('This file is not a backup of Fathom, or it is damaged. Choose another one; nothing was changed.'),
    )
  const part = `${stagedFile(folder)}.part`
  try {
    copyFileSync(source, part)
    flush(part)
    renameSync(part, stagedFile(folder))
  } catch (error) {
    throw explainStorageError(error, folder)
  } finally {
    rmSync(part, { force: true })
  }
}

function holdsPrompts(file: string): boolean {
  const sqlite = new DatabaseSync(file, { readOnly: true, timeout: BUSY_TIMEOUT })
  try {
    return (
      sqlite.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'prompts'").get() !==
      undefined
    )
  } finally {
    sqlite.close()
  }
}

/** Takes back what `stageRestore` put there. */
export function cancelRestore(folder: string): void {
  rmSync(stagedFile(folder), { force: true })
}

export function isRestoreStaged(folder: string): boolean {
  return existsSync(stagedFile(folder))
}

/**
 * Puts a backup that waits in the place of the database, which is kept under another name. Called before the database is
 * opened. While another process has it open nothing happens: it would go on writing into the file that is put aside.
 * @returns what the user must be told; null when nothing waits
 */
export function applyStagedRestore(folder: string, file: string, now: number): string | null {
  if (!isRestoreStaged(folder)) return null
  if (existsSync(file) && !closeLog(file))
    return t(
      'A backup waits to be restored, but another Fathom has the data open. Close it and start this one again.',
    )
  const kept = join(folder, `fathom-before-restore-${fileStamp(now)}.db`)
  // Of a damaged database the log may still be there; it must not be replayed into the backup.
  for (const part of ['', '-wal', '-shm']) if (existsSync(file + part)) renameSync(file + part, kept + part)
  renameSync(stagedFile(folder), file)
  return t('The backup was restored. What was here before is kept as {file}.', { file: kept })
}

/** Writes the log back into the file, which SQLite allows only where nobody else has it open. */
function closeLog(file: string): boolean {
  const sqlite = new DatabaseSync(file, { timeout: 0 })
  try {
    const mode = sqlite.prepare('PRAGMA journal_mode = DELETE').get()?.['journal_mode']
    return mode === 'delete'
  } catch {
    // Locked by another process; a damaged file is put aside as it is.
    return inspectDatabase(file, Number.MAX_SAFE_INTEGER).state !== 'sound'
  } finally {
    sqlite.close()
  }
}
