import type { ColumnResult, ComparedRun } from '../../../contract/compare.ts'
import { listed } from '../../../contract/i18n/list.ts'
import { message, t } from '../../../contract/i18n/t.ts'
import type { Bill } from '../../../contract/runs.ts'
import type { Amount, Currency } from '../../../contract/values.ts'
import type { UnknownWord } from '../../components/ui/figures.tsx'
import { compareAmounts } from '../../lib/amount.ts'
import { bandWord } from '../../lib/bands.ts'
import type { RunSubject, SumSubject } from '../receipts/receipt-subject.ts'
import { billedTokens, runSpeed } from '../runs/reconciliation.ts'
import { amountSpread, numberSpread, type Spread } from './spread.ts'

/** What one run says in one row. `none`: nothing was due, so no figure is missing. */
export type Reading<Value> =
  | { readonly kind: 'known'; readonly value: Value }
  | { readonly kind: 'at-least'; readonly value: Value }
  | { readonly kind: 'unknown'; readonly word: UnknownWord }
  | { readonly kind: 'none' }

export type FigureKind = 'tokens' | 'seconds' | 'rate'

interface RowBase {
  readonly id: string
  readonly indent?: boolean
  /** Which end wins; absent for token counts, which follow from the draft. */
  readonly best?: 'low' | 'high'
}

export interface NumberRow extends RowBase {
  readonly figure: FigureKind
  readonly name: string
  readonly read: (run: ComparedRun) => Reading<number>
}

export interface MoneyRow extends RowBase {
  readonly figure: 'money'
  readonly currency: Currency
  readonly bills: (run: ComparedRun) => readonly Bill[]
  readonly name: (result: ColumnResult | undefined) => string
  readonly read: (run: ComparedRun) => Reading<Amount>
}

export type FigureRow = NumberRow | MoneyRow

/** Tokens in and out: the same rows under every column. */
export const tokenRows: readonly NumberRow[] = [
  tokens(message('Prompt'), 'prompt'),
  { ...tokens(message('hit'), 'hit'), indent: true },
  { ...tokens(message('miss'), 'miss'), indent: true },
  tokens(message('Output'), 'output'),
  { ...tokens(message('of which thinking'), 'thinking'), indent: true },
]

/** Time and money. */
export const timeRows: readonly FigureRow[] = [
  seconds(message('Queued, s'), ({ queuedMs }) => queuedMs),
  seconds(message('First token, s'), (run) => runSpeed(run).firstByte),
  {
    id: 'rate',
    name: message('Tokens per second'),
    figure: 'rate',
    best: 'high',
    read: (run) => knownOr(runSpeed(run).tokensPerSecond, run),
  },
  seconds(message('Whole, s'), (run) => (run.status === 'completed' ? runSpeed(run).whole : null)),
  money('USD', 'billed'),
  money('CNY', 'billed'),
  money('USD', 'other'),
  money('CNY', 'other'),
]

function tokens(name: string, key: 'prompt' | 'hit' | 'miss' | 'output' | 'thinking'): NumberRow {
  return {
    id: key,
    name,
    figure: 'tokens',
    read: (run) => {
      const { usage, atLeast } = run
      if (usage !== null) {
        const count = billedTokens(usage)[key]
        // A model that does not think says nothing of it.
        if (key === 'thinking' && count === null) return { kind: 'known', value: 0 }
        return knownOr(count, run)
      }
      if (atLeast !== null && key === 'prompt') return { kind: 'at-least', value: atLeast.promptTokens }
      if (atLeast !== null && key === 'output') return { kind: 'at-least', value: atLeast.completionTokens }
      return missing(run, 'not reported')
    },
  }
}

function seconds(name: string, milliseconds: (run: ComparedRun) => number | null): NumberRow {
  return {
    id: name,
    name,
    figure: 'seconds',
    best: 'low',
    read: (run) => {
      const value = milliseconds(run)
      return value === null ? { kind: 'none' } : { kind: 'known', value: value / 1_000 }
    },
  }
}

function money(currency: Currency, which: 'billed' | 'other'): MoneyRow {
  const bills = (run: ComparedRun): readonly Bill[] => (which === 'billed' ? run.receipts : run.otherBand)
  return {
    id: `${which} ${currency}`,
    figure: 'money',
    currency,
    best: 'low',
    bills,
    name: (result) => listed([moneyName(which, result, bills), currency]),
    read: (run) => {
      const bill = bills(run).find((each) => each.currency === currency)
      if (bill !== undefined) return { kind: 'known', value: bill.total }
      // One price all day: there is no other band to ask for.
      if (which === 'other' && run.receipts.length > 0) return { kind: 'none' }
      return missing(run, 'unpriced')
    },
  }
}

