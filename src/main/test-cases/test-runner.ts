import { t } from '../../contract/i18n/t.ts'
import { createBoundedQueue } from '../compare/bounded-queue.ts'
import { FathomError } from '../errors.ts'
import type { RunRecord } from '../runs/run-record.ts'
import type { Destination, RunService } from '../runs/run-service.ts'
import type { BatchItem, BatchStore, StoredBatch } from './batch-store.ts'
import { type CellIdentity, endedResult, refusedResult } from './cell-result.ts'
import type { CellOrder, CellRunner } from './cell-runner.ts'
import type { CheckSubject } from './check-subject.ts'
import type { ResultStore, StoredResult } from './result-store.ts'

/** A request of a batch as it is made when its turn comes. */
export interface PreparedCell extends CellIdentity {
  readonly order: CellOrder
  /** What is known without an answer, for a request that is refused. */
  readonly subject: () => Promise<CheckSubject>
}

/** Sends the requests of test batches, so many at a time for each model; a batch can pause, go on and outlive its process. */
export interface TestRunner {
  /** Goes through what is left of a batch. */
  start(batch: StoredBatch, destination: Destination): void
  /** Sends no more; what runs ends. `reason`: why it was not the user. */
  pause(promptId: string, reason: string | null): void
  /** Drops what waits and stops what runs. */
  stop(promptId: string): void
  /** The items of a prompt that are under way, by place. */
  running(promptId: string): ReadonlySet<number>
  close(): Promise<void>
}

export interface TestRunnerOptions {
  readonly cells: CellRunner
  readonly runs: Pick<RunService, 'stop'>
  readonly batches: BatchStore
  readonly results: Pick<ResultStore, 'write'>
  /** Null: the case or the column is not there any more. */
  readonly prepare: (batch: StoredBatch, item: BatchItem, destination: Destination) => PreparedCell | null
  /** Of whose limit a model takes its part. */
  readonly limitKey: (model: string, practice: boolean) => string
  readonly onChange: (promptId: string) => void
  readonly log: (message: string, cause?: unknown) => void
}

interface Active {
  readonly batch: StoredBatch
  destination: Destination
  /** Nothing more of it is sent. */
  halted: boolean
  stopped: boolean
  /** How often it was started: what waited when it was paused must not be sent twice. */
  starts: number
  /** Runs under way by place; null until a run has its id. */
  readonly running: Map<number, string | null>
}

/** Whether the next request would meet it too. */
export function isHopeless(code: string | undefined): boolean {
  return code !== undefined && HOPELESS.has(code)
}

/** What will not go away by itself. */
const HOPELESS = new Set([
  'GATE',
  'KEY_MISSING',
  'KEYCHAIN_UNAVAILABLE',
  'KEY_REJECTED',
  'BALANCE_INSUFFICIENT',
])

export function createTestRunner(options: TestRunnerOptions): TestRunner {
  const { cells, runs, batches, results, onChange, log } = options
  const queue = createBoundedQueue()
  const active = new Map<string, Active>()
  let underWay = 0
  let whenIdle: (() => void)[] = []

  async function carryOut(mine: Active, start: number, item: BatchItem): Promise<void> {
    if (mine.halted || mine.starts !== start) return
    underWay += 1
    mine.running.set(item.place, null)
    const { promptId } = mine.batch
    try {
      const cell = options.prepare(mine.batch, item, mine.destination)
      if (cell === null) batches.done(mine.batch.id, [item.place])
      else await runOne(mine, item, cell)
    } catch (error) {
      // The disk, the database: what is left waits until somebody looks.
      log('A test could not be carried out', error)
      halt(mine, t('A test could not be carried out. The log in the data folder says why.'))
    } finally {
      mine.running.delete(item.place)
      underWay -= 1
      if (batches.of(promptId) === null && active.get(promptId) === mine) active.delete(promptId)
      onChange(promptId)
      if (underWay === 0) {
        for (const tell of whenIdle) tell()
        whenIdle = []
      }
    }
  }

  async function runOne(mine: Active, item: BatchItem, cell: PreparedCell): Promise<void> {
    const { batch } = mine
    try {
      const ended = await cells.run(cell.order, (runId) => {
        mine.running.set(item.place, runId)
        batches.sent(batch.id, item.place, runId)
        onChange(batch.promptId)
        if (mine.stopped) runs.stop(runId)
      })
      finish(mine, item, mine.stopped && cutShort(ended.run) ? null : endedResult(cell, ended))
      if (isHopeless(ended.run.error?.code)) halt(mine, ended.run.error?.message ?? null)
    } catch (error) {
      if (!(error instanceof FathomError)) throw error
      // It was not sent, and waits for better times where these may come.
      if (error.code === 'CLOSING') return
      if (isHopeless(error.code)) return halt(mine, error.message)
      const { code, message } = error
      finish(mine, item, refusedResult(cell, batch.practice, await cell.subject(), { code, message }))
    }
  }

  function finish({ batch }: Active, { place }: BatchItem, result: StoredResult | null): void {
    if (result !== null) results.write(result)
    batches.done(batch.id, [place])
  }

  function halt(mine: Active, reason: string | null): void {
    if (mine.halted) return
    mine.halted = true
    batches.setState(mine.batch.id, 'paused', reason)
    onChange(mine.batch.promptId)
  }

  /** A batch that was paused may still have requests under way; they stay its own. */
  function activeOf(batch: StoredBatch, destination: Destination): Active {
    const before = active.get(batch.promptId)
    const mine: Active =
      before?.batch.id === batch.id
        ? before
        : { batch, destination, halted: false, stopped: false, starts: 0, running: new Map() }
    active.set(batch.promptId, Object.assign(mine, { destination, halted: false, stopped: false }))
    return mine
  }

  return {
    start: (batch, destination) => {
      const mine = activeOf(batch, destination)
      const start = (mine.starts += 1)
      batches.setState(batch.id, 'running', null)
      for (const item of batches.items(batch.id)) {
        if (item.runId !== null || mine.running.has(item.place)) continue
        const { model } = batch.plan.sources[item.target] ?? { model: '' }
        const key = options.limitKey(model, batch.practice)
        queue.add({ key, limit: batch.plan.atOnce, start: () => carryOut(mine, start, item) })
      }
      onChange(batch.promptId)
    },
    pause: (promptId, reason) => {
      const mine = active.get(promptId)
      if (mine !== undefined) halt(mine, reason)
    },
    stop: (promptId) => {
      const batch = batches.of(promptId)
      const mine = active.get(promptId)
      if (mine !== undefined) {
        mine.halted = true
        mine.stopped = true
      }
      if (batch === null) return
      const running = mine?.running ?? new Map<number, string | null>()
      const waiting = batches.items(batch.id).filter(({ place }) => !running.has(place))
      batches.done(
        batch.id,
        waiting.map(({ place }) => place),
      )
      for (const runId of running.values()) if (runId !== null) runs.stop(runId)
      onChange(promptId)
    },
    running: (promptId) => new Set(active.get(promptId)?.running.keys()),
    close: async () => {
      for (const mine of active.values()) halt(mine, closedReason())
      if (underWay > 0) await new Promise<void>((resolve) => whenIdle.push(resolve))
    },
  }
}

/** Nobody asked to spend after a restart. */
export function closedReason(): string {
  return t('Fathom was closed while these tests ran. Nothing more is sent until you resume.')
}

function cutShort({ status }: RunRecord): boolean {
  return status === 'cut-short'
}
