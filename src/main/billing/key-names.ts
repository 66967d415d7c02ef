import type { BillKey } from '../../contract/billing.ts'
import type { Database } from '../db/database.ts'
import { type BillCell, cellsOf, ledgerCounts, officialOf } from './bill-cells.ts'
import type { BilledRun } from './ledger-runs.ts'
import type { UsageAmount } from './usage-types.ts'

/** What the user said of the names of keys. */
export interface KeyNames {
  said(): ReadonlyMap<string, string>
  name(keyHint: string, keyName: string | null): void
}

export function createKeyNames(database: Database): KeyNames {
  const select = database.prepare<{ key_hint: string; key_name: string }>('SELECT * FROM usage_key_names')
  const write = database.prepare('INSERT OR REPLACE INTO usage_key_names (key_hint, key_name) VALUES (?, ?)')
  const forget = database.prepare('DELETE FROM usage_key_names WHERE key_hint = ?')
  return {
    said: () => new Map(select.all().map(({ key_hint, key_name }) => [key_hint, key_name])),
    name: (keyHint, keyName) => {
      if (keyName === null) forget.run(keyHint)
      else write.run(keyHint, keyName)
    },
  }
}

/**
 * Which name on the platform each key of the ledger has. The export's own key column is dropped, so a name is known when
 * the user said it, when there is only one on both sides, or when only under that name days come out equal.
 */
export function matchKeys(
  amounts: readonly UsageAmount[],
  runs: readonly BilledRun[],
  said: ReadonlyMap<string, string>,
): readonly BillKey[] {
  const names = [...new Set(amounts.map(({ keyName }) => keyName))]
  const hints = [...new Set(runs.flatMap(({ keyHint }) => keyHint ?? []))].toSorted()
  return hints.map((hint): BillKey => {
    const told = said.get(hint)
    if (told !== undefined) return { hint, name: told, by: 'said' }
    const [only] = names
    if (only !== undefined && names.length === 1 && hints.length === 1)
      return { hint, name: only, by: 'only' }
    const likely = likelyName(hint, names, amounts, runs)
    return likely === null ? { hint, name: null, by: 'unknown' } : { hint, name: likely, by: 'likely' }
  })
}

/** The name under which most days come out equal to the token; null where none does, or two do as often. */
function likelyName(
  hint: string,
  names: readonly string[],
  amounts: readonly UsageAmount[],
  runs: readonly BilledRun[],
): string | null {
  const cells = cellsOf(
    amounts,
    runs.filter(({ keyHint }) => keyHint === hint),
    () => null,
  )
  const spent = new Map(
    cells.filter(({ keyName }) => keyName === null).map((cell) => [placeOf(cell), ledgerCounts(cell.runs)]),
  )
  const equal = new Map(names.map((name) => [name, 0]))
  for (const cell of cells) {
    const counts = spent.get(placeOf(cell))
    if (cell.keyName === null || counts === undefined || counts.hit + counts.miss === 0) continue
    const same = (['hit', 'miss', 'output'] as const).every(
      (type) => (officialOf(cell.official, type) ?? 0) === counts[type],
    )
    if (same) equal.set(cell.keyName, (equal.get(cell.keyName) ?? 0) + 1)
  }
  const [best, second] = [...equal].toSorted(([, a], [, b]) => b - a)
  return best === undefined || best[1] === 0 || best[1] === second?.[1] ? null : best[0]
}

function placeOf({ day, model }: BillCell): string {
  return `${day.from} ${model}`
}
