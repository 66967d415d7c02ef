import type { BalanceHistory, BalanceReading, BalanceSeries } from '../../contract/balance.ts'
import type { Database } from '../db/database.ts'
import { type Currency, formatAmount } from '../pricing/money.ts'
import { type KnownSpend, marksOf, SETTLEMENT_MS } from './balance-marks.ts'
import type { BalanceStore, StoredReading } from './balance-store.ts'

export interface HistoryOptions {
  readonly database: Database
  readonly store: BalanceStore
  readonly account: () => Promise<Account | null>
}

interface Account {
  readonly id: string
  readonly baseUrl: string
  readonly keyHint: string
}

export interface HistoryQuery {
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** The balance of the present key's account over time, with its jumps, each currency by itself. */
export function createBalanceHistory({ database, store, account }: HistoryOptions) {
  const select = database.prepare<{ usd: bigint; cny: bigint; unreported: bigint }>(
    `SELECT coalesce(sum(usd_pico), 0) AS usd, coalesce(sum(cny_pico), 0) AS cny,
       coalesce(sum(CASE WHEN kind = 'run' AND status != 'failed' AND prompt_tokens IS NULL THEN 1 ELSE 0 END), 0)
         AS unreported
     FROM ledger_entries WHERE practice = 0 AND sent_at >= ? AND sent_at < ? AND (key_hint IS NULL OR key_hint NOT IN
       (SELECT hint FROM key_profile_hints JOIN key_profiles ON id = profile_id WHERE base_url <> ?))`,
    { bigints: true },
  )

  /** All real spend at this address, of whichever key: several keys may share an account. */
  function spent(currency: Currency, baseUrl: string, from: number, until: number): KnownSpend {
    const row = select.get(from, until, baseUrl)
    return {
      amount: (currency === 'USD' ? row?.usd : row?.cny) ?? 0n,
      notReported: Number(row?.unreported ?? 0n),
    }
  }

  function seriesOf({ id, baseUrl }: Account, currency: Currency, { from, to }: HistoryQuery): BalanceSeries {
    const readings = store.readings(id, currency)
    const marks = marksOf(readings, (since, until) => spent(currency, baseUrl, since, until))
    const within = (first: string, last: string): boolean =>
      (from === undefined || last >= from) && (to === undefined || first < to)
    return {
      currency,
      readings: readings.map(readingOf).filter(({ firstAt, lastAt }) => within(firstAt, lastAt)),
      marks: marks.filter(({ at }) => within(at, at)),
    }
  }

  return async function history(query: HistoryQuery): Promise<BalanceHistory> {
    const whose = await account()
    const settlementMinutes = SETTLEMENT_MS / 60_000
    if (whose === null) return { keyHint: null, series: [], settlementMinutes }
    const series = store.currencies(whose.id).map((currency) => seriesOf(whose, currency, query))
    return { keyHint: whose.keyHint, series, settlementMinutes }
  }
}

function readingOf({ total, granted, toppedUp, firstAt, lastAt }: StoredReading): BalanceReading {
  return {
    total: formatAmount(total),
    granted: formatAmount(granted),
    toppedUp: formatAmount(toppedUp),
    firstAt: new Date(firstAt).toISOString(),
    lastAt: new Date(lastAt).toISOString(),
  }
}
