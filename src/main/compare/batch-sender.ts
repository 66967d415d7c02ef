import type { GateRefusal } from '../../contract/budgets.ts'
import type { Refused } from '../../contract/compare.ts'
import { FathomError } from '../errors.ts'
import type { RunService, StartedRun } from '../runs/run-service.ts'
import { createBoundedQueue } from './bounded-queue.ts'
import type { ComparisonStore, PlannedItem } from './comparison-store.ts'
import { createWaitingWatch, type WaitingWatch } from './watch-waiting.ts'

/** One request of a batch, ready to be sent when its turn comes. */
export interface BatchItem extends Pick<PlannedItem, 'columnId'> {
  readonly batchId: string
  readonly place: number
  readonly promptId: string
  readonly key: string
  readonly limit: number
  /** Begins the run, with its destination watched; null where it is not to be sent any more. */
  readonly start: (watch: WaitingWatch['watch']) => Promise<StartedRun | null>
}

/** Sends the requests of batches, so many at a time for each model. One that fails leaves the others alone. */
export interface BatchSender {
  send(items: readonly BatchItem[]): void
  /** Drops what waits and stops what runs: of one column of a prompt, or all of it. */
  stop(promptId: string, columnId?: string): void
  /** Whether anything of a column waits or runs. */
  isBusy(promptId: string, columnId: string): boolean
  /** Where an item stands; null where it has ended, or was never sent. */
  stateOf(batchId: string, place: number): 'waiting' | 'running' | null
  close(): Promise<void>
}

export interface BatchSenderOptions {
  readonly runs: Pick<RunService, 'stop'>
  readonly store: Pick<ComparisonStore, 'sent' | 'ended' | 'refused'>
  readonly onChange: (promptId: string) => void
  readonly log: (message: string, cause?: unknown) => void
}

interface Active {
  readonly item: BatchItem
  state: 'waiting' | 'running'
  runId: string | null
  stopped: boolean
  drop: () => boolean
}

export function createBatchSender({ runs, store, onChange, log }: BatchSenderOptions): BatchSender {
  const queue = createBoundedQueue()
  const active = new Set<Active>()
  let whenIdle: (() => void)[] = []

  function leave(entry: Active): void {
    active.delete(entry)
    onChange(entry.item.promptId)
    if (active.size > 0) return
    for (const tell of whenIdle) tell()
    whenIdle = []
  }

  async function carryOut(entry: Active): Promise<void> {
    const { item } = entry
    entry.state = 'running'
    try {
      const waiting = createWaitingWatch()
      const started = await item.start(waiting.watch)
      if (started === null) return
      const { runId, ended } = started
      entry.runId = runId
      store.sent(item.batchId, item.place, runId)
      onChange(item.promptId)
      // It was stopped while it was being written.
      if (entry.stopped) runs.stop(runId)
      await ended
      store.ended(item.batchId, item.place, waiting.waited())
    } catch (error) {
      note(entry, error)
    } finally {
      leave(entry)
    }
  }

  /** A request that never became a run says why in its column; a run that did has its own error. */
  function note({ item, runId }: Active, error: unknown): void {
    log('A request of a comparison could not be carried out', error)
    if (runId !== null) return
    try {
      store.refused(item.batchId, item.place, refusalOf(error))
    } catch (failure) {
      log('A refused request of a comparison could not be noted', failure)
    }
  }

  function stopOne(entry: Active): void {
    entry.stopped = true
    if (entry.drop()) leave(entry)
    else if (entry.runId !== null) runs.stop(entry.runId)
  }

  function stop(promptId: string, columnId?: string): void {
    const mine = [...active].filter(
      ({ item }) => item.promptId === promptId && (columnId === undefined || item.columnId === columnId),
    )
    // What waits goes first: an end of what runs would start it.
    for (const entry of mine.filter(({ state }) => state === 'waiting')) stopOne(entry)
    for (const entry of mine.filter(({ state }) => state === 'running')) stopOne(entry)
  }

  return {
    send: (items) => {
      const entries = items.map((item): Active => ({
        item,
        state: 'waiting',
        runId: null,
        stopped: false,
        drop: () => false,
      }))
      for (const entry of entries) active.add(entry)
      for (const entry of entries) {
        const { key, limit } = entry.item
        entry.drop = queue.add({ key, limit, start: () => carryOut(entry) })
      }
      const [first] = items
      if (first !== undefined) onChange(first.promptId)
    },
    stop,
    isBusy: (promptId, columnId) =>
      [...active].some(({ item }) => item.promptId === promptId && item.columnId === columnId),
    stateOf: (batchId, place) =>
      [...active].find(({ item }) => item.batchId === batchId && item.place === place)?.state ?? null,
    close: async () => {
      if (active.size === 0) return
      const idle = new Promise<void>((resolve) => whenIdle.push(resolve))
      for (const promptId of new Set([...active].map(({ item }) => item.promptId))) stop(promptId)
      await idle
    },
  }
}

function refusalOf(error: unknown): Refused {
  if (error instanceof FathomError) {
    const { code, message, details } = error
    // The code says what its details are.
    return code === 'GATE' ? { code, message, gate: details?.['gate'] as GateRefusal } : { code, message }
  }
  return { code: 'NOT_SENT', message: 'This request could not be sent. The log in the data folder says why.' }
}
