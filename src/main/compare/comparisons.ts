import { createHash, randomUUID } from 'node:crypto'

import type { ColumnResult, Comparison, ComparisonColumn, ComparisonSetup } from '../../contract/compare.ts'
import type { Draft } from '../../contract/drafts.ts'
import type { Gate } from '../budgets/gate.ts'
import type { OffPeakQueue } from '../budgets/off-peak-queue.ts'
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
import { createBatchSender } from './batch-sender.ts'
import { columnToSend } from './column-content.ts'
import { createComparisonStore, type PlannedItem } from './comparison-store.ts'
import { limitKey } from './limit-key.ts'
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
  readonly offPeak: Pick<OffPeakQueue, 'addBodies'>
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

  async function run(order: ComparisonOrder): Promise<{ readonly batchId: string }> {
    const { promptId, practice } = order
    const draft = draftToSend(drafts, promptId, order.revision)
    const versionId = options.versions.of(draft)?.id
    const setup = setupOf(promptId)
    const columns = chosenColumns(setup, order.columnId)
    const destination = practice ? await destinations.practice() : await destinations.real()
    checkIdle(promptId, columns)
    const batch = {
      id: randomUUID(),
      promptId,
      practice: destination.practice,
      startedAt: clock(),
      draftHash: sharedHash(draft),
      items: plan(columns, setup.repeats),
    }
    const bodies = new Map(
      columns.map(({ id, parameters }) => [id, columnToSend(options.versions, draft, parameters)]),
    )
    const { allowOnce = false } = order
    if (!destination.practice) {
      const requests = batch.items.map(({ columnId, parameters: { model } }) => ({
        body: bodies.get(columnId) ?? '',
        model,
        promptId,
        account: destination,
      }))
      await options.gate.check(requests, clock(), allowOnce)
      checkIdle(promptId, columns)
    }
    store.begin(batch)
    sender.send(
      batch.items.map((item, place) => ({
        ...item,
        batchId: batch.id,
        place,
        promptId,
        key: limitKey(books.models, item.parameters.model, destination.practice, clock()),
        limit: setup.atOnce,
        order: {
          body: bodies.get(item.columnId) ?? '',
          model: item.parameters.model,
          promptId,
          promptName: prompts.get(promptId).name,
          ...(item.parameters.versionId
            ? { revision: null, versionId: item.parameters.versionId }
            : { revision: draft.revision, versionId }),
          destination,
          allowOnce,
        },
      })),
    )
    return { batchId: batch.id }
  }

  function queue({ promptId, revision, columnId }: Parameters<Comparisons['queue']>[0]): {
    readonly dueAt: string
  } {
    const draft = draftToSend(drafts, promptId, revision)
    const { repeats, ...setup } = setupOf(promptId)
    const ofDraft = options.versions.of(draft)?.id ?? null
    const bodies = chosenColumns({ ...setup, repeats }, columnId).map(({ parameters }) => ({
      promptId,
      revision,
      versionId: parameters.versionId ?? ofDraft,
      model: parameters.model,
      body: columnToSend(options.versions, draft, parameters),
    }))
    return options.offPeak.addBodies(Array.from({ length: repeats }, () => bodies).flat())
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
    stop: (promptId, columnId) => sender.stop(promptId, columnId),
    batchesOf: (runIds) => store.batchesOf(runIds),
    close: () => sender.close(),
  }
}

function chosenColumns({ columns }: ComparisonSetup, columnId: string | undefined): ComparisonColumn[] {
  const chosen = columns.filter(({ id }) => columnId === undefined || id === columnId)
  if (chosen.length === 0) {
    throw new FathomError(
      'COLUMN_NOT_FOUND',
      'This column is not in the comparison any more. Look at it again.',
    )
  }
  return chosen
}

/** All columns once, then all again: what is compared runs side by side. */
function plan(columns: readonly ComparisonColumn[], repeats: number): PlannedItem[] {
  return Array.from({ length: repeats }, (_, index) =>
    columns.map(({ id, parameters }) => ({ columnId: id, repeat: index + 1, parameters })),
  ).flat()
}

/** Of all that the columns do not differ in. */
function sharedHash({ messages, parameters, variables }: Draft): string {
  const column = { model: null, thinking: null, effort: null, maxTokens: null, temperature: null }
  const shared = JSON.stringify({ messages, variables, parameters: { ...parameters, ...column } })
  return createHash('sha256').update(shared).digest('hex')
}