/** "Billed, peak" where all runs were billed in one band; what is simulated is never called billed. */
function moneyName(
  which: 'billed' | 'other',
  result: ColumnResult | undefined,
  bills: MoneyRow['bills'],
): string {
  const ended = result?.runs.flatMap((run) => (run.ended === null ? [] : bills(run.ended))) ?? []
  const bands = [...new Set(ended.map(({ band }) => bandWord(band)))]
  const band = bands.length === 1 ? (bands[0] ?? null) : null
  if (which === 'other') return band === null ? t('Other band') : capital(band)
  if (result?.practice === true) return band === null ? t('Simulated') : t('Simulated, {band}', { band })
  return band === null ? t('Billed') : t('Billed, {band}', { band })
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1)
}

/** The value; where it is missing, the word for why. */
function knownOr(value: number | null, run: ComparedRun): Reading<number> {
  return value === null ? missing(run, 'not reported') : { kind: 'known', value }
}

/** What is missing of a run with usage is `word`, of one without not reported; a failed run owes nothing. */
function missing({ usage, atLeast }: ComparedRun, word: UnknownWord): Reading<never> {
  if (usage !== null) return { kind: 'unknown', word }
  return atLeast === null ? { kind: 'none' } : { kind: 'unknown', word: 'not reported' }
}

/** What stands in one row under one column, over all its runs. */
export type FigureCell<Value> =
  | { readonly kind: 'spread'; readonly spread: Spread<Value>; readonly of: number }
  | Exclude<Reading<Value>, { readonly kind: 'known' }>

export function numberCell(row: NumberRow, result: ColumnResult | undefined): FigureCell<number> {
  return cellOf(readings(result, row.read), numberSpread)
}

export function moneyCell(row: MoneyRow, result: ColumnResult | undefined): FigureCell<Amount> {
  return cellOf(readings(result, row.read), amountSpread)
}

/** What an amount of a row opens: the run that it is the amount of; null where it is that of none. */
export function receiptOfFigure(
  row: MoneyRow,
  result: ColumnResult | undefined,
  amount: Amount,
): RunSubject | SumSubject | null {
  const planned = result?.runs.find(({ ended }) =>
    ended === null
      ? false
      : row.bills(ended).some(({ currency, total }) => currency === row.currency && total === amount),
  )
  if (planned === undefined || planned.runId === null || planned.ended === null) return null
  const subject = { kind: 'run', runId: planned.runId } as const
  if (row.bills(planned.ended) === planned.ended.receipts) return subject
  return { kind: 'sum', question: { of: 'other-band', runId: planned.runId } }
}

function readings<Value>(
  result: ColumnResult | undefined,
  read: (run: ComparedRun) => Reading<Value>,
): Reading<Value>[] {
  return result?.runs.flatMap(({ ended }) => (ended === null ? [] : [read(ended)])) ?? []
}

function cellOf<Value>(
  read: readonly Reading<Value>[],
  spreadOf: (values: readonly Value[]) => Spread<Value> | null,
): FigureCell<Value> {
  const values = read.flatMap((reading) => (reading.kind === 'known' ? [reading.value] : []))
  const spread = spreadOf(values)
  if (spread !== null) return { kind: 'spread', spread, of: read.length }
  const missing = read.find(({ kind }) => kind === 'at-least') ?? read.find(({ kind }) => kind === 'unknown')
  return missing === undefined || missing.kind === 'known' ? { kind: 'none' } : missing
}

/**
 * The columns with the best median of a row. None where fewer than two can be held against each other: they must have
 * run the same draft, all real or all practice, and one value must beat another.
 */
export function bestColumns(row: FigureRow, results: readonly ColumnResult[]): ReadonlySet<string> {
  const ran = results.filter(({ runs }) => runs.some(({ ended }) => ended !== null))
  const [first] = ran
  if (row.best === undefined || first === undefined || !areComparable(ran)) return new Set()
  const order: (left: number | Amount, right: number | Amount) => number =
    row.figure === 'money'
      ? (left, right) => compareAmounts(String(left), String(right))
      : (left, right) => Number(left) - Number(right)
  const medians = ran.flatMap((result) => {
    const cell = row.figure === 'money' ? moneyCell(row, result) : numberCell(row, result)
    return cell.kind === 'spread' ? [{ id: result.columnId, value: asShown(row, cell.spread.median) }] : []
  })
  const sorted = medians.toSorted((left, right) => order(left.value, right.value))
  const [lowest, highest] = [sorted[0], sorted.at(-1)]
  if (lowest === undefined || highest === undefined || order(lowest.value, highest.value) === 0)
    return new Set()
  const winner = row.best === 'low' ? lowest : highest
  return new Set(sorted.filter(({ value }) => order(value, winner.value) === 0).map(({ id }) => id))
}

/** A difference that the figures do not show wins nothing. */
function asShown(row: FigureRow, median: number | Amount): number | Amount {
  if (typeof median === 'string' || row.figure === 'money') return median
  return Number(median.toFixed(decimals[row.figure]))
}

/** Digits after the point; half a token can only be a median. */
export const decimals: Readonly<Record<FigureKind, number>> = { tokens: 1, seconds: 2, rate: 1 }

/** Whether what ran can be held against each other: one draft, and all of it real or all of it practice. */
export function areComparable(results: readonly ColumnResult[]): boolean {
  const [first] = results
  return results.every(({ draft, practice }) => draft === first?.draft && practice === first.practice)
}
