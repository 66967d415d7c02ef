import { isFlash } from '../budgets/fits.ts'
import { type Gate } from '../budgets/gate.ts'
import type { Clock } from '../clock.ts'
import { limitKey } from '../compare/limit-key.ts'
import type { Database } from '../db/database.ts'
import type { Destinations } from '../destinations.ts'
import type { Drafts } from '../drafts/drafts.ts'
import type { Prompts } from '../drafts/prompts.ts'
import type { Books } from '../estimates/books.ts'
import { PRO } from '../estimates/encode-for.ts'
import type { Forecasts } from '../forecasts/forecasts.ts'
import { resolveModel } from '../pricing/model-book.ts'
import { isOwnerAlive } from '../runs/recover.ts'
import type { RunService } from '../runs/run-service.ts'
import type { RunStore } from '../runs/run-store.ts'
import type { Versions } from '../versions/versions.ts'
import { type BatchItem, createBatchStore, type StoredBatch } from './batch-store.ts'
import { createCaseStore } from './case-store.ts'
import { endedResult } from './cell-result.ts'
import { type CellRunner, createCellRunner } from './cell-runner.ts'
import { answerOf } from './check-subject.ts'
import type { EstimateBody } from './estimate-cell.ts'
import { createScopeEstimator, type ScopeEstimator } from './estimate-scope.ts'
import { assertionsOf } from './fill-assertions.ts'
import { createGeneration, type Generation } from './generation.ts'
import { createMatcher } from './matcher.ts'
import { readTemplate, type RequestTemplate } from './request-template.ts'
import { createResultStore, type ResultStore } from './result-store.ts'
import { createTableAccess } from './table-access.ts'
import { endedRuns, rulesHash } from './table-reader.ts'
import { createTestChecking, type TestChecking } from './test-checking.ts'
import { closedReason, createTestRunner, type PreparedCell, type TestRunner } from './test-runner.ts'
import { createTestSending, type TestSending } from './test-sending.ts'
import { createTestTables, type TestTables } from './test-tables.ts'

/** Test cases of prompts: their tables, what they would cost, their runs and how these turned out. */
export interface TestCases
  extends
    TestTables,
    Pick<TestChecking, 'check' | 'grade'>,
    Pick<TestSending, 'estimate' | 'run' | 'resume'>,
    Generation {
  /** The same means for tests of a file. */
  readonly means: { readonly cells: CellRunner; readonly estimator: ScopeEstimator }
  /** The runs of the newest results of a column that have ended. Error PROMPT_NOT_FOUND. */
  runsOf(promptId: string, target: string, practice: boolean): readonly string[]
  pause(promptId: string): void
  stop(promptId: string): void
  /** Takes over what a process that is gone has left; called where a window is served. */
  adopt(): Promise<void>
  /** Sends no more, and waits until what runs is written; ends only together with the runs. */
  close(): Promise<void>
}

export interface TestCasesOptions {
  readonly database: Database
  readonly clock: Clock
  readonly books: Books
  readonly prompts: Prompts
  readonly drafts: Drafts
  readonly versions: Pick<Versions, 'get' | 'of'>
  readonly destinations: Pick<Destinations, 'practice' | 'real'>
  readonly runs: RunService
  readonly runStore: RunStore
  readonly recovered: Promise<void>
  readonly gate: Gate
  readonly forecasts: Pick<Forecasts, 'output'>
  readonly estimate: EstimateBody
  readonly matchWorker: URL
  readonly onChange: (promptId: string) => void
  readonly log: (message: string, cause?: unknown) => void
}

