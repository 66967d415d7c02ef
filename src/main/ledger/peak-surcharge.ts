import type { LedgerFilter, PeakSurcharge } from '../../contract/ledger.ts'
import type { Zone } from '../../contract/values.ts'
import type { Database } from '../db/database.ts'
import { currencies, type Currency, formatAmount, mapCurrencies, type Pico } from '../pricing/money.ts'
import { type PriceBook, rowById } from '../pricing/price-book.ts'
import type { PriceRow } from '../pricing/price-row.ts'
import { type Day, dayOf } from './days.ts'
import { conditionOf } from './ledger-filter.ts'
import { type RowSums, sumsByRow } from './sums-by-row.ts'

interface SurchargeQuery {
  readonly database: Database
  readonly prices: PriceBook
  /** Its dates are not looked at: the month of `now` is. */
  readonly filter: LedgerFilter
  readonly zone: Zone
  readonly now: number
}

/**
 * What this month's runs at peak cost above the off-peak price of the same tokens, by the very price rows that they
 * were billed by. A run without a known off-peak price is counted as unknown and is in no sum.
 */
export function peakSurcharge({ database, prices, filter, zone, now }: SurchargeQuery): PeakSurcharge {
  const month = dayOf(now, zone).day.slice(0, 7)
  const { sql, bindings } = conditionOf({ ...filter, ...monthAround(now, zone), band: 'peak' })
  const sumsOf = sumsByRow(database, { sql, bindings })
  const totals: { -readonly [Key in Currency]?: { surcharge: bigint; paid: bigint; unknown: number } } = {}
  let entries = 0
  for (const currency of currencies) {
    const sums = sumsOf(currency)
    const total = { surcharge: 0n, paid: 0n, unknown: 0 }
    for (const part of sums) {
      // What was not billed at all has no surcharge.
      if (part.row !== null && part.paid === 0n) continue
      const offPeak = offPeakOf(prices, part.row, currency)
      if (offPeak === null) total.unknown += Number(part.entries)
      else {
        total.paid += part.paid
        total.surcharge += part.paid - costAt(offPeak, part)
      }
    }
    entries = sums.reduce((count, part) => count + Number(part.entries), 0)
    totals[currency] = total
  }
  const known = (currency: Currency): boolean => (totals[currency]?.unknown ?? 0) < entries
  const amounts = (key: 'surcharge' | 'paid') =>
    mapCurrencies(totals, (total, currency) =>
      known(currency) ? formatAmount(total[key] as Pico) : undefined,
    )
  return {
    month,
    entries,
    surcharge: entries === 0 ? { USD: '0', CNY: '0' } : amounts('surcharge'),
    paid: entries === 0 ? { USD: '0', CNY: '0' } : amounts('paid'),
    unknown: Math.max(totals.USD?.unknown ?? 0, totals.CNY?.unknown ?? 0),
  }
}

function costAt(row: PriceRow, { hit, miss, output }: RowSums): bigint {
  return hit * (row.cacheHit ?? row.cacheMiss) + miss * row.cacheMiss + output * row.output
}

/** The off-peak row of the card to which a peak row belongs; what was not billed has nothing to add. */
function offPeakOf(prices: PriceBook, id: string | null, currency: Currency): PriceRow | null {
  const peak = id === null ? null : rowById(prices, id)
  if (!peak || peak.currency !== currency) return null
  const card = prices.rows.filter(
    (row) => row.model === peak.model && row.currency === currency && row.band === 'off-peak',
  )
  return (
    card.find((row) => row.effectiveFrom === peak.effectiveFrom && row.recordedAt === peak.recordedAt) ??
    card.find(
      (row) =>
        row.effectiveFrom <= peak.effectiveFrom && (row.effectiveUntil ?? Infinity) > peak.effectiveFrom,
    ) ??
    null
  )
}

function monthAround(now: number, zone: Zone): { from: string; to: string } {
  const today = dayOf(now, zone)
  const inMonth = ({ day }: Day): boolean => day.startsWith(today.day.slice(0, 7))
  let [first, last] = [today, today]
  for (let day = today; inMonth(day); day = dayOf(day.from - 1, zone)) first = day
  for (let day = today; inMonth(day); day = dayOf(day.until, zone)) last = day
  return { from: new Date(first.from).toISOString(), to: new Date(last.until).toISOString() }
}
