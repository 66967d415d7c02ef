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
import type { RunService } from '../runs/run-service.ts'
import type { Versions } from '../versions/versions.ts'
import { nextOffPeak } from './fits.ts'
import { createQueueStore, type WaitingRun } from './queue-store.ts'

/** Runs that wait for off-peak. They survive a restart, and pass the gate when they are sent. */
export interface OffPeakQueue {
  list(): readonly QueuedRun[]
  /** Errors DRAFT_MOVED_ON, NOTHING_TO_SEND, NO_OFF_PEAK. */
  add(promptId: string, revision: number): { readonly id: string; readonly dueAt: string }
  /** Bodies of one prompt that go together: all are queued, or none. Error NO_OFF_PEAK. */
  addBodies(bodies: readonly QueuedBody[]): { readonly dueAt: string }
  /** Drops what waits or was refused; nothing where it is being sent or gone. */
  cancel(id: string): void
  /** Sends what is due. Never rejects. */
  tick(): Promise<void>
  /** Looks for what is due from now on: once, by the process that shows the queue. */
  start(): void
  close(): Promise<void>
}

/** What is queued of a prompt, as it will be sent. */
export type QueuedBody = Pick<WaitingRun, 'promptId' | 'revision' | 'versionId' | 'model' | 'body'>

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
  readonly onChange: () => void
  readonly log: (message: string, cause?: unknown) => void
  readonly timers?: Timers
}

/** How often it is looked for what is due, ms. */
const EVERY_MS = 15_000
/** Beyond this difference from the server's clock nothing is sent, ms. */
const LARGEST_SKEW_MS = 2 * 60_000

export function createOffPeakQueue(options: OffPeakQueueOptions): OffPeakQueue {
  const { clock, prices, prompts, drafts, destinations, runs, onChange, log, timers = systemTimers } = options
  const store = createQueueStore(options.database)
  const closing = new AbortController()
  let looking: Promise<void> = Promise.resolve()

  /** False: not now, and it goes on waiting. Error CLOCK_WRONG. */
  async function isReady(queued: WaitingRun): Promise<boolean> {
    const next = nextOffPeak(prices(), clock())
    if (next !== null) {
      // Off-peak went by while Fathom was closed: it waits for the next one.
      store.postpone(queued.id, next)
      onChange()
      return false
    }
    const skew = await destinations.clockSkew(accountOf(queued)).catch(unlessPassing)
    if (skew === undefined) return false
    if (skew !== null && Math.abs(skew) > LARGEST_SKEW_MS) throw clockWrong(skew)
    return clock() - (skew ?? 0) >= queued.dueAt
  }

  async function send(queued: WaitingRun): Promise<void> {
    const { id, promptId, promptName, revision, versionId, model, body } = queued
    try {
      if (!(await isReady(queued)) || closing.signal.aborted || !store.claim(id)) return
      const destination = await destinations.real(accountOf(queued))
      const { runId } = await runs.start({
        body,
        model,
        promptId,
        promptName,
        revision,
        versionId,
        destination,
      })
      store.sent(id, runId)
    } catch (error) {
      log('A queued run was not sent', error)
      store.refused(id, errorOf(error))
    }
    onChange()
  }

  async function tick(): Promise<void> {
    try {
      for (const queued of store.due(clock())) await send(queued)
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
      const { ids, dueAt } = addAll([{ promptId, revision, versionId, model, body: bodyToSend(draft) }])
      return { id: ids[0] ?? '', dueAt }
    },
    addBodies: (bodies) => ({ dueAt: addAll(bodies).dueAt }),
    cancel: (id) => {
      store.remove(id)
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

/** What the next look may find better; nothing was sent. */
const PASSING: ReadonlySet<string> = new Set([
  'NO_ANSWER',
  'NO_NETWORK',
  'HOST_NOT_FOUND',
  'CONNECTION_REFUSED',
  'CONNECTION_CUT',
  'OVERLOADED',
  'SERVER_ERROR',
  'GATEWAY_ERROR',
  'TOO_MANY_REQUESTS',
])

function unlessPassing(error: unknown): undefined {
  if (error instanceof FathomError && PASSING.has(error.code)) return
  throw error
}

function errorOf(error: unknown): { readonly code: string; readonly message: string } {
  if (error instanceof FathomError) return { code: error.code, message: error.message }
  return { code: 'NOT_SENT', message: 'This run could not be sent. The log in the data folder says why.' }
}

function clockWrong(skew: number): FathomError {
  const minutes = Math.round(Math.abs(skew) / 60_000)
  return new FathomError(
    'CLOCK_WRONG',
    `Not sent: this computer's clock is ${minutes} minutes ${skew > 0 ? 'ahead of' : 'behind'} DeepSeek's, so off-peak cannot be told. Set the clock right and queue it again.`,
    { skewMs: skew },
  )
}

function noOffPeak(): FathomError {
  return new FathomError(
    'NO_OFF_PEAK',
    'It is not peak now, so there is nothing to wait for. Run it at once.',
  )
}
