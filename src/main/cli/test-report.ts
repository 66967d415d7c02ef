import type { BreakEven } from '../../contract/test-cases.ts'
import { FLASH, PRO } from '../estimates/encode-for.ts'
import type { Suite, SuiteColumn } from '../test-cases/load-suite.ts'
import type { CellReport } from '../test-cases/run-suite.ts'
import { breakEvenOf, type TalliedCell, tallyCells } from '../test-cases/tallies.ts'
import { grouped, table } from './table.ts'

const words = { pass: 'pass', fail: 'FAIL', undecided: 'skip' } as const

/** One report on one line: outcome, case, column, and the first thing that did not hold. */
export function reportLine({ cell, outcome, checks, error }: CellReport): string {
  const failed = checks.find((check) => check.outcome === 'fail')
  const reason = error?.message ?? failed?.message
  const { name, column } = cell
  return `${words[outcome]}  ${name}  ${nameOf(column)}${reason === undefined ? '' : `: ${reason}`}`
}

/** All failures, then one line a column, then what flash and pro come to. */
export function describeReports(suite: Suite, reports: readonly CellReport[]): string[] {
  const failures = reports.filter(({ outcome }) => outcome === 'fail').map(reportLine)
  const rows = suite.columns.map((column) => columnRow(column, reports))
  const head = ['', 'pass', 'fail', 'skip', 'prompt', 'output', 'USD a pass', 'CNY a pass']
  const right = head.map((_, index) => index > 0)
  const evens = breakEvens(suite.columns, reports).flatMap(describeBreakEven)
  return [...failures, ...table([head, ...rows], right), ...evens]
}

function columnRow(column: SuiteColumn, reports: readonly CellReport[]): string[] {
  const mine = ofColumn(reports, column)
  const count = (outcome: CellReport['outcome']): string =>
    grouped(mine.filter((report) => report.outcome === outcome).length)
  const sum = (tokens: (report: CellReport) => number | null): string => {
    const known = mine.map(tokens)
    const all = known.filter((each) => each !== null)
    if (all.length === 0) return '—'
    return `${all.length < known.length ? '≥ ' : ''}${grouped(all.reduce((left, right) => left + right, 0))}`
  }
  const [tally] = tallyCells(mine.filter(({ runId }) => runId !== null).map(talliedOf))
  return [
    mine.some(({ practice }) => practice) ? `${nameOf(column)} (practice)` : nameOf(column),
    count('pass'),
    count('fail'),
    count('undecided'),
    sum(({ promptTokens }) => promptTokens),
    sum(({ outputTokens }) => outputTokens),
    tally?.perPass.USD ?? '—',
    tally?.perPass.CNY ?? '—',
  ]
}

function describeBreakEven(even: BreakEven): string[] {
  return Object.entries(even.breakEven).map(([currency, share]) => {
    const now = even.retryRate === null ? '' : `; ${percent(even.retryRate)} fail here`
    return share <= 0
      ? `${even.cheap} first is never cheaper than ${even.dear} alone (${currency})`
      : `${even.cheap} first and ${even.dear} where it fails is cheaper than ${even.dear} alone while under ${percent(share)} are retried (${currency})${now}`
  })
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}

function breakEvens(columns: readonly SuiteColumn[], reports: readonly CellReport[]): BreakEven[] {
  const requests = [...new Set(columns.map(({ request }) => request))]
  return requests.flatMap((request) => {
    const column = (name: string) => {
      const cells = ofColumn(reports, { request, model: name }).filter(({ runId }) => runId !== null)
      return { key: `${request} ${name}`, cells: cells.map(talliedOf) }
    }
    return [false, true].flatMap(
      (practice) => breakEvenOf(request, practice, column(FLASH), column(PRO)) ?? [],
    )
  })
}

function ofColumn(reports: readonly CellReport[], { request, model }: SuiteColumn): readonly CellReport[] {
  return reports.filter(({ cell: { column } }) => column.request === request && column.model === model)
}

function talliedOf({ cell, practice, outcome, bill, latencyMs }: CellReport): TalliedCell {
  return { caseId: String(cell.number), practice, outcome, bill, latencyMs }
}

function nameOf({ request, model }: SuiteColumn): string {
  return `${request} ${model}`
}

/** The whole outcome for programs; amounts are decimal strings. */
export function reportsJson(name: string, offline: boolean, reports: readonly CellReport[]): unknown {
  const count = (outcome: CellReport['outcome']): number =>
    reports.filter((report) => report.outcome === outcome).length
  const columns = [...new Map(reports.map(({ cell: { column } }) => [nameOf(column), column])).values()]
  return {
    name,
    offline,
    totals: { pass: count('pass'), fail: count('fail'), undecided: count('undecided') },
    columns: columns.map((column) => ({
      ...column,
      tallies: tallyCells(
        ofColumn(reports, column)
          .filter(({ runId }) => runId !== null)
          .map(talliedOf),
      ),
    })),
    breakEvens: breakEvens(columns, reports),
    results: reports.map(({ cell, checks, runId, ...rest }) => ({
      case: cell.number,
      name: cell.name,
      ...cell.column,
      ...rest,
      run: runId,
      checks: checks.map(({ assertion, outcome, message, judgeRunId = null }) => ({
        assertion,
        outcome,
        message,
        judgeRun: judgeRunId,
      })),
    })),
  }
}
