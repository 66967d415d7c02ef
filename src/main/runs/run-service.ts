import type { Estimate } from '../../contract/estimates.ts'
import type { SentForecast } from '../../contract/forecasts.ts'
import type { RunProgress } from '../../contract/runs.ts'
import type { Clock } from '../clock.ts'
import type { ChatEvent, ChatOutcome } from '../deepseek/chat-types.ts'
import { pause, systemTimers, type Timers } from '../deepseek/timers.ts'
import { FathomError } from '../errors.ts'
import { brokenOutcome } from './broken-outcome.ts'
import type { EndRun } from './end-run.ts'
import { createLiveRun, type LiveRun } from './live-run.ts'
import type { RunListener } from './run-listener.ts'
import type { RunBeginning, RunEnd, RunRecord } from './run-record.ts'
import type { RunStore } from './run-store.ts'
import type { SettledEnd } from './settle.ts'

/** Where a request goes, and with which key; the key itself stays inside `send`. */
export interface Destination {
  readonly baseUrl: string
  readonly practice: boolean
  readonly keyHint: string | null
  /** Sends the body and resolves when the answer has ended, however it ended. */
  send(body: string, options: SendOptions): Promise<ChatOutcome>
}

export interface SendOptions {
  readonly signal: AbortSignal
  readonly onEvent: (event: ChatEvent) => void
}

export interface RunOrder {
  readonly body: string
  readonly model: string
  readonly promptId: string | null
  readonly promptName: string | null
  readonly revision: number | null
  /** The version that it is sent from; absent where the draft is like none. */
  readonly versionId?: string | null | undefined
  readonly destination: Destination
  /** Sends it although a budget only warns, or something is not known. */
  readonly allowOnce?: boolean
  /** The count that was on screen, where that is still of an earlier revision. */
  readonly seen?: SentForecast['seen']
}

export interface RunServiceOptions {
  readonly store: RunStore
  readonly clock: Clock
  readonly estimate: (body: string, at: number) => Promise<Estimate>
  readonly forecast: (
    beginning: Omit<RunBeginning, 'forecast'>,
    seen: SentForecast['seen'],
  ) => Promise<SentForecast>
  /** What is added to the machine's clock at present, ms: an answer may set it right. */
  readonly clockCorrection: () => number
  /** Writes a run unless the gate keeps it back. Error GATE. */
  readonly admit: (beginning: RunBeginning, allowOnce: boolean, write: () => string) => Promise<string>
  /** Must not reject. */
  readonly settle: (beginning: RunBeginning, outcome: ChatOutcome) => Promise<SettledEnd>
  readonly endRun: EndRun
  /** Must not throw. */
  readonly listener: Required<RunListener>
  readonly log: (message: string, cause?: unknown) => void
  readonly timers?: Timers
}

export interface StartedRun {
  readonly runId: string
  /** The whole run once that is on disk. */
  readonly ended: Promise<RunRecord>
}

export interface RunService {
  /**
   * Writes the run, sends it, and gives its id as soon as it is written. `ended` resolves to the whole run once that is on
   * disk; it rejects only when the service is closed before a full disk let it be written.
   */
  start(order: RunOrder): Promise<StartedRun>
  /** Ends a run in flight; nothing where it has ended already. */
  stop(runId: string): void
  get(runId: string): (RunRecord & { readonly progress: RunProgress }) | null
  /** Stops what is in flight and waits until all of it is written. */
  close(): Promise<void>
}

interface Flight {
  readonly live: LiveRun
  readonly abort: AbortController
  readonly ended: Promise<RunRecord>
  /** Set when the answer has ended and could not be written yet. */
  unwritten: Pick<RunRecord, keyof RunEnd | 'status' | 'content' | 'reasoning'> | null
}

/** Pauses in ms before an end that could not be written is written again; the last one from there on. */
const WRITE_AGAIN_MS = [250, 1_000, 5_000, 15_000]

