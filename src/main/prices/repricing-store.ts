import { randomUUID } from 'node:crypto'

import type { Connection } from '../db/connection.ts'
import type { DecidingInstant } from '../pricing/band-rules.ts'
import { currencies, formatAmount, mapCurrencies, parseAmount } from '../pricing/money.ts'
import type { EntryPrice, PricedEntry } from '../pricing/repricing.ts'

export type RepricingState = 'applying' | 'applied' | 'undoing' | 'undone'
type Prices = PricedEntry['prices']

export interface StoredRepricing {
  readonly id: string
  readonly at: number
  readonly deciding_instant: DecidingInstant
  readonly state: RepricingState
  readonly owner_pid: number | null
  readonly undone_at: number | null
  readonly runs: number
  readonly taken_back: number
  readonly kept: number
}

/** One entry that was priced anew: what it was charged before and after, and the correction that did it. */
export interface StoredChange {
  readonly number: number
  readonly entryId: string
  readonly before: Prices
  readonly after: Prices
}

/** What was priced anew, and how to take it back. */
export interface RepricingStore {
  begin(at: number, decidingInstant: DecidingInstant): string
  list(): readonly StoredRepricing[]
  get(id: string): StoredRepricing | null
  /** Begins to undo, or ends either. */
  setState(id: string, state: RepricingState, now: number): void
  add(id: string, change: Omit<StoredChange, 'number'> & { readonly correctionId: string }): void
  /** The newest changes that are not taken back yet. */
  toUndo(id: string, limit: number): readonly StoredChange[]
  takenBack(number: number, correctionId: string): void
  /** The entry was corrected again since; it is left as it is. */
  kept(number: number): void
}

const SELECT = `SELECT r.id, r.at, r.deciding_instant, r.state, r.owner_pid, r.undone_at,
  count(c.number) AS runs, count(c.undone_by) AS taken_back, coalesce(sum(c.kept), 0) AS kept
  FROM repricings r LEFT JOIN repricing_changes c ON c.repricing_id = r.id`

export function createRepricingStore(database: Connection): RepricingStore {
  const insert = database.prepare(
    "INSERT INTO repricings (id, at, deciding_instant, state, owner_pid) VALUES (?, ?, ?, 'applying', ?)",
  )
  const selectAll = database.prepare<StoredRepricing>(`${SELECT} GROUP BY r.number ORDER BY r.number DESC`)
  const selectOne = database.prepare<StoredRepricing>(`${SELECT} WHERE r.id = ? GROUP BY r.number`)
  const update = database.prepare(
    `UPDATE repricings SET state = :state, owner_pid = :pid,
       undone_at = CASE :state WHEN 'undone' THEN :now ELSE undone_at END
     WHERE id = :id`,
  )
  const insertChange = database.prepare(
    'INSERT INTO repricing_changes (repricing_id, entry_id, correction_id, before_json, after_json) VALUES (?, ?, ?, ?, ?)',
  )
  const selectChanges = database.prepare<{
    readonly number: number
    readonly entry_id: string
    readonly before_json: string
    readonly after_json: string
  }>(
    `SELECT number, entry_id, before_json, after_json FROM repricing_changes
     WHERE repricing_id = ? AND undone_by IS NULL AND kept = 0 ORDER BY number DESC LIMIT ?`,
  )
  const setUndone = database.prepare('UPDATE repricing_changes SET undone_by = ? WHERE number = ?')
  const setKept = database.prepare('UPDATE repricing_changes SET kept = 1 WHERE number = ?')
  return {
    begin: (at, decidingInstant) => {
      const id = randomUUID()
      insert.run(id, at, decidingInstant, process.pid)
      return id
    },
    list: () => selectAll.all(),
    get: (id) => selectOne.get(id) ?? null,
    setState: (id, state, now) => {
      const under = state === 'applying' || state === 'undoing'
      update.run({ id, state, now, pid: under ? process.pid : null })
    },
    add: (id, { entryId, correctionId, before, after }) =>
      void insertChange.run(id, entryId, correctionId, pricesText(before), pricesText(after)),
    toUndo: (id, limit) =>
      selectChanges.all(id, limit).map(({ number, entry_id: entryId, before_json, after_json }) => ({
        number,
        entryId,
        before: readPrices(before_json),
        after: readPrices(after_json),
      })),
    takenBack: (number, correctionId) => void setUndone.run(correctionId, number),
    kept: (number) => void setKept.run(number),
  }
}

function pricesText(prices: Prices): string {
  return JSON.stringify(
    mapCurrencies(prices, (price) => price && { rowId: price.rowId, amount: formatAmount(price.amount) }),
  )
}

function readPrices(text: string): Prices {
  const stored = JSON.parse(text) as Record<string, { rowId: string; amount: string } | null>
  const read = currencies.map((currency): [string, EntryPrice] => {
    const price = stored[currency] ?? null
    return [currency, price && { rowId: price.rowId, amount: parseAmount(price.amount) }]
  })
  return Object.fromEntries(read) as Prices
}
