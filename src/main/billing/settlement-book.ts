import type { Settlement, Settling } from '../../contract/billing.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../db/database.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { DecidingInstant } from '../pricing/band-rules.ts'
import { type Currency, formatAmount, type Pico } from '../pricing/money.ts'
import type { PriceBook } from '../pricing/price-book.ts'
import { asUsage } from '../pricing/usage-counts.ts'
import { billsOf, chargesOf } from '../runs/bill.ts'
import type { BilledRun } from './ledger-runs.ts'

export interface SettlementBook {
  /** Books what runs were billed as corrections, all of them or none. Gives the ids of the corrections. */
  settle(pairs: readonly SettledPair[]): string[]
  /** Books that settled runs count as not reported again. Others are left alone. */
  takeBack(entryIds: readonly string[]): string[]
  /** Settlements in force, newest first. */
  list(): Settlement[]
}

export interface SettledPair {
  readonly run: BilledRun
  readonly settling: Settling
  /** Prompt tokens that nothing explains; null where that is not known. */
  readonly remainder: number | null
}

interface Options {
  readonly database: Database
  readonly ledger: Pick<Ledger, 'correct'>
  readonly prices: () => PriceBook
  readonly decidingInstant: () => DecidingInstant
  readonly clock: Clock
}

interface Row {
  readonly entry_id: string
  readonly run_id: string
  readonly run_number: bigint
  readonly at: bigint
  readonly usd_pico: bigint | null
  readonly cny_pico: bigint | null
}

const SETTLED = 'Settled from the usage export: it is the only run that the difference can be.'
const TAKEN_BACK = 'The settlement from the usage export was taken back.'

export function createSettlementBook({
  database,
  ledger,
  prices,
  decidingInstant,
  clock,
}: Options): SettlementBook {
  const insert = database.prepare(
    'INSERT INTO usage_settlements (entry_id, correction_id, kind, at) VALUES (?, ?, ?, ?)',
  )
  const selectInForce = database.prepare<Row>(
    `SELECT s.entry_id, c.run_id, c.run_number, s.at, c.usd_pico, c.cny_pico
     FROM usage_settlements s JOIN ledger_entries c ON c.id = s.correction_id
     WHERE s.kind = 'settled'
       AND s.number = (SELECT max(number) FROM usage_settlements WHERE entry_id = s.entry_id)
     ORDER BY s.number DESC`,
    { bigints: true },
  )

  function settleOne({ run, settling, remainder }: SettledPair): string {
    const { hit, miss, output } = settling
    const counts = { hit, miss, completion: output }
    const bills = billsOf(prices(), counts, run.requested, run, decidingInstant())
    const { entryId } = ledger.correct({
      corrects: run.entryId,
      reason: SETTLED,
      usage: asUsage(counts),
      charges: chargesOf(bills),
      remainder,
    })
    insert.run(run.entryId, entryId, 'settled', clock())
    return entryId
  }

  function inForce(): Row[] {
    return selectInForce.all()
  }

  return {
    settle: (pairs) => database.transaction(() => pairs.map(settleOne)),
    takeBack: (entryIds) =>
      database.transaction(() =>
        inForce()
          .filter(({ entry_id }) => entryIds.includes(entry_id))
          .map(({ entry_id: corrects }) => {
            const correction = { corrects, reason: TAKEN_BACK, usage: null, charges: {}, remainder: null }
            const { entryId } = ledger.correct(correction)
            insert.run(corrects, entryId, 'taken-back', clock())
            return entryId
          }),
      ),
    list: () =>
      inForce().map((row) => ({
        entryId: row.entry_id,
        run: row.run_id,
        number: Number(row.run_number),
        at: new Date(Number(row.at)).toISOString(),
        USD: amountOf('USD', row),
        CNY: amountOf('CNY', row),
      })),
  }
}

function amountOf(currency: Currency, { usd_pico, cny_pico }: Row): string | null {
  const value = currency === 'USD' ? usd_pico : cny_pico
  return value === null ? null : formatAmount(value as Pico)
}
