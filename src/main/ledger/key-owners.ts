import type { LedgerKey } from '../../contract/ledger.ts'
import type { Database } from '../db/database.ts'

/** Whose keys the ledger's entries were sent with, by the last four characters that an entry keeps of its key. */
export interface KeyOwners {
  /** What a key is called, or was called when it was removed; a hint that is no name's is absent. */
  names(): ReadonlyMap<string, string>
  /** The keys of a ledger as its filter offers them: those with a name in the order of adding, removed ones after them, then those without. */
  grouped(hints: readonly string[]): LedgerKey[]
}

interface OwnerRow {
  readonly hint: string
  readonly id: string
  readonly name: string
  readonly removed: number
}

export function createKeyOwners(database: Database): KeyOwners {
  const select = database.prepare<OwnerRow>(
    `SELECT hint, id, name, removed_at IS NOT NULL AS removed FROM key_profile_hints
     JOIN key_profiles ON id = profile_id ORDER BY removed, created_at, id, hint`,
  )
  return {
    names: () => new Map(select.all().map(({ hint, name }) => [hint, name])),
    grouped: (hints) => {
      const owners = select.all().filter(({ hint }) => hints.includes(hint))
      const owned = Map.groupBy(owners, ({ id }) => id)
      const named = [...owned].map(([profileId, rows]): LedgerKey => {
        const [{ name, removed } = { name: '', removed: 0 }] = rows
        return { profileId, name, removed: removed === 1, hints: rows.map(({ hint }) => hint) }
      })
      const known = new Set(owners.map(({ hint }) => hint))
      const nameless = hints.filter((hint) => !known.has(hint))
      return [
        ...named,
        ...nameless.map((hint): LedgerKey => ({
          profileId: null,
          name: null,
          removed: false,
          hints: [hint],
        })),
      ]
    },
  }
}
