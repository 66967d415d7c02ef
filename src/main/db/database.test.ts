import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

import { describe, expect, it, onTestFinished } from 'vitest'

import { listBackups } from './backups.ts'
import { type Database, type DatabaseOptions, openDatabase } from './database.ts'
import { type Migration, newestVersion } from './migrate.ts'
import { allMigrations } from './migrations/index.ts'
import { testDatabase, testFolder } from './test-folder.ts'

const DAY = 86_400_000
const NOW = Date.UTC(2026, 10, 22, 3)

function open(folder: string, options: Partial<DatabaseOptions> = {}): Database {
  return openDatabase({ folder, clock: () => NOW, ...options })
}

function setTheme(database: Database, theme: string): void {
  database.prepare('INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)').run('theme', theme)
}

function theme(database: Database): string | undefined {
  return database.prepare<{ value: string }>("SELECT value FROM settings WHERE key = 'theme'").get()?.value
}

/** A closed database that says "kept", with one backup that says so too. */
async function folderWithBackup(): Promise<string> {
  const folder = testFolder()
  const first = open(folder)
  setTheme(first, 'kept')
  first.close()
  const second = open(folder)
  await second.backedUp
  second.close()
  return folder
}

/** Overwrites pages in the middle, the first of which is a b-tree page of a table. */
function damage(file: string): void {
  const bytes = readFileSync(file)
  bytes.fill(0xa5, 4096, 5 * 4096)
  writeFileSync(file, bytes)
}

describe('opening', () => {
  it('makes the folder, keeps what was written, and writes ahead so that a kill loses no commit', () => {
    const folder = join(testFolder(), 'new', 'folder')
    const database = open(folder)
    setTheme(database, 'dark')
    expect(database.prepare<{ journal_mode: string }>('PRAGMA journal_mode').get()?.journal_mode).toBe('wal')
    database.close()
    const again = open(folder)
    expect(theme(again)).toBe('dark')
    expect(again.notices).toEqual([])
    again.close()
  })

  it.skipIf(process.platform === 'win32')(
    'makes folders that other users of the machine cannot look into',
    () => {
      const folder = join(testFolder(), 'data')
      const database = open(folder)
      database.close()
      expect(statSync(folder).mode & 0o777).toBe(0o700)
    },
  )

  it('has only STRICT tables, so that no text ends up in a money column', () => {
    const loose = testDatabase()
      .prepare<{ name: string }>(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'",
      )
      .all()
    expect(loose).toEqual([])
  })

  it('numbers migrations without a gap', () => {
    expect(allMigrations.map(({ version }) => version)).toEqual(allMigrations.map((_, index) => index + 1))
  })

  it('lets a second process on the same folder read and write', () => {
    const folder = testFolder()
    const one = open(folder)
    const two = open(folder)
    setTheme(one, 'from one')
    expect(theme(two)).toBe('from one')
    setTheme(two, 'from two')
    expect(theme(one)).toBe('from two')
    one.close()
    two.close()
  })
})

describe('a damaged database', () => {
  it.each([
    ['overwritten in the middle', damage],
    ['not a database at all', (file: string) => writeFileSync(file, 'x'.repeat(10_000))],
    ['cut off', (file: string) => truncateSync(file, 3 * 4096)],
  ])('%s is kept, and the last backup takes its place with a notice', async (_, spoil) => {
    const folder = await folderWithBackup()
    spoil(join(folder, 'fathom.db'))
    const spoiled = readFileSync(join(folder, 'fathom.db'))

    const database = open(folder)
    const kept = join(folder, 'fathom-damaged-2026-11-22T03-00-00Z.db')
    expect(theme(database)).toBe('kept')
    expect(database.notices).toEqual([
      `The database was damaged, so the backup of 2026-11-22 03:00 UTC was restored. The damaged file is kept as ${kept}.`,
    ])
    expect(readFileSync(kept).equals(spoiled)).toBe(true)
    database.close()
  })

  it('without a backup leaves an empty database and says where the damaged one is', () => {
    const folder = testFolder()
    writeFileSync(
      join(folder, 'fathom.db'),
      'not a database, but longer than a header of 100 bytes'.repeat(9),
    )
    const database = open(folder)
    expect(database.notices[0]).toMatch(/damaged and there was no backup.*fathom-damaged-/)
    setTheme(database, 'works')
    database.close()
  })

  it('skips a backup that is damaged itself', async () => {
    const folder = await folderWithBackup()
    const later = open(folder, { clock: () => NOW + 2 * DAY })
    setTheme(later, 'later')
    await later.backedUp
    later.close()
    const [newest] = listBackups(folder)
    damage(String(newest?.file))
    damage(join(folder, 'fathom.db'))
    const database = open(folder)
    expect(theme(database)).toBe('kept')
    database.close()
  })

  it('that has vanished or lost all its bytes is restored too', async () => {
    const folder = await folderWithBackup()
    for (const spoil of [
      () => rmSync(join(folder, 'fathom.db')),
      () => truncateSync(join(folder, 'fathom.db'), 0),
    ]) {
      spoil()
      const database = open(folder)
      expect(theme(database)).toBe('kept')
      expect(database.notices[0]).toMatch(/was missing, so the backup/)
      database.close()
    }
  })
})

