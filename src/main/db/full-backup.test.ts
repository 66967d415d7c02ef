import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { describe, expect, it } from 'vitest'

import { type Database, openDatabase } from './database.ts'
import {
  cancelRestore,
  fullBackupName,
  fullBackupTime,
  stageRestore,
  writeFullBackup,
} from './full-backup.ts'
import { newestVersion } from './migrate.ts'
import { allMigrations } from './migrations/index.ts'
import { testFolder } from './test-folder.ts'

const NOW = Date.UTC(2026, 10, 22, 3)
const newest = newestVersion(allMigrations)

function open(folder: string, restores = true): Database {
  return openDatabase({ folder, clock: () => NOW, restores })
}

function setTheme(database: Database, theme: string): void {
  database.prepare('INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)').run('theme', theme)
}

function theme(database: Database): string | undefined {
  return database.prepare<{ value: string }>("SELECT value FROM settings WHERE key = 'theme'").get()?.value
}

/** A folder whose database says "now", and a full backup of it from when it said "then". */
async function backedUp(): Promise<{ folder: string; file: string; database: Database }> {
  const folder = testFolder()
  const database = open(folder)
  setTheme(database, 'then')
  const file = join(testFolder(), fullBackupName(NOW))
  await writeFullBackup(database.file, file)
  setTheme(database, 'now')
  return { folder, file, database }
}

describe('a full backup', () => {
  it('is one file with what was written until then', async () => {
    const { file, database } = await backedUp()
    expect(readdirSync(join(file, '..'))).toEqual([fullBackupName(NOW)])
    const copy = new DatabaseSync(file, { readOnly: true })
    expect(copy.prepare("SELECT value FROM settings WHERE key = 'theme'").get()).toEqual({ value: 'then' })
    copy.close()
    database.close()
  })

  it('tells its instant by its name', () => {
    expect(fullBackupTime(fullBackupName(NOW))).toBe(NOW)
    expect(fullBackupTime('holiday.db')).toBeNull()
  })

  it('takes the place of the data at the next start, which is kept', async () => {
    const { folder, file, database } = await backedUp()
    stageRestore(folder, file, newest)
    expect(theme(database)).toBe('now')
    database.close()
    const restored = open(folder)
    expect(theme(restored)).toBe('then')
    expect(restored.notices).toEqual([expect.stringContaining('fathom-before-restore-')])
    restored.close()
    const kept = readdirSync(folder).find((name) => name.startsWith('fathom-before-restore-'))!
    const before = new DatabaseSync(join(folder, kept), { readOnly: true })
    expect(before.prepare("SELECT value FROM settings WHERE key = 'theme'").get()).toEqual({ value: 'now' })
    before.close()
    const again = open(folder)
    expect(again.notices).toEqual([])
    again.close()
  })

  it('waits while another process has the data open, so that nothing it writes is lost', async () => {
    const { folder, file, database } = await backedUp()
    stageRestore(folder, file, newest)
    const second = open(folder)
    expect(second.notices).toEqual([expect.stringContaining('another Fathom has the data open')])
    expect(theme(second)).toBe('now')
    // Its daily backup reads the file too.
    await second.backedUp
    second.close()
    database.close()
    const third = open(folder)
    expect(theme(third)).toBe('then')
    third.close()
  })

  it('is left alone by the command line, and can be called off', async () => {
    const { folder, file, database } = await backedUp()
    stageRestore(folder, file, newest)
    database.close()
    const line = open(folder, false)
    expect(theme(line)).toBe('now')
    line.close()
    cancelRestore(folder)
    const window = open(folder)
    expect(theme(window)).toBe('now')
    window.close()
  })

  it.each([
    ['no database', (file: string) => writeFileSync(file, 'hello')],
    [
      "another program's database",
      (file: string) => new DatabaseSync(file).exec('CREATE TABLE a (b); PRAGMA user_version = 1'),
    ],
    ['nothing', () => {}],
  ])('that is %s is refused and changes nothing', async (_, make) => {
    const { folder, database } = await backedUp()
    const other = join(testFolder(), 'other.db')
    make(other)
    expect(() => stageRestore(folder, other, newest)).toThrow('not a backup of Fathom')
    expect(existsSync(join(folder, 'fathom-restore.db'))).toBe(false)
    database.close()
  })

  it('that is cut off is refused', async () => {
    const { folder, file, database } = await backedUp()
    const bytes = readFileSync(file)
    writeFileSync(file, bytes.subarray(0, bytes.length / 2))
    expect(() => stageRestore(folder, file, newest)).toThrow('damaged')
    database.close()
  })

  it('that cannot be put in its place leaves no part of it, made or restored', async () => {
    const { folder, file, database } = await backedUp()
    const target = join(testFolder(), 'taken.db')
    mkdirSync(target)
    await expect(writeFullBackup(database.file, target)).rejects.toThrow()
    expect(readdirSync(join(target, '..'))).toEqual(['taken.db'])
    mkdirSync(join(folder, 'fathom-restore.db'))
    expect(() => stageRestore(folder, file, newest)).toThrow('cannot write to its data folder')
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
    database.close()
  })

  it('of a newer Fathom asks for an update', async () => {
    const { folder, file, database } = await backedUp()
    expect(() => stageRestore(folder, file, 1)).toThrow('newer Fathom')
    database.close()
  })
})
