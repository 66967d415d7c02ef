import { z } from 'zod'

import type { Clock } from '../clock.ts'
import type { Connection } from '../db/connection.ts'
import { type HolidayYear, holidayYear } from '../pricing/holidays.ts'
import { type PriceRow, priceRowField, priceRowJson } from '../pricing/price-row.ts'

/** What the user added to the price book, oldest first. `broken` names what cannot be read any more. */
export interface Additions {
  readonly rows: readonly PriceRow[]
  /** Lists of holidays by year; a later list of a year takes the place of an earlier one. */
  readonly years: Readonly<Record<string, HolidayYear>>
  /** Ids of rows that were withdrawn and not restored since. */
  readonly withdrawn: readonly string[]
  readonly broken: readonly string[]
}

/** The user's own prices and holidays, of one data folder. Only ever added to. */
export interface AdditionStore {
  /** Grows with every addition, of this process or another. */
  version(): number
  read(): Additions
  addRows(rows: readonly PriceRow[]): void
  addHolidays(year: string, list: HolidayYear): void
  /** Adds that a row counts no more, or again; the row itself stays. */
  addWithdrawal(withdrawal: Withdrawal): void
}

const withdrawalField = z.strictObject({ rowId: z.string().min(1), counts: z.boolean() })
/** Whether a row counts from this addition on: false withdraws it, true restores it. */
export type Withdrawal = z.infer<typeof withdrawalField>

interface Stored {
  readonly kind: 'row' | 'holidays'
  readonly key: string
  readonly json: string
}

export function createAdditionStore(database: Connection, clock: Clock): AdditionStore {
  const selectVersion = database.prepare<{ version: number }>(
    'SELECT coalesce(max(number), 0) AS version FROM price_additions',
  )
  const version = (): number => selectVersion.get()?.version ?? 0
  const insert = database.prepare(
    'INSERT INTO price_additions (kind, key, added_at, json) VALUES (?, ?, ?, ?)',
  )
  return {
    version,
    read: () => readAdditions(database),
    addRows: (rows) =>
      database.transaction(() => {
        for (const row of rows) insert.run('row', row.id, clock(), JSON.stringify(priceRowJson(row)))
      }),
    addHolidays: (year, list) => void insert.run('holidays', year, clock(), JSON.stringify(list)),
    addWithdrawal: (withdrawal) =>
      database.transaction(() => {
        // The table knows two kinds; a word about a row is one about rows, under a key that no other has.
        const key = `${withdrawal.counts ? 'restored' : 'withdrawn'} ${version() + 1} ${withdrawal.rowId}`
        insert.run('row', key, clock(), JSON.stringify(withdrawal))
      }),
  }
}

/** The additions of a database; none where it is older than they are. */
export function readAdditions(database: Connection): Additions {
  const known = database
    .prepare<{ name: string }>("SELECT name FROM sqlite_master WHERE name = 'price_additions'")
    .get()
  const stored = known
    ? database.prepare<Stored>('SELECT kind, key, json FROM price_additions ORDER BY number').all()
    : []
  const rows: PriceRow[] = []
  const years: Record<string, HolidayYear> = {}
  const withdrawn = new Set<string>()
  const broken: string[] = []
  for (const { kind, key, json } of stored) {
    const value = parseJson(json)
    const row = kind === 'row' ? priceRowField.safeParse(value) : null
    const withdrawal = kind === 'row' ? withdrawalField.safeParse(value) : null
    const list = kind === 'holidays' ? holidayYear.safeParse(value) : null
    if (row?.success) rows.push(row.data)
    else if (withdrawal?.success) mark(withdrawn, withdrawal.data)
    else if (list?.success) years[key] = list.data
    else broken.push(key)
  }
  return { rows, years, withdrawn: [...withdrawn], broken }
}

function mark(withdrawn: Set<string>, { rowId, counts }: Withdrawal): void {
  if (counts) withdrawn.delete(rowId)
  else withdrawn.add(rowId)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
