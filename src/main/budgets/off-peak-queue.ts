import type { QueuedRun } from '../../contract/budgets.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../db/database.ts'
import { pause, systemTimers, type Timers } from '../deepseek/timers.ts'
import type { Destinations, WantedAccount } from '../destinations.ts'
import type { Drafts } from '../drafts/drafts.ts'
import type { Prompts } from '../drafts/prompts.ts'
import { FathomError } from '../errors.ts'
import type { PriceBook } from '../pricing/price-book.ts'
import { bodyToSend, draftToSend } from '../runs/draft-order.ts'
import type { Destination, RunService, StartedRun } from '../runs/run-service.ts'
import type { Versions } from '../versions/versions.ts'
import { askSkews, type AskSkew } from './ask-skews.ts'
import { nextOffPeak } from './fits.ts'
import { type BatchPlace, createQueueStore, type QueueStore, type WaitingRun } from './queue-store.ts'

/** Runs that wait for off-peak. They survive a restart, and pass the gate when they are sent. */
export interface OffPeakQueue {
  list(): readonly QueuedRun[]
  /** Errors DRAFT_MOVED_ON, NOTHING_TO_SEND, NO_OFF_PEAK. */
  add(promptId: string, revision: number): { readonly id: string; readonly dueAt: string }
  /** Bodies of one prompt that go together: all are queued, or none. Error NO_OFF_PEAK. */
  addBodies(bodies: readonly QueuedBody[]): { readonly dueAt: string }
  /** Those of a comparison that were not sent yet, by their place in it. */
  readonly inBatch: QueueStore['inBatch']
  /** Drops what waits or was refused; nothing where it is being sent or gone. */
  cancel(id: string): void
  cancelIn(batchId: string, places: readonly number[]): void
  /** Sends what is due. Never rejects. */
  tick(): Promise<void>
  /** Looks for what is due from now on: once, by the process that shows the queue. */
  start(): void
  close(): Promise<void>
}

/** What is queued of a prompt, as it will be sent. */
export type QueuedBody = Pick<WaitingRun, 'batch' | 'promptId' | 'revision' | 'versionId' | 'model' | 'body'>

/** A run of a comparison whose hour has come, and that waits for its turn now. */
export interface QueuedTurn extends BatchPlace, Pick<WaitingRun, 'promptId' | 'model'> {
  /** Sends it; null where it was taken out of the queue meanwhile. Rejects where it is refused. */
  readonly start: (watch: (destination: Destination) => Destination) => Promise<StartedRun | null>
}

export interface OffPeakQueueOptions {
  readonly database: Database
  readonly clock: Clock
  readonly prices: () => PriceBook
  readonly prompts: Pick<Prompts, 'get'>
  readonly drafts: Drafts
  readonly versions: Pick<Versions, 'of'>
  readonly destinations: Pick<Destinations, 'real' | 'clockSkew'>
  /** The named key in use: a queued run is sent with the one that was in use when it was queued. */
  readonly keyInUse: () => string
  readonly runs: Pick<RunService, 'start'>
  /** Sends the runs of a comparison so many at a time, each when its turn comes. */
  readonly takeTurn: (turn: QueuedTurn) => void
  readonly onChange: () => void
  readonly log: (message: string, cause?: unknown) => void
  readonly timers?: Timers
}

/** How often it is looked for what is due, ms. */
const EVERY_MS = 15_000