/** Runs requests. What has come back is kept whatever fails: the listener, the settling, the disk. */
export function createRunService(options: RunServiceOptions): RunService {
  const { store, clock, listener, log, timers = systemTimers } = options
  const flights = new Map<string, Flight>()
  const closing = new AbortController()

  async function begin(
    order: RunOrder,
  ): Promise<{ readonly runId: string; readonly beginning: RunBeginning; readonly correction: number }> {
    const { destination, seen = null } = order
    const correction = options.clockCorrection()
    const sentAt = clock()
    const estimated = {
      promptId: order.promptId,
      promptName: order.promptName,
      revision: order.revision,
      versionId: order.versionId ?? null,
      practice: destination.practice,
      baseUrl: destination.baseUrl,
      keyHint: destination.keyHint,
      requestText: order.body,
      estimate: await options.estimate(order.body, sentAt),
      modelRequested: order.model,
      sentAt,
    }
    const beginning = { ...estimated, forecast: await forecastOf(estimated, seen) }
    if (closing.signal.aborted) throw new FathomError('CLOSING', 'Fathom is closing, so nothing was sent.')
    const runId = await options.admit(beginning, order.allowOnce ?? false, () => store.begin(beginning))
    return { runId, beginning, correction }
  }

  /** A run is sent without a forecast rather than not at all. */
  async function forecastOf(
    ...[estimated, seen]: Parameters<RunServiceOptions['forecast']>
  ): Promise<SentForecast | null> {
    try {
      return await options.forecast(estimated, seen)
    } catch (error) {
      log('What a run may cost could not be forecast', error)
      return null
    }
  }

  async function fly(
    runId: string,
    beginning: RunBeginning,
    order: RunOrder,
    flight: Flight,
    late: () => number,
  ): Promise<RunRecord> {
    const { live, abort } = flight
    const outcome = await order.destination
      .send(beginning.requestText, { signal: abort.signal, onEvent: live.take })
      .catch((error: unknown) => brokenOutcome(live.snapshot(), clock(), error))
    live.end()
    const { thinkingEndedAt } = live.snapshot()
    const sentAt = rightSentAt(beginning.sentAt, outcome.timing.completedAt, late())
    const end = { ...(await options.settle({ ...beginning, sentAt }, outcome)), thinkingEndedAt }
    const run = await write(runId, outcome, end, flight)
    flights.delete(runId)
    listener.changed(runId, run.promptId, run.status, { state: 'ended' })
    return run
  }

  /** Writes the end, again and again where the disk is full or busy: the answer is paid for. */
  async function write(runId: string, outcome: ChatOutcome, end: RunEnd, flight: Flight): Promise<RunRecord> {
    const { status, content, reasoning } = outcome
    for (let attempt = 0; ; attempt += 1) {
      const last = closing.signal.aborted
      try {
        return options.endRun(runId, outcome, end)
      } catch (error) {
        const known = isEnded(error) ? store.get(runId) : null
        if (known !== null) return known
        log('The end of a run could not be written', error)
        if (last) throw error
        flight.unwritten = { ...end, status, content, reasoning, error: end.error ?? failureOf(error) }
        if (attempt === 0) listener.changed(runId, null, status, { state: 'ended' })
      }
      await pause(timers, WRITE_AGAIN_MS[Math.min(attempt, WRITE_AGAIN_MS.length - 1)] ?? 0, closing.signal)
    }
  }

  return {
    start: async (order) => {
      const { runId, beginning, correction } = await begin(order)
      const late = (): number => options.clockCorrection() - correction
      const { promptId } = order
      const live = createLiveRun({
        onDelta: (delta) => listener.delta(runId, delta),
        onProgress: (progress) => listener.changed(runId, promptId, 'running', progress),
        save: (delta) => store.append(runId, delta),
        onSaveFailure: (error) => log('Text of a run in flight could not be saved yet', error),
      })
      const { promise: ended, resolve } = Promise.withResolvers<RunRecord>()
      const flight: Flight = { live, abort: new AbortController(), ended, unwritten: null }
      flights.set(runId, flight)
      listener.changed(runId, promptId, 'running', { state: 'sending' })
      resolve(fly(runId, beginning, order, flight, late))
      // A caller that only wants the id does not await `ended`; its failure is in the log.
      ended.catch(() => undefined)
      return { runId, ended }
    },
    stop: (runId) => flights.get(runId)?.abort.abort(),
    get: (runId) => {
      const run = store.get(runId)
      if (run === null) return null
      const flight = flights.get(runId)
      if (flight?.unwritten) return { ...run, ...flight.unwritten, progress: { state: 'ended' } }
      if (flight !== undefined) return { ...run, ...flight.live.snapshot() }
      return { ...run, progress: progressElsewhere(run) }
    },
    close: async () => {
      closing.abort()
      for (const { abort } of flights.values()) abort.abort()
      await Promise.allSettled([...flights.values()].map(({ ended }) => ended))
    },
  }
}

/**
 * The answer may have set the clock right by `late` ms after it was read for the sending. Not so where the sending already
 * lies near the end: then it was right, and it is the machine's clock that somebody has set.
 */
function rightSentAt(sentAt: number, completedAt: number, late: number): number {
  const right = sentAt + late
  return Math.abs(completedAt - right) < Math.abs(completedAt - sentAt) ? right : sentAt
}

/** Of a run that another process sends, only what it has saved is known. */
function progressElsewhere({ status, content, reasoning, toolCalls }: RunRecord): RunProgress {
  if (status !== 'running') return { state: 'ended' }
  return content === '' && reasoning === '' && toolCalls.length === 0
    ? { state: 'sending' }
    : { state: 'streaming' }
}

function isEnded(error: unknown): boolean {
  return error instanceof FathomError && error.code === 'RUN_NOT_RUNNING'
}

function failureOf(error: unknown): NonNullable<RunEnd['error']> {
  if (error instanceof FathomError) return { code: error.code, message: error.message }
  return {
    code: 'RUN_NOT_WRITTEN',
    message: 'This run could not be saved yet. Fathom goes on trying while it is open.',
  }
}
