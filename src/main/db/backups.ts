import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'

import { makePrivateFolder } from '../private-folder.ts'
import { BUSY_TIMEOUT } from './pragmas.ts'

export interface Backup {
  readonly file: string
  /** Orders backups; dates cannot, because a clock may have been years off. */
  readonly sequence: number
  /** Epoch milliseconds, by the clock of then. */
  readonly at: number
  readonly occasion: string
}

const DAY = 86_400_000
const KEPT_PER_KIND = 3
const NAME = /^fathom-(\d{4,})-(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ)-(daily|before-v\d+)\.db$/

/** A UTC instant to the second in characters that every file system takes. */
export function fileStamp(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replaceAll(':', '-')}Z`
}

/** The backups in a data folder, newest first. */
export function listBackups(folder: string): Backup[] {
  const place = backupFolder(folder)
  if (!existsSync(place)) return []
  const found: Backup[] = []
  for (const name of readdirSync(place)) {
    const [, sequence, stamp, occasion] = NAME.exec(name) ?? []
    if (!sequence || !stamp || !occasion) continue
    const at = Date.parse(stamp.replace(/T(\d\d)-(\d\d)-(\d\d)Z/, 'T$1:$2:$3Z'))
    found.push({ file: join(place, name), sequence: Number(sequence), at, occasion })
  }
  return found.sort((a, b) => b.sequence - a.sequence)
}

/** True when there is no backup of the last 24 hours, or its date lies in the future (a clock was off). */
function isBackupDue(folder: string, now: number): boolean {
  const age = now - (listBackups(folder)[0]?.at ?? Number.NEGATIVE_INFINITY)
  return age < 0 || age >= DAY
}

/** A consistent copy before a migration, made at once because the migration has to wait for it. */
export function backUpBefore(sqlite: DatabaseSync, folder: string, version: number, now: number): void {
  const place = placeFor(folder, `before-v${version}`, now)
  sqlite.prepare('VACUUM INTO ?').run(place.part)
  keep(place, folder)
}

/**
 * The daily backup: a consistent copy made beside the work, over a connection of its own and off this thread: closing the database does
 * not wait for it, and a copy that is cut off is only a `.part` file, removed by the next backup.
 */
export async function backUpWhenDue(file: string, folder: string, now: number): Promise<void> {
  if (!isBackupDue(folder, now)) return
  const place = placeFor(folder, 'daily', now)
  const source = new DatabaseSync(file, { timeout: BUSY_TIMEOUT })
  try {
    // All pages in one step: a backup in small steps starts again whenever another connection writes.
    await backup(source, place.part, { rate: 0x7fff_ffff })
  } finally {
    source.close()
  }
  keep(place, folder)
}

/** Puts a copy of a backup in the place of the database, whole or not at all. */
export function copyBackup(from: Backup, file: string): void {
  const part = `${file}.restoring`
  copyFileSync(from.file, part)
  flush(part)
  renameSync(part, file)
}

/** Where a data folder keeps its backups. */
export function backupFolder(folder: string): string {
  return join(folder, 'backups')
}

function placeFor(folder: string, occasion: string, now: number): { part: string; file: string } {
  makePrivateFolder(backupFolder(folder))
  const sequence = (listBackups(folder)[0]?.sequence ?? 0) + 1
  const name = `fathom-${String(sequence).padStart(4, '0')}-${fileStamp(now)}-${occasion}.db`
  const file = join(backupFolder(folder), name)
  const part = `${file}.${process.pid}.part`
  rmSync(part, { force: true })
  return { part, file }
}

function keep(place: { part: string; file: string }, folder: string): void {
  flush(place.part)
  renameSync(place.part, place.file)
  const all = listBackups(folder)
  const daily = all.filter((entry) => entry.occasion === 'daily')
  const others = all.filter((entry) => entry.occasion !== 'daily')
  for (const old of [...daily.slice(KEPT_PER_KIND), ...others.slice(KEPT_PER_KIND)])
    rmSync(old.file, { force: true })
  removeLeftOvers(folder)
}

function removeLeftOvers(folder: string): void {
  for (const name of readdirSync(backupFolder(folder))) {
    const path = join(backupFolder(folder), name)
    // A day old: no other process can still be writing it. By the file system's clock, as its dates are.
    if (name.endsWith('.part') && Date.now() - statSync(path).mtimeMs > DAY) rmSync(path, { force: true })
  }
}

/** Returns when what was written to a file is on the disk. */
export function flush(file: string): void {
  const handle = openSync(file, 'r+')
  fsyncSync(handle)
  closeSync(handle)
}
