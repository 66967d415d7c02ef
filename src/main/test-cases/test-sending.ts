import { randomUUID } from 'node:crypto'

import { t } from '../../contract/i18n/t.ts'
import type { ParsedOf } from '../../contract/routes.ts'
import type { TestBatch, TestEstimate, TestScope } from '../../contract/test-cases.ts'
import type { Gate, GatedRequest } from '../budgets/gate.ts'
import type { Clock } from '../clock.ts'
import type { Destinations } from '../destinations.ts'
import { parseRequest } from '../encoding/parse-request.ts'
import { FathomError } from '../errors.ts'
import type { Destination } from '../runs/run-service.ts'
import type { BatchItem, BatchSource, BatchStore, StoredBatch } from './batch-store.ts'
import type { DraftedRequest } from './drafted-request.ts'
import type { ScopeEstimator } from './estimate-scope.ts'
import { judgeBodies } from './judge-bodies.ts'
import { cellsOf, type ScopeCell } from './scope-cells.ts'
import type { TableAccess } from './table-access.ts'
import type { TableView } from './table-reader.ts'
import { checkSendable } from './targets.ts'
import type { TestRunner } from './test-runner.ts'

/** Tests on their way out: what they would cost, and everything that starts, holds up and ends them. */
export interface TestSending {
  estimate(promptId: string, scope: TestScope): Promise<TestEstimate>
  /** As the contract's `tests.run`. Resolves once the batch is written; its requests are sent as there is room. */
  run(order: ParsedOf<'tests.run'>): Promise<{ readonly batchId: string; readonly requests: number }>
  resume(promptId: string): Promise<void>
  /** What is left of a prompt's batch; null where none is under way. */
  batch(promptId: string): TestBatch | null
}

export interface TestSendingOptions {
  readonly access: TableAccess
  readonly batches: BatchStore
  readonly runner: TestRunner
  readonly estimator: ScopeEstimator
  readonly gate: Gate
  readonly destinations: Pick<Destinations, 'practice' | 'real'>
  readonly clock: Clock
}

export function createTestSending(options: TestSendingOptions): TestSending {
  const { access, batches, runner, estimator, destinations, clock } = options

  async function destinationOf(practice: boolean): Promise<Destination> {
    return practice ? destinations.practice() : destinations.real()
  }

  /** Practice costs nothing, so nothing holds it back. */
  async function checkGate(
    promptId: string,
    cells: readonly DraftedRequest[],
    destination: Destination,
    allowOnce: boolean,
  ): Promise<void> {
    if (destination.practice) return
    const bodies = cells.flatMap((cell) => [cell.body, ...judgeBodies(cell, '')])
    const requests = bodies.map((body): GatedRequest => ({
      body,
      model: parseRequest(body).model ?? '',
      promptId,
      account: destination,
    }))
    await options.gate.check(requests, clock(), allowOnce)
  }

  function checkIdle(promptId: string): void {
    if (batches.of(promptId) === null) return
    throw new FathomError(
      'TESTS_BUSY',
      t('Tests of this prompt are under way or paused. Stop them, or let them end, then run again.'),
    )
  }

  /** The cells that can be sent; every one that cannot has a reason. */
  function sendable(promptId: string, view: TableView, scope: TestScope): readonly ScopeCell[] {
    const { cells, missing } = cellsOf(view, scope)
    const [lacking] = missing
    if (cells.length === 0 && lacking !== undefined)
      throw new FathomError(
        'VALUES_MISSING',
        t('Case {number} has no value for {names}. Give it one, then run again.', {
          number: lacking.case,
          names: lacking.names.join(', '),
        }),
      )
    if (cells.length === 0)
      throw new FathomError(
        'NOTHING_TO_TEST',
        scope.kind === 'failed'
          ? t('Nothing failed: there is nothing to run.')
          : t('There is no case yet. Add one.'),
      )
    for (const { versionId, model } of new Set(cells.map(({ target }) => target))) {
      const version = access.contentOf(promptId, versionId)
      if (version !== null) checkSendable(version, model)
    }
    return cells
  }

  function sourcesOf(promptId: string, cells: readonly ScopeCell[]): Record<string, BatchSource> {
    const targets = [...new Set(cells.map(({ target }) => target))]
    return Object.fromEntries(
      targets.map(({ key, body, hash, model, versionId }) => {
        const sentFrom = access.sentFrom(promptId, versionId)
        return [key, { body, hash, model, sentFrom }]
      }),
    )
  }

  async function run(order: ParsedOf<'tests.run'>): Promise<{ batchId: string; requests: number }> {
    const { promptId, scope, allowOnce } = order
    checkIdle(promptId)
    const view = access.open(promptId)
    const cells = sendable(promptId, view, scope)
    const destination = await destinationOf(order.practice)
    await checkGate(promptId, cells, destination, allowOnce)
    checkIdle(promptId)
    const batch: StoredBatch = {
      id: randomUUID(),
      promptId,
      practice: destination.practice,
      allowOnce,
      state: 'running',
      reason: null,
      total: cells.length,
      startedAt: clock(),
      plan: {
        sources: sourcesOf(promptId, cells),
        assertions: view.setup.assertions,
        atOnce: view.setup.atOnce,
      },
    }
    batches.begin(
      batch,
      cells.map(({ row, target }, place): BatchItem => ({
        place,
        caseId: row.id,
        target: target.key,
        runId: null,
      })),
    )
    runner.start(batch, destination)
    return { batchId: batch.id, requests: cells.length }
  }

  async function resume(promptId: string): Promise<void> {
    const batch = batches.of(promptId)
    if (batch === null || batch.state !== 'paused')
      throw new FathomError('NOTHING_PAUSED', t('Nothing of this prompt is paused. Run its tests again.'))
    const destination = await destinationOf(batch.practice)
    const waiting = new Set(
      batches
        .items(batch.id)
        .filter(({ runId }) => runId === null)
        .map(({ caseId, target }) => JSON.stringify([caseId, target])),
    )
    const { cells } = cellsOf(access.open(promptId), { kind: 'all' })
    const left = cells.filter(({ row, target }) => waiting.has(JSON.stringify([row.id, target.key])))
    await checkGate(promptId, left, destination, batch.allowOnce)
    runner.start(batch, destination)
  }

  return {
    estimate: async (promptId, scope) => {
      const { cells, missing } = cellsOf(access.open(promptId), scope)
      return { ...(await estimator.sum(promptId, false, cells)), missing }
    },
    run,
    resume,
    batch: (promptId) => {
      const batch = batches.of(promptId)
      if (batch === null) return null
      const left = batches.items(batch.id).length
      const running = runner.running(promptId).size
      const { id, practice, state, total, reason, startedAt } = batch
      return {
        id,
        practice,
        state,
        total,
        done: total - left,
        running,
        waiting: left - running,
        reason,
        startedAt: new Date(startedAt).toISOString(),
      }
    },
  }
}
