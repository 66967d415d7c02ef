import { randomUUID } from 'node:crypto'

import type { ColumnResult, Comparison, ComparisonColumn, ComparisonSetup } from '../../contract/compare.ts'
import type { Gate } from '../budgets/gate.ts'
import type { OffPeakQueue, QueuedTurn } from '../budgets/off-peak-queue.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../db/database.ts'
import type { Destinations } from '../destinations.ts'
import type { Drafts } from '../drafts/drafts.ts'
import type { Prompts } from '../drafts/prompts.ts'
import { FathomError } from '../errors.ts'
import type { Books } from '../estimates/books.ts'
import { FLASH, PRO } from '../estimates/encode-for.ts'
import { draftToSend } from '../runs/draft-order.ts'
import type { RunService } from '../runs/run-service.ts'
import type { SettledRuns } from '../runs/settled-runs.ts'
import type { Versions } from '../versions/versions.ts'
import { type BatchItem, createBatchSender } from './batch-sender.ts'
import { columnToSend } from './column-content.ts'
import { type BatchBeginning, createComparisonStore } from './comparison-store.ts'
import { limitKey } from './limit-key.ts'
import { chosenColumns, type PlannedRequest, planItems, sharedHash } from './planned-batch.ts'
import { createResultReader } from './result-reader.ts'

/** One draft held against itself: other models, efforts, temperatures, or the same again. */
export interface Comparisons {
  /** Error PROMPT_NOT_FOUND. */
  get(promptId: string): Comparison
  setUp(promptId: string, setup: ComparisonSetup): Comparison
  /** As the contract's `compare.run`. Resolves once the batch is written; its requests are sent as there is room. */
  run(order: ComparisonOrder): Promise<{ readonly batchId: string }>
  /** As the contract's `compare.queue`. */
  queue(order: Omit<ComparisonOrder, 'practice' | 'allowOnce'>): { readonly dueAt: string }
  stop(promptId: string, columnId?: string): void
  /** Sends a run that was queued, once there is room for it among those of its model. */
  takeTurn(turn: QueuedTurn): void
  /** The batches of those runs that were sent in one. */
  batchesOf(runIds: readonly string[]): ReadonlyMap<string, string>
  /** Drops what waits, stops what runs, and waits until all of it is written. */
  close(): Promise<void>
}

export interface ComparisonOrder {
  readonly promptId: string
  readonly revision: number
  readonly practice: boolean
  readonly columnId?: string | undefined
  /** Sends although a budget only warns, or something is not known. */
  readonly allowOnce?: boolean
}

export interface ComparisonsOptions {
  readonly database: Database
  readonly clock: Clock
  readonly books: Books
  readonly prompts: Prompts
  readonly drafts: Drafts
  readonly versions: Pick<Versions, 'of' | 'get'>
  readonly destinations: Pick<Destinations, 'practice' | 'real'>
  readonly runs: RunService
  readonly settledRuns: Pick<SettledRuns, 'withFigures'>
  readonly gate: Gate
  readonly offPeak: Pick<OffPeakQueue, 'addBodies' | 'inBatch' | 'cancelIn'>
  readonly onChange: (promptId: string) => void
  readonly log: (message: string, cause?: unknown) => void
}

