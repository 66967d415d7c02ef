import { t } from '../../contract/i18n/t.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../db/database.ts'
import { FathomError } from '../errors.ts'
import type { Books } from '../estimates/books.ts'
import type { RunRecord } from '../runs/run-record.ts'
import type { CaseStore } from './case-store.ts'
import { type CellIdentity, checkedResult, endedResult } from './cell-result.ts'
import type { CellRunner } from './cell-runner.ts'
import { checkAll } from './check-answer.ts'
import type { CheckSubject } from './check-subject.ts'
import { subjectPrompt } from './estimate-cell.ts'
import type { ScopeEstimator } from './estimate-scope.ts'
import type { Matcher } from './matcher.ts'
import type { ResultStore, StoredResult } from './result-store.ts'
import { cellsOf, type ScopeCell } from './scope-cells.ts'
import type { TableAccess } from './table-access.ts'
import { rulesHash } from './table-reader.ts'

/** What is decided without sending anything: tokens and cost before a run, and answers that are there held against new rules. */
export interface TestChecking {
  /** Gives how many cells were decided anew. */
  check(promptId: string): Promise<number>
  /** Of a body that is not sent. */
  subjectOf(body: string): Promise<CheckSubject>
  /** Error NOT_RUN. */
  grade(caseId: string, target: string, grade: number | null): Promise<void>
}

export interface TestCheckingOptions {
  readonly books: Books
  readonly clock: Clock
  readonly cases: CaseStore
  readonly results: ResultStore
  readonly access: TableAccess
  readonly cells: CellRunner
  readonly matcher: Pick<Matcher, 'ask'>
  readonly estimator: Pick<ScopeEstimator, 'count'>
  readonly run: (runId: string) => RunRecord | null
  readonly transaction: Database['transaction']
  readonly onChange: (promptId: string) => void
}

/** So many cells are decided before others get their turn. */
const AT_ONCE = 32

export function createTestChecking(options: TestCheckingOptions): TestChecking {
  const { books, cases, results, access, cells, matcher, onChange } = options

  async function subjectOf(body: string): Promise<CheckSubject> {
    const counted = await options.estimator.count(body)
    return { prompt: subjectPrompt(books.prices, counted, options.clock()), answer: null, grade: null }
  }

  /** The answer is held against what must hold now; nobody is asked, a judge neither. */
  async function again(
    identity: CellIdentity,
    before: StoredResult,
    grade: number | null,
    cell: Pick<ScopeCell, 'assertions'>,
  ): Promise<StoredResult | null> {
    const run = before.runId === null ? null : options.run(before.runId)
    if (run === null || run.status === 'running') return null
    return endedResult(identity, await cells.check(run, cell.assertions, grade, before.findings))
  }

  /** Null where nothing of it changed. */
  async function decide(
    cell: ScopeCell,
    rules: string,
    before: StoredResult | undefined,
  ): Promise<StoredResult | null> {
    const { row, target } = cell
    const hash = { values: row.hash, source: target.hash, rules }
    const identity = { caseId: row.id, target: target.key, hash }
    if (before === undefined || before.state !== 'ended') {
      const subject = await subjectOf(cell.body)
      return checkedResult(
        identity,
        subject,
        await checkAll({ matcher, judge: null }, cell.assertions, subject),
      )
    }
    if (before.hash.rules === rules) return null
    return again({ ...identity, hash: { ...before.hash, rules } }, before, before.grade, cell)
  }

  return {
    subjectOf,
    check: async (promptId) => {
      const view = access.open(promptId)
      const scope = cellsOf(view, { kind: 'all' })
      let decided = 0
      for (let from = 0; from < scope.cells.length; from += AT_ONCE) {
        const some = await Promise.all(
          scope.cells.slice(from, from + AT_ONCE).map((cell) => {
            const before = view.snapshot.results.get(cell.row.id)?.get(cell.target.key)
            return decide(cell, rulesHash(view.setup.assertions, cell.row.assertions), before)
          }),
        )
        const written = some.filter((result) => result !== null)
        // One write to the disk for all of them.
        options.transaction(() => written.forEach((result) => results.write(result)))
        decided += written.length
      }
      onChange(promptId)
      return decided
    },
    grade: async (caseId, target, grade) => {
      const row = cases.get(caseId)
      const view = access.open(row.promptId)
      const before = view.snapshot.results.get(caseId)?.get(target)
      if (before === undefined || before.state !== 'ended')
        throw new FathomError('NOT_RUN', t('There is no answer to grade yet. Run this case first.'))
      const cell = cellsOf(view, { kind: 'cell', caseId, target }).cells[0]
      const rules = rulesHash(view.setup.assertions, row.assertions)
      const result =
        cell && (await again({ caseId, target, hash: { ...before.hash, rules } }, before, grade, cell))
      results.write(result ?? { ...before, grade })
      onChange(row.promptId)
    },
  }
}
