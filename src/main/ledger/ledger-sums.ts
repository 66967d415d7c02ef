import type { DayTotal, LedgerFilter, LedgerTotals } from '../../contract/ledger.ts'
import type { Zone } from '../../contract/values.ts'
import type { Database } from '../db/database.ts'
import { isoOf } from '../pricing/instants.ts'
import { formatAmount, type Pico } from '../pricing/money.ts'
import { type Day, dayOf } from './days.ts'
import { conditionOf, periodOf } from './ledger-filter.ts'

/** Sums over a set of entries, corrections included. Currencies stand beside each other and are never added. */
export interface Sums {
  readonly runs: bigint
  readonly usd: bigint
  readonly cny: bigint
  readonly priced: bigint
  readonly in_usd: bigint
  readonly in_cny: bigint
  readonly estimated: bigint
  readonly billed: bigint
  readonly exact: bigint
}

/** Totals in the words of the contract. */
export type Totals = LedgerTotals

export interface DaySums extends Day {
  readonly sums: Sums
}

/** Every column of it is in the index `ledger_view`. */
export const SUMS = `
  coalesce(sum(kind = 'run'), 0) AS runs,
  coalesce(sum(usd_pico), 0) AS usd, coalesce(sum(cny_pico), 0) AS cny,
  coalesce(sum(counts_priced), 0) AS priced,
  coalesce(sum(counts_usd), 0) AS in_usd, coalesce(sum(counts_cny), 0) AS in_cny,
  coalesce(sum(estimated_tokens), 0) AS estimated, coalesce(sum(prompt_tokens), 0) AS billed,
  coalesce(sum(counts_exact), 0) AS exact`

/** The same of `ledger_hours`, where nobody but the practice and the time is asked for. */
const HOUR_SUMS = `
  coalesce(sum(runs), 0) AS runs, coalesce(sum(usd), 0) AS usd, coalesce(sum(cny), 0) AS cny,
  coalesce(sum(priced), 0) AS priced, coalesce(sum(in_usd), 0) AS in_usd, coalesce(sum(in_cny), 0) AS in_cny,
  coalesce(sum(estimated), 0) AS estimated, coalesce(sum(billed), 0) AS billed, coalesce(sum(exact), 0) AS exact`
const HOUR = 3_600_000

const NOTHING: Sums = {
  runs: 0n,
  usd: 0n,
  cny: 0n,
  priced: 0n,
  in_usd: 0n,
  in_cny: 0n,
  estimated: 0n,
  billed: 0n,
  exact: 0n,
}

/**
 * The sums of each day that has entries, newest first. After an empty day it jumps to the next entry, so that an entry
 * dated years off by a wrong clock costs one step and not a day each.
 */
export function sumDays(database: Database, filter: LedgerFilter, zone: Zone): DaySums[] {
  const days: DaySums[] = []
  const { from, to } = periodOf(filter)
  const { sql, bindings } = conditionOf(filter)
  const first = database.prepare<{ sent_at: number }>(
    `SELECT sent_at FROM ledger_entries WHERE ${sql} ORDER BY sent_at LIMIT 1`,
  )
  const sum = sumWithin(database, filter)
  let next = first.get({ ...bindings, from, to })?.sent_at
  while (next !== undefined && next < to) {
    const day = dayOf(next, zone)
    const until = Math.min(day.until, to)
    // Before its first entry there is nothing, so that a day may be summed from its beginning.
    const start = Math.max(day.from, from)
    const sums = sum(start, until)
    if (sums.runs > 0n) days.push({ day: day.day, from: start, until, sums })
    next = sums.runs > 0n ? until : first.get({ ...bindings, from: next, to })?.sent_at
  }
  return days.toReversed()
}

/**
 * Sums what a filter holds between two instants. Where nothing else is filtered and both ends are whole hours (days of
 * some zones end at half ones), the sums of hours give the same as the entries, many times sooner.
 */
function sumWithin(database: Database, filter: LedgerFilter): (from: number, to: number) => Sums {
  const { sql, bindings } = conditionOf(filter)
  const ofEntries = database.prepare<Sums>(`SELECT ${SUMS} FROM ledger_entries WHERE ${sql}`, {
    bigints: true,
  })
  const ofHours = database.prepare<Sums>(
    `SELECT ${HOUR_SUMS} FROM ledger_hours WHERE practice = :practice AND hour >= :from AND hour < :to`,
    { bigints: true },
  )
  const { practice, from: _from, to: _to, ...others } = filter
  const isWide = Object.values(others).every((value) => value === undefined)
  return (from, to) => {
    const sums =
      isWide && from % HOUR === 0 && to % HOUR === 0
        ? ofHours.get({ practice: practice ? 1 : 0, from, to })
        : ofEntries.get({ ...bindings, from, to })
    return sums ?? NOTHING
  }
}

export function addSums(all: readonly Sums[]): Sums {
  const total: { -readonly [Key in keyof Sums]: bigint } = { ...NOTHING }
  for (const sums of all) {
    for (const key of Object.keys(NOTHING) as (keyof Sums)[]) total[key] += sums[key]
  }
  return total
}

/** Sums of one set of entries as they are shown; amounts in full precision. */
export function totalsOf(sums: Sums): Totals {
  return {
    entries: Number(sums.runs),
    USD: formatAmount(sums.usd as Pico),
    CNY: formatAmount(sums.cny as Pico),
    priced: Number(sums.priced),
    unpriced: Number(sums.runs - sums.priced),
    pricedIn: { USD: Number(sums.in_usd), CNY: Number(sums.in_cny) },
    estimatedTokens: Number(sums.estimated),
    billedTokens: Number(sums.billed),
    exact: Number(sums.exact),
  }
}

export function dayTotalOf({ day, from, until, sums }: DaySums): DayTotal {
  const { entries, priced, pricedIn, USD, CNY } = totalsOf(sums)
  return {
    day,
    from: isoOf(from),
    until: isoOf(Math.min(until, 8.64e15)),
    entries,
    priced,
    pricedIn,
    USD,
    CNY,
  }
}