export function createOffPeakQueue(options: OffPeakQueueOptions): OffPeakQueue {
  const { clock, prices, prompts, drafts, destinations, runs, takeTurn, onChange, log } = options
  const { timers = systemTimers } = options
  const store = createQueueStore(options.database)
  const closing = new AbortController()
  /** Runs of comparisons that wait for their turn: they are not handed on twice. */
  const taken = new Set<string>()
  let looking: Promise<void> = Promise.resolve()

  /** False: not now, and it goes on waiting. Error CLOCK_WRONG. */
  async function isReady(queued: WaitingRun, skewOf: AskSkew): Promise<boolean> {
    const next = nextOffPeak(prices(), clock())
    if (next !== null) {
      // Off-peak went by while Fathom was closed: it waits for the next one.
      store.postpone(queued.id, next)
      onChange()
      return false
    }
    const skew = await skewOf(accountOf(queued))
    if (skew === undefined) return false
    return clock() - (skew ?? 0) >= queued.dueAt
  }

  function refuse(id: string, error: unknown): void {
    log('A queued run was not sent', error)
    store.refused(id, errorOf(error))
    onChange()
  }

  async function start(
    queued: WaitingRun,
    watch: (destination: Destination) => Destination,
  ): Promise<StartedRun | null> {
    const { id, promptId, promptName, revision, versionId, model, body } = queued
    if (!store.claim(id)) return null
    try {
      const destination = watch(await destinations.real(accountOf(queued)))
      const started = await runs.start({
        body,
        model,
        promptId,
        promptName,
        revision,
        versionId,
        destination,
      })
      store.sent(id, started.runId)
      onChange()
      return started
    } catch (error) {
      refuse(id, error)
      throw error
    }
  }

  async function attend(queued: WaitingRun, skewOf: AskSkew): Promise<void> {
    const { id, batch, promptId, model } = queued
    try {
      if (taken.has(id) || !(await isReady(queued, skewOf)) || closing.signal.aborted) return
      if (batch !== null) takeTurn({ ...batch, promptId, model, start: (watch) => start(queued, watch) })
    } catch (error) {
      refuse(id, error)
      return
    }
    if (batch !== null) taken.add(id)
    else await start(queued, (destination) => destination).catch(() => undefined)
  }

  async function tick(): Promise<void> {
    try {
      const skewOf = askSkews(destinations)
      for (const queued of store.due(clock())) await attend(queued, skewOf)
    } catch (error) {
      log('The queue could not be looked through', error)
    }
  }

  async function look(): Promise<void> {
    while (!closing.signal.aborted) {
      await tick()
      await pause(timers, EVERY_MS, closing.signal)
    }
  }

  function addAll(bodies: readonly QueuedBody[]): {
    readonly ids: readonly string[]
    readonly dueAt: string
  } {
    const now = clock()
    const dueAt = nextOffPeak(prices(), now)
    if (dueAt === null) throw noOffPeak()
    const keyProfile = options.keyInUse()
    const ids = options.database.transaction(() =>
      bodies.map((queued) => {
        const { name: promptName } = prompts.get(queued.promptId)
        return store.add({ ...queued, promptName, queuedAt: now, dueAt, keyProfile })
      }),
    )
    onChange()
    return { ids, dueAt: new Date(dueAt).toISOString() }
  }

  return {
    list: () => store.list(),
    add: (promptId, revision) => {
      const draft = draftToSend(drafts, promptId, revision)
      const { model } = draft.parameters
      const versionId = options.versions.of(draft)?.id ?? null
      const { ids, dueAt } = addAll([
        { batch: null, promptId, revision, versionId, model, body: bodyToSend(draft) },
      ])
      return { id: ids[0] ?? '', dueAt }
    },
    inBatch: (batchId) => store.inBatch(batchId),
    addBodies: (bodies) => ({ dueAt: addAll(bodies).dueAt }),
    cancel: (id) => {
      store.remove(id)
      onChange()
    },
    cancelIn: (batchId, places) => {
      store.removeIn(batchId, places)
      onChange()
    },
    tick,
    start: () => {
      store.giveUpClaims({
        code: 'RUN_INTERRUPTED',
        message:
          'Fathom ended while this was being sent. History says whether it was; queue it again if not.',
      })
      looking = look()
    },
    close: async () => {
      closing.abort()
      await looking
    },
  }
}

function accountOf({ keyProfile }: WaitingRun): WantedAccount {
  return keyProfile === null ? {} : { profileId: keyProfile }
}

function errorOf(error: unknown): { readonly code: string; readonly message: string } {
  if (error instanceof FathomError) return { code: error.code, message: error.message }
  return { code: 'NOT_SENT', message: 'This run could not be sent. The log in the data folder says why.' }
}

function noOffPeak(): FathomError {
  return new FathomError(
    'NO_OFF_PEAK',
    'It is not peak now, so there is nothing to wait for. Run it at once.',
  )
}
