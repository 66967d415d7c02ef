import type { Check } from '../../contract/test-assertions.ts'
import type { AmountsByCurrency } from '../../contract/test-cases.ts'
import { createBoundedQueue } from '../compare/bounded-queue.ts'
import { FathomError } from '../errors.ts'
import type { Destination } from '../runs/run-service.ts'
import type { CellRunner, EndedCell } from './cell-runner.ts'
import { checkAll } from './check-answer.ts'
import type { CheckSubject } from './check-subject.ts'
import { describeFinding } from './check-words.ts'
import { outcomeOf } from './finding.ts'
import type { SuiteCell } from './load-suite.ts'
import type { Matcher } from './matcher.ts'
import { isHopeless } from './test-runner.ts'

/** How one case turned out in one column. */
export interface CellReport {
  readonly cell: SuiteCell
  /** `undecided`: nothing failed, and not all could be decided. */
  readonly outcome: 'pass' | 'fail' | 'undecided'
  readonly checks: readonly Check[]
  readonly practice: boolean
  readonly runId: string | null
  readonly promptTokens: number | null
  readonly outputTokens: number | null
  readonly bill: AmountsByCurrency
  readonly latencyMs: number | null
  readonly finishReason: string | null
  /** Null: nothing was sent. */
  readonly answer: string | null
  readonly error: { readonly code: string; readonly message: string } | null
}

/** What can be said without sending anything: exact prompt tokens and bounds of the cost. */
export async function checkOffline(
  matcher: Pick<Matcher, 'ask'>,
  subjectOf: (body: string) => Promise<CheckSubject>,
  cell: SuiteCell,
): Promise<CellReport> {
  const subject = await subjectOf(cell.body)
  const findings = await checkAll({ matcher, judge: null }, cell.assertions, subject)
  return {
    ...NOTHING,
    cell,
    outcome: outcomeOf(findings, false),
    checks: findings.map(describeFinding),
    promptTokens: subject.prompt.tokens,
  }
}

const NOTHING = {
  practice: false,
  runId: null,
  promptTokens: null,
  outputTokens: null,
  bill: {},
  latencyMs: null,
  finishReason: null,
  answer: null,
  error: null,
} as const

export interface SuiteMeans {
  readonly cells: Pick<CellRunner, 'run'>
  readonly stopRun: (runId: string) => void
  readonly limitKey: (model: string) => string
  readonly atOnce: number
  readonly destination: Destination
  readonly allowOnce: boolean
  /** Aborts: nothing more is sent, what runs is stopped. */
  readonly interrupted: AbortSignal
  readonly onEnd: (report: CellReport) => void
}

/** Sends all cells, so many at a time for each model, and gives their reports in the order of the file. */
export async function runSuite(
  means: SuiteMeans,
  cells: readonly SuiteCell[],
): Promise<readonly CellReport[]> {
  const queue = createBoundedQueue()
  const running = new Set<string>()
  /** Why no more is sent; the next request would meet it too. */
  let hopeless: CellReport['error'] = null
  const { interrupted } = means
  const stopAll = (): void => running.forEach((runId) => means.stopRun(runId))
  interrupted.addEventListener('abort', stopAll, { once: true })

  async function carryOut(cell: SuiteCell): Promise<CellReport> {
    const reason = interrupted.aborted ? INTERRUPTED : hopeless
    if (reason !== null) return notSent(cell, reason)
    let started: string | null = null
    try {
      const ended = await means.cells.run(orderOf(means, cell), (runId) => {
        started = runId
        running.add(runId)
        if (interrupted.aborted) means.stopRun(runId)
      })
      if (isHopeless(ended.run.error?.code)) hopeless = ended.run.error
      return reportOf(cell, ended)
    } catch (error) {
      if (!(error instanceof FathomError)) throw error
      const { code, message } = error
      if (isHopeless(code)) hopeless = { code, message }
      return notSent(cell, { code, message })
    } finally {
      if (started !== null) running.delete(started)
    }
  }

  const reports = await Promise.all(
    cells.map(
      (cell) =>
        new Promise<CellReport>((resolve, reject) => {
          const start = async (): Promise<void> => {
            try {
              const report = await carryOut(cell)
              means.onEnd(report)
              resolve(report)
            } catch (error) {
              reject(error instanceof Error ? error : new Error(String(error)))
            }
          }
          queue.add({ key: means.limitKey(cell.column.model), limit: means.atOnce, start })
        }),
    ),
  )
  interrupted.removeEventListener('abort', stopAll)
  return reports
}

const INTERRUPTED = { code: 'STOPPED', message: 'Stopped before it was sent.' } as const

function orderOf({ destination, allowOnce }: SuiteMeans, { body, values, assertions }: SuiteCell) {
  return {
    body,
    values,
    assertions,
    promptId: null,
    promptName: null,
    versionId: null,
    destination,
    allowOnce,
  }
}

function notSent(cell: SuiteCell, error: NonNullable<CellReport['error']>): CellReport {
  return { ...NOTHING, cell, outcome: 'fail', checks: [], error }
}

function reportOf(cell: SuiteCell, { run, subject, findings }: EndedCell): CellReport {
  const { answer } = subject
  return {
    cell,
    outcome: run.status === 'completed' ? outcomeOf(findings, true) : 'fail',
    checks: findings.map(describeFinding),
    practice: run.practice,
    runId: run.id,
    promptTokens: answer?.promptTokens ?? subject.prompt.tokens,
    outputTokens: answer?.outputTokens ?? null,
    bill: answer?.bill ?? {},
    latencyMs: answer?.latencyMs ?? null,
    finishReason: run.finishReason,
    answer: answer?.content ?? '',
    error: run.error,
  }
}
