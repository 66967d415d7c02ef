import type { ColumnResult, PlannedRun } from '../../../contract/compare.ts'
import type { Amount, Currency } from '../../../contract/values.ts'
import { addAmounts } from '../../lib/amount.ts'

export interface BatchProgress {
  /** Over the columns that still run. */
  readonly total: number
  readonly done: number
  readonly running: number
  readonly waiting: number
}

/** How far the columns are that still run; null where none does. */
export function progressOf(results: readonly ColumnResult[]): BatchProgress | null {
  const runs = results.filter(isBusy).flatMap((result) => result.runs)
  if (runs.length === 0) return null
  const count = (state: PlannedRun['state']): number => runs.filter((run) => run.state === state).length
  const [running, waiting] = [count('running'), count('waiting')]
  return { total: runs.length, done: runs.length - running - waiting, running, waiting }
}

export function isBusy({ runs }: ColumnResult): boolean {
  return runs.some(({ state }) => state === 'waiting' || state === 'running')
}

/** What the runs on screen came to together; practice and real ones apart. */
export interface BatchTotals {
  readonly practice: boolean
  readonly runs: number
  readonly failed: number
  /** Runs that may cost something that is not known: not reported, or unpriced. */
  readonly unknown: number
  /** Those that were sent, for the receipt of the sums. */
  readonly runIds: readonly string[]
  /** Absent where nothing was billed in a currency. */
  readonly amounts: Readonly<Partial<Record<Currency, Amount>>>
}

export function totalsOf(results: readonly ColumnResult[]): readonly BatchTotals[] {
  return [false, true].flatMap((practice) => {
    const runs = results
      .filter((result) => result.practice === practice)
      .flatMap((result) => result.runs)
      .filter(({ state }) => state === 'ended' || state === 'refused')
    return runs.length === 0 ? [] : [totalOf(practice, runs)]
  })
}

function totalOf(practice: boolean, runs: readonly PlannedRun[]): BatchTotals {
  const amounts: Partial<Record<Currency, Amount>> = {}
  let [failed, unknown] = [0, 0]
  const runIds = runs.flatMap(({ runId }) => runId ?? [])
  for (const { ended } of runs) {
    if (ended === null || ended.status === 'failed') failed += 1
    else if (ended.receipts.length === 0) unknown += 1
    for (const { currency, total } of ended?.receipts ?? []) {
      amounts[currency] = addAmounts(amounts[currency] ?? '0', total)
    }
  }
  return { practice, runs: runs.length, failed, unknown, runIds, amounts }
}
