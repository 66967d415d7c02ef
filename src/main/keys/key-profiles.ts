import { randomUUID } from 'node:crypto'

import type { KeyProfile } from '../../contract/keys.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../db/database.ts'
import { FathomError } from '../errors.ts'
import { profileEndpoint } from './profile-endpoint.ts'

/** A named key as it is stored: all but the key. */
export interface StoredProfile extends KeyProfile {
  /** Name of its entry in the keychain. */
  readonly secret: string
  /** Whether the keychain may hold it. */
  readonly inKeychain: boolean
  readonly inUse: boolean
}

/** The names of keys. One of them is always in use. */
export interface KeyProfiles {
  /** In the order of adding; removed ones are not among them. */
  list(): StoredProfile[]
  inUse(): StoredProfile
  /** Error KEY_NOT_FOUND, for a removed one too. */
  get(id: string): StoredProfile
  /** By its name, whatever the case of its letters. Error KEY_NOT_FOUND, with the names that there are. */
  named(name: string): StoredProfile
  /** Errors KEY_NAME_TAKEN, HOST_NOT_ALLOWED. */
  add(profile: {
    readonly name: string
    readonly baseUrl: string
    readonly inKeychain: boolean
  }): StoredProfile
  /** Undoes an addition whose key could not be kept. */
  drop(id: string): void
  /** Errors KEY_NAME_TAKEN, KEY_NOT_FOUND. */
  rename(id: string, name: string): void
  use(id: string): void
  /** Takes a profile out of the list; the oldest other one is then in use. Error KEY_LAST where there is no other. */
  remove(id: string): void
  /** The keychain has its key from now on. */
  keptInKeychain(id: string): void
  /** What is sent with a key of these last characters is this profile's from now on; `taken` leaves another's alone. */
  owns(id: string, hint: string, taken?: 'leave' | 'take'): void
}

/** The profile that the one key became which there was before keys had names; DEEPSEEK_API_KEY stands in for it alone. */
export const FIRST_PROFILE = 'deepseek'

interface Row {
  readonly id: string
  readonly name: string
  readonly base_url: string
  readonly secret: string
  readonly in_keychain: number
  readonly in_use: number
}

const PRESENT = 'SELECT * FROM key_profiles WHERE removed_at IS NULL'

export function createKeyProfiles({
  database,
  clock,
}: {
  readonly database: Database
  readonly clock: Clock
}): KeyProfiles {
  const selectAll = database.prepare<Row>(`${PRESENT} ORDER BY created_at, id`)
  const selectOne = database.prepare<Row>(`${PRESENT} AND id = ?`)
  const selectInUse = database.prepare<Row>(`${PRESENT} AND in_use = 1`)
  const selectNamed = database.prepare<Row>(`${PRESENT} AND name = ? COLLATE NOCASE`)
  const insert = database.prepare(
    `INSERT INTO key_profiles (id, name, base_url, secret, in_keychain, in_use, created_at) VALUES (?, ?, ?, ?, ?, 0, ?)`,
  )
  const erase = database.prepare('DELETE FROM key_profiles WHERE id = ?')
  const rename = database.prepare('UPDATE key_profiles SET name = ? WHERE id = ?')
  const useNone = database.prepare('UPDATE key_profiles SET in_use = 0 WHERE in_use = 1')
  const useOne = database.prepare('UPDATE key_profiles SET in_use = 1 WHERE id = ?')
  const remove = database.prepare('UPDATE key_profiles SET removed_at = ? WHERE id = ?')
  const setKept = database.prepare('UPDATE key_profiles SET in_keychain = 1 WHERE id = ?')
  const own = database.prepare(
    'INSERT OR IGNORE INTO key_profile_hints (hint, profile_id, since) VALUES (?, ?, ?)',
  )
  const takeOver = database.prepare(
    'INSERT OR REPLACE INTO key_profile_hints (hint, profile_id, since) VALUES (?, ?, ?)',
  )

  const list = (): StoredProfile[] => selectAll.all().map(profileOf)

  function get(id: string): StoredProfile {
    const row = selectOne.get(id)
    if (row === undefined)
      throw new FathomError('KEY_NOT_FOUND', 'This key was removed. Choose another one.', { profileId: id })
    return profileOf(row)
  }

  function refuseTaken(name: string, besides: string | null): void {
    const taken = selectNamed.get(name)
    if (taken !== undefined && taken.id !== besides)
      throw new FathomError(
        'KEY_NAME_TAKEN',
        `There is a key called "${taken.name}" already. Choose another name.`,
      )
  }

  function use(id: string): void {
    database.transaction(() => {
      get(id)
      useNone.run()
      useOne.run(id)
    })
  }

  return {
    list,
    get,
    use,
    inUse: () => {
      const row = selectInUse.get() ?? selectAll.all()[0]
      if (row === undefined)
        throw new Error('There is no key profile, though the last one cannot be removed.')
      return profileOf(row)
    },
    named: (name) => {
      const row = selectNamed.get(name.trim())
      if (row !== undefined) return profileOf(row)
      const names = list().map((profile) => `"${profile.name}"`)
      throw new FathomError(
        'KEY_NOT_FOUND',
        `There is no key called "${name}". There is ${names.join(', ')}.`,
      )
    },
    add: ({ name, baseUrl, inKeychain }) => {
      const { base } = profileEndpoint(baseUrl)
      return database.transaction(() => {
        refuseTaken(name, null)
        const id = randomUUID()
        insert.run(id, name, base, `key ${id}`, inKeychain ? 1 : 0, clock())
        return get(id)
      })
    },
    drop: (id) => void erase.run(id),
    rename: (id, name) =>
      database.transaction(() => {
        get(id)
        refuseTaken(name, id)
        rename.run(name, id)
      }),
    remove: (id) =>
      database.transaction(() => {
        const { inUse } = get(id)
        const other = list().find((profile) => profile.id !== id)
        if (other === undefined)
          throw new FathomError(
            'KEY_LAST',
            'This is the only key. Add another one before its name is removed.',
          )
        remove.run(clock(), id)
        if (!inUse) return
        useNone.run()
        useOne.run(other.id)
      }),
    keptInKeychain: (id) => void setKept.run(id),
    owns: (id, hint, taken = 'leave') => void (taken === 'take' ? takeOver : own).run(hint, id, clock()),
  }
}

function profileOf(row: Row): StoredProfile {
  return {
    id: row.id,
    name: row.name,
    baseUrl: row.base_url,
    local: profileEndpoint(row.base_url).kind === 'local',
    secret: row.secret,
    inKeychain: row.in_keychain === 1,
    inUse: row.in_use === 1,
  }
}