describe('a database that cannot be used', () => {
  it('from a newer version is refused in a sentence, and not one byte is touched', () => {
    const folder = testFolder()
    const newer: Migration = {
      version: newestVersion(allMigrations) + 1,
      name: 'from the future',
      sql: 'CREATE TABLE x (a)',
    }
    open(folder, { migrations: [...allMigrations, newer] }).close()
    const before = readFileSync(join(folder, 'fathom.db'))
    expect(() => open(folder)).toThrow(
      expect.objectContaining({
        code: 'DATABASE_NEWER',
        message: expect.stringContaining('newer Fathom. Update Fathom'),
      }),
    )
    expect(readFileSync(join(folder, 'fathom.db')).equals(before)).toBe(true)
    expect(listBackups(folder)).toEqual([])
  })

  it('in a place that is no folder is refused in a sentence', () => {
    const file = join(testFolder(), 'a-file')
    writeFileSync(file, '')
    for (const folder of [file, join(file, 'below')]) {
      expect(() => open(folder)).toThrow(expect.objectContaining({ code: 'DATA_FOLDER_NOT_WRITABLE' }))
    }
  })

  it('in a folder without write permission is refused in a sentence', () => {
    const folder = testFolder()
    open(folder).close()
    chmodSync(folder, 0o555)
    onTestFinished(() => chmodSync(folder, 0o755))
    // Root may write anywhere, so the attempt is made by a process of an ordinary user.
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        `const { openDatabase } = await import(${JSON.stringify(new URL('database.ts', import.meta.url).href)})
         try { openDatabase({ folder: ${JSON.stringify(folder)}, clock: Date.now }); console.log('opened') }
         catch (error) { console.log(error.code + ' ' + error.message) }`,
      ],
      { encoding: 'utf8', ...(process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}) },
    )
    expect(stderr).toBe('')
    expect(stdout).toBe(
      `DATA_FOLDER_NOT_WRITABLE Fathom cannot write to its data folder ${folder}. Allow writing there, or choose another folder with --data-dir or FATHOM_DATA_DIR.\n`,
    )
  })

  it('on a full disk refuses the write in a sentence, keeps what was there, and goes on once there is room', () => {
    const database = testDatabase()
    setTheme(database, 'before')
    const limit = (pages: number): unknown => database.prepare(`PRAGMA max_page_count = ${pages}`).get()
    limit(1)
    expect(() => database.transaction(() => setTheme(database, 'x'.repeat(1_000_000)))).toThrow(
      expect.objectContaining({ code: 'DISK_FULL', message: expect.stringContaining('Free some space') }),
    )
    expect(theme(database)).toBe('before')
    limit(1_000_000)
    setTheme(database, 'after')
    expect(theme(database)).toBe('after')
  })
})

describe('transactions', () => {
  it('undo all of their work when they throw, and only the inner work when that is caught', () => {
    const database = testDatabase()
    expect(() =>
      database.transaction(() => {
        setTheme(database, 'lost')
        throw new Error('no')
      }),
    ).toThrow('no')
    expect(theme(database)).toBeUndefined()

    database.transaction(() => {
      setTheme(database, 'outer')
      expect(() =>
        database.transaction(() => {
          setTheme(database, 'inner')
          throw new Error('inner')
        }),
      ).toThrow('inner')
    })
    expect(theme(database)).toBe('outer')
  })
})

describe('migrations', () => {
  const extra: Migration = {
    version: newestVersion(allMigrations) + 1,
    name: 'extra',
    sql: 'CREATE TABLE extra (a INTEGER) STRICT',
  }

  it('back the database up before they change it, with the date', () => {
    const folder = testFolder()
    const old = open(folder)
    setTheme(old, 'old')
    old.close()
    open(folder, { migrations: [...allMigrations, extra] }).close()
    const [backup] = listBackups(folder)
    expect(backup).toMatchObject({ occasion: `before-v${extra.version}`, at: NOW })

    rmSync(join(folder, 'fathom.db'))
    const restored = open(folder)
    expect(theme(restored)).toBe('old')
    restored.close()
  })

  it('that fail leave the database as it was', () => {
    const folder = testFolder()
    const old = open(folder)
    setTheme(old, 'old')
    old.close()
    const broken: Migration = {
      ...extra,
      sql: 'DELETE FROM settings; CREATE TABLE broken (a NONSENSE) STRICT',
    }
    expect(() => open(folder, { migrations: [...allMigrations, broken] })).toThrow('NONSENSE')
    const database = open(folder)
    expect(theme(database)).toBe('old')
    database.close()
  })
})

describe('the daily backup', () => {
  it('is made when the last one is a day old, and only the newest few are kept', async () => {
    const folder = testFolder()
    open(folder).close()
    const made: number[] = []
    for (let hours = 0; hours <= 24 * 6; hours += 8) {
      const database = open(folder, { clock: () => NOW + hours * 3_600_000 })
      await database.backedUp
      database.close()
      made.push(...listBackups(folder).map(({ sequence }) => sequence))
    }
    expect(Math.max(...made)).toBe(7)
    expect(listBackups(folder).map(({ sequence }) => sequence)).toEqual([7, 6, 5])
    expect(readdirSync(join(folder, 'backups')).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  it('is made though a clock that ran years ahead has left a backup of the future', async () => {
    const folder = testFolder()
    open(folder).close()
    for (const clock of [() => NOW + 3650 * DAY, () => NOW]) {
      const database = open(folder, { clock })
      await database.backedUp
      database.close()
    }
    expect(listBackups(folder).map(({ at }) => at)).toEqual([NOW, NOW + 3650 * DAY])
  })

  it('that fails is logged, and the database works all the same', async () => {
    const folder = testFolder()
    open(folder).close()
    writeFileSync(join(folder, 'backups'), 'a file where the folder should be')
    const lines: string[] = []
    const database = open(folder, { log: (line) => lines.push(line) })
    await database.backedUp
    expect(lines.join()).toMatch(/daily backup failed/)
    setTheme(database, 'works')
    database.close()
    expect(existsSync(database.file)).toBe(true)
  })
})