export function createTestCases(options: TestCasesOptions): TestCases {
  const { database, clock, books, prompts, runs, runStore, destinations } = options
  const cases = createCaseStore(database)
  const stored = createResultStore(database)
  const results: ResultStore = {
    ...stored,
    write: (result) => {
      stored.write(result)
      access.changed.wrote(result)
    },
  }
  const batches = createBatchStore(database, process.pid)
  const matcher = createMatcher(options.matchWorker)
  const cells = createCellRunner({ books, runs, matcher })
  const estimator = createScopeEstimator(options)
  const templates = new Map<string, RequestTemplate>()

  function templateOf(body: string): RequestTemplate {
    const known = templates.get(body) ?? readTemplate(body)
    // Some versions of one prompt; an older one is read again.
    if (templates.size > 16) templates.clear()
    templates.set(body, known)
    return known
  }

  /** A request is made when its turn comes: thousands of bodies at once would fill the memory. */
  const prepare: Parameters<typeof createTestRunner>[0]['prepare'] = (batch, item, destination) => {
    const source = batch.plan.sources[item.target]
    const row = cases.find(item.caseId)
    if (source === undefined || row === null) return null
    const { values } = row
    const body = templateOf(source.body).fill(values)
    const { promptId, allowOnce } = batch
    return {
      ...identityOf(batch, item, row),
      order: {
        body,
        values,
        assertions: assertionsOf(batch.plan.assertions, row.assertions, values),
        promptId,
        promptName: prompts.get(promptId).name,
        versionId: source.sentFrom,
        destination,
        allowOnce,
      },
      subject: () => checking.subjectOf(body),
    }
  }

  const runner: TestRunner = createTestRunner({
    cells,
    runs,
    batches,
    results,
    prepare,
    limitKey: (model, practice) => limitKey(books.models, model, practice, clock()),
    onChange: options.onChange,
    log: options.log,
  })
  const access = createTableAccess({
    cases,
    results,
    batches,
    drafts: options.drafts,
    versions: options.versions,
    running: (promptId) => runner.running(promptId),
  })
  const checking = createTestChecking({
    books,
    clock,
    cases,
    results,
    access,
    cells,
    matcher,
    estimator,
    run: (runId) => runStore.get(runId),
    transaction: (work) => database.transaction(work),
    onChange: options.onChange,
  })
  const sending = createTestSending({
    access,
    batches,
    runner,
    estimator,
    gate: options.gate,
    destinations,
    clock,
  })
  const served = (model: string): string | undefined => resolveModel(books.models, model, clock())?.served
  const tables = createTestTables({
    cases,
    access,
    batch: (promptId) => sending.batch(promptId),
    isCheap: (model) => isFlash(books, model, clock()),
    isDear: (model) => served(model) !== undefined && served(model) === served(PRO),
    answerOf: (runId) => {
      const run = runStore.get(runId)
      return run === null ? '' : answerOf(run).content
    },
    onChange: options.onChange,
  })
  const generation = createGeneration({
    cases,
    access,
    estimator,
    prompts,
    destinations,
    runs,
    changed: (promptId) => {
      access.changed.forget(promptId)
      options.onChange(promptId)
    },
  })

  /** Runs that had ended, or were closed as cut short, when their process was gone. */
  async function settleLeft(batch: StoredBatch): Promise<void> {
    for (const item of batches.items(batch.id)) {
      const run = item.runId === null ? null : runStore.get(item.runId)
      if (run === null || run.status === 'running') continue
      const row = cases.find(item.caseId)
      if (row !== null) {
        const assertions = assertionsOf(batch.plan.assertions, row.assertions, row.values)
        results.write(endedResult(identityOf(batch, item, row), await cells.check(run, assertions, null, [])))
      }
      batches.done(batch.id, [item.place])
    }
    options.onChange(batch.promptId)
  }

  return {
    ...tables,
    ...generation,
    check: (promptId) => checking.check(promptId),
    grade: (caseId, target, grade) => checking.grade(caseId, target, grade),
    estimate: (promptId, scope) => sending.estimate(promptId, scope),
    run: (order) => sending.run(order),
    resume: (promptId) => sending.resume(promptId),
    means: { cells, estimator },
    runsOf: (promptId, target, practice) => endedRuns(access.open(promptId), target, practice),
    pause: (promptId) => runner.pause(promptId, null),
    stop: (promptId) => runner.stop(promptId),
    adopt: async () => {
      await options.recovered
      const left = batches.adopt(isOwnerAlive, closedReason())
      for (const batch of left) await settleLeft(batch)
    },
    close: async () => {
      await runner.close()
      await matcher.close()
    },
  }
}

type Identity = Pick<PreparedCell, 'caseId' | 'target' | 'hash'>

function identityOf(
  { plan }: StoredBatch,
  { caseId, target }: BatchItem,
  row: { readonly hash: string; readonly assertions: Parameters<typeof rulesHash>[1] },
): Identity {
  const source = plan.sources[target]?.hash ?? ''
  return {
    caseId,
    target,
    hash: { values: row.hash, source, rules: rulesHash(plan.assertions, row.assertions) },
  }
}
