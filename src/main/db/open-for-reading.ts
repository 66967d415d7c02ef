import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { type Connection, wrapConnection } from './connection.ts'
import { BUSY_TIMEOUT } from './pragmas.ts'

/**
 * Reads from the database of a data folder without making, migrating or changing anything; null where there is none.
 * Errors: SQLite's own, of a file that is damaged or not permitted.
 */
export function readDatabase<Value>(folder: string, read: (connection: Connection) => Value): Value | null {
  const file = join(folder, 'fathom.db')
  if (!existsSync(file)) return null
  const sqlite = new DatabaseSync(file, { readOnly: true, timeout: BUSY_TIMEOUT })
  try {
    return read(wrapConnection(sqlite, folder))
  } finally {
    sqlite.close()
  }
}