export function createComparisons(options: ComparisonsOptions): Comparisons {
  const { clock, books, prompts, drafts, destinations } = options
  const store = createComparisonStore(options.database)
  const sender = createBatchSender({ ...options, store })
  const results = createResultReader({ ...options, store, sender, prices: () => books.prices })

  const setupOf = (promptId: string): ComparisonSetup => store.setup(promptId) ?? defaultSetup(promptId)

  /** Flash and pro, with the draft's own parameters. */
  function defaultSetup(promptId: string): ComparisonSetup {
    const { thinking, effort, maxTokens, temperature } = drafts.get(promptId).parameters
    const column = (id: string, model: string): ComparisonColumn => ({
      id,
      parameters: { model, thinking, effort, maxTokens, temperature },
    })
    return { columns: [column('flash', FLASH), column('pro', PRO)], repeats: 1, atOnce: 2 }
  }

  function get(promptId: string): Comparison {
    prompts.get(promptId)
    const setup = setupOf(promptId)
    const found = setup.columns.map(({ id }): ColumnResult | null => results.latest(promptId, id))
    return { promptId, setup, results: found.filter((result) => result !== null) }
  }

  function checkIdle(promptId: string, columns: readonly ComparisonColumn[]): void {
    const busy = columns.find(({ id }) => sender.isBusy(promptId, id))
    if (busy === undefined) return
    throw new FathomError(
      'COLUMN_BUSY',
      `The column of ${busy.parameters.model} still runs. Stop it, or wait for its end, then run again.`,
      { columnId: busy.id },
    )
  }

  /** What a comparison is about to send: what is written of it, and the request of each of its places. */
  function planBatch(
    { promptId, revision, columnId }: Pick<ComparisonOrder, 'promptId' | 'revision' | 'columnId'>,
    practice: boolean,
  ): { readonly batch: BatchBeginning; readonly requests: readonly PlannedRequest[] } {
    const draft = draftToSend(drafts, promptId, revision)
    const ofDraft = options.versions.of(draft)?.id ?? null
    const setup = setupOf(promptId)
    const columns = chosenColumns(setup, columnId)
    const items = planItems(columns, setup.repeats)
    const bodies = new Map(
      columns.map(({ id, parameters }) => [id, columnToSend(options.versions, draft, parameters)]),
    )
    return {
      batch: {
        id: randomUUID(),
        promptId,
        practice,
        startedAt: clock(),
        draftHash: sharedHash(draft),
        items,
      },
      requests: items.map(({ columnId: id, parameters: { model, versionId } }) => ({
        promptId,
        model,
        body: bodies.get(id) ?? '',
        ...(versionId ? { revision: null, versionId } : { revision, versionId: ofDraft }),
      })),
    }
  }

  /** What is sent in its turn: so many requests to one model at a time. */
  function turnOf(model: string, practice: boolean, atOnce: number): Pick<BatchItem, 'key' | 'limit'> {
    return { key: limitKey(books.models, model, practice, clock()), limit: atOnce }
  }

  async function run(order: ComparisonOrder): Promise<{ readonly batchId: string }> {
    const { promptId, practice, allowOnce = false } = order
    const columns = chosenColumns(setupOf(promptId), order.columnId)
    const destination = practice ? await destinations.practice() : await destinations.real()
    checkIdle(promptId, columns)
    const { batch, requests } = planBatch(order, destination.practice)
    if (!destination.practice) {
      const account = destination
      await options.gate.check(
        requests.map((request) => ({ ...request, account })),
        clock(),
        allowOnce,
      )
      checkIdle(promptId, columns)
    }
    store.begin(batch)
    const promptName = prompts.get(promptId).name
    const { atOnce } = setupOf(promptId)
    sender.send(
      requests.map((request, place) => ({
        batchId: batch.id,
        place,
        promptId,
        columnId: batch.items[place]?.columnId ?? '',
        ...turnOf(request.model, destination.practice, atOnce),
        start: (watch) =>
          options.runs.start({ ...request, promptName, destination: watch(destination), allowOnce }),
      })),
    )
    return { batchId: batch.id }
  }

  function queue(order: Parameters<Comparisons['queue']>[0]): { readonly dueAt: string } {
    const { batch, requests } = planBatch(order, false)
    const { revision } = order
    const queued = options.database.transaction(() => {
      store.begin(batch)
      return options.offPeak.addBodies(
        requests.map((request, place) => ({ ...request, revision, batch: { batchId: batch.id, place } })),
      )
    })
    options.onChange(order.promptId)
    return queued
  }

  function takeTurn({ batchId, place, promptId, model, start }: QueuedTurn): void {
    const columnId = store.columnOf(batchId, place) ?? ''
    // From now on it is the newest, whatever was sent while it waited.
    store.startedAt(batchId, clock())
    sender.send([
      { batchId, place, promptId, columnId, ...turnOf(model, false, setupOf(promptId).atOnce), start },
    ])
  }

  function stop(promptId: string, columnId?: string): void {
    for (const { id } of setupOf(promptId).columns) {
      const latest = columnId === undefined || id === columnId ? store.latest(promptId, id) : null
      if (latest !== null)
        options.offPeak.cancelIn(
          latest.batchId,
          latest.items.map(({ place }) => place),
        )
    }
    sender.stop(promptId, columnId)
  }

  return {
    get,
    queue,
    setUp: (promptId, setup) => {
      prompts.get(promptId)
      store.setUp(promptId, setup)
      options.onChange(promptId)
      return get(promptId)
    },
    run,
    stop,
    takeTurn,
    batchesOf: (runIds) => store.batchesOf(runIds),
    close: () => sender.close(),
  }
}
