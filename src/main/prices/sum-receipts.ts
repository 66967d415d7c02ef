import type { SumReceipt, SumSubject } from '../../contract/receipts.ts'
import type { Bill, Usage } from '../../contract/runs.ts'
import type { Clock } from '../clock.ts'
import type { ColumnEstimates } from '../compare/column-estimates.ts'
import type { Connection } from '../db/connection.ts'
import type { Database } from '../db/database.ts'
import { FathomError } from '../errors.ts'
import { notBilledIn } from '../ledger/least-cost.ts'
import { type Condition, conditionOf } from '../ledger/ledger-filter.ts'
import { sumsByRow } from '../ledger/sums-by-row.ts'
import { addAmounts, currencies, type Currency, parseAmount, type Pico } from '../pricing/money.ts'
import { type PriceBook, rowById } from '../pricing/price-book.ts'
import { partOn, type SumPart, sumSheet } from '../pricing/sum-sheet.ts'
import { tokenCounts } from '../pricing/usage-counts.ts'
import { otherBandRows } from '../runs/bill.ts'
import type { RunRecord } from '../runs/run-record.ts'
import { sumOfColumns } from './sum-of-columns.ts'

export interface SumReceiptsOptions {
  readonly database: Database
  readonly prices: () => PriceBook
  readonly clock: Clock
  readonly runs: { get(runId: string): RunRecord | null }
  readonly columns: Pick<ColumnEstimates, 'estimate'>
  /** The runs of the newest results of a column of tests. */
  readonly testRuns: (promptId: string, target: string, practice: boolean) => readonly string[]
}

/**
 * Draws up sums over runs: one group for each price row, under the very condition that the sum was asked with, so that
 * it always adds up. Real and practice runs never come together.
 */
export function createSumReceipts({
  database,
  prices,
  clock,
  runs,
  columns,
  testRuns,
}: SumReceiptsOptions): (subject: SumSubject) => Promise<SumReceipt> {
  return async (subject) => {
    switch (subject.of) {
      case 'ledger':
        return ofLedger(database, prices(), subject)
      case 'runs':
        return ofRuns(database, prices(), subject.runIds)
      case 'tests':
        return ofRuns(database, prices(), testRuns(subject.promptId, subject.target, subject.practice))
      case 'other-band':
        return ofOtherBand(prices(), runs.get(subject.runId))
      default: {
        const counted = await columns.estimate(subject.promptId, subject.columns)
        if (counted === null)
          throw new FathomError('NOT_OPEN', 'This draft is not open in any window. Open it again.')
        const at = subject.at === undefined ? clock() : Date.parse(subject.at)
        return sumOfColumns(prices(), counted.columns, subject.repeats, at)
      }
    }
  }
}

type LedgerSubject = Extract<SumSubject, { of: 'ledger' }>

function ofLedger(database: Database, book: PriceBook, { filter, slices }: LedgerSubject): SumReceipt {
  const conditions =
    slices === undefined ? [conditionOf(filter)] : slices.map((slice) => sliceOf(filter, slice))
  const read = conditions.map((condition) => sumsByRow(database, condition))
  const sheets = currencies.map((currency) => {
    const sums = read.flatMap((sumsOf) => sumsOf(currency))
    return sumSheet({
      scenario: 'billed',
      currency,
      runs: sums.reduce((count, { entries }) => count + Number(entries), 0),
      parts: sums.flatMap(({ row, entries, hit, miss, output, paid }): SumPart[] =>
        row === null
          ? []
          : [
              {
                rowId: row,
                row: rowOf(book, row, currency),
                runs: Number(entries),
                usage: { hit: Number(hit), miss: Number(miss), completion: Number(output) },
                paid: paid as Pico,
              },
            ],
      ),
      atLeast: addAmounts(...conditions.map((condition) => leastOf(database, condition, currency))),
    })
  })
  return { practice: filter.practice, sheets, corrected: 0 }
}

function sliceOf(
  filter: LedgerSubject['filter'],
  { model, band }: NonNullable<LedgerSubject['slices']>[number],
): Condition {
  const { sql, bindings } = conditionOf(filter)
  return {
    sql: `${sql} AND model_requested = :sliceModel AND band IS :sliceBand`,
    bindings: { ...bindings, sliceModel: model, sliceBand: band },
  }
}

/** A row of another currency under an id would be none of this sum. */
function rowOf(book: PriceBook, id: string, currency: Currency): SumPart['row'] {
  const row = rowById(book, id)
  return row?.currency === currency ? row : null
}

function leastOf(database: Database, { sql, bindings }: Condition, currency: Currency): Pico {
  const name = currency === 'USD' ? 'usd' : 'cny'
  const found = database
    .prepare<{ least: bigint }>(
      `SELECT coalesce(sum(least_${name}_pico), 0) AS least FROM ledger_entries AS entry
       WHERE ${sql} AND ${notBilledIn(name)}`,
      { bigints: true },
    )
    .get(bindings)
  return (found?.least ?? 0n) as Pico
}

function ofOtherBand(book: PriceBook, run: RunRecord | null): SumReceipt {
  if (run === null) throw new FathomError('RUN_NOT_FOUND', 'This run is not in the data folder any more.')
  const sheets = otherBandRows(book, run).map((row) =>
    sumSheet({
      scenario: 'other-band',
      currency: row.currency,
      runs: 1,
      parts: [partOn(row, tokenCounts(run.usage))],
    }),
  )
  return { practice: run.practice, sheets, corrected: 0 }
}

interface BilledRun {
  readonly practice: number
  readonly usage_json: string | null
  readonly receipts_json: string
}

function ofRuns(database: Connection, book: PriceBook, runIds: readonly string[]): SumReceipt {
  const ids = JSON.stringify(runIds)
  const runs = database
    .prepare<BilledRun>(
      `SELECT practice, usage_json, receipts_json FROM runs WHERE id IN (SELECT value FROM json_each(?))
         AND practice = (SELECT min(practice) FROM runs WHERE id IN (SELECT value FROM json_each(?)))`,
    )
    .all(ids, ids)
  const corrected = database
    .prepare<{ corrected: number }>(
      `SELECT count(DISTINCT run_id) AS corrected FROM ledger_entries
       WHERE kind = 'correction' AND run_id IN (SELECT value FROM json_each(?))`,
    )
    .get(ids)
  const bills = runs.flatMap(billsOf)
  const sheets = currencies.map((currency) =>
    sumSheet({
      scenario: 'billed',
      currency,
      runs: runs.length,
      parts: bills
        .filter(({ bill }) => bill.currency === currency)
        .map(({ bill, usage }) => ({
          rowId: bill.priceRowId,
          row: rowOf(book, bill.priceRowId, currency),
          runs: 1,
          usage: tokenCounts(usage),
          paid: parseAmount(bill.total),
        })),
    }),
  )
  return {
    practice: runs.some(({ practice }) => practice === 1),
    sheets,
    corrected: corrected?.corrected ?? 0,
  }
}

function billsOf({ usage_json, receipts_json }: BilledRun): readonly { bill: Bill; usage: Usage }[] {
  if (usage_json === null) return []
  const usage = JSON.parse(usage_json) as Usage
  return (JSON.parse(receipts_json) as Bill[]).map((bill) => ({ bill, usage }))
}
