import { pause, systemTimers } from '../deepseek/timers.ts'
import type { Connection } from './connection.ts'
import { chunkOf, usageChunk, type Envelope } from './envelopes.ts'
import type { Faults } from './faults.ts'
import type { AnswerPlan } from './plan-answer.ts'
import type { PracticeSettings } from './practice-types.ts'
import type { RequestFacts } from './request-facts.ts'
import { stepsOf, type Step } from './steps.ts'

export interface Delivery {
  readonly plan: AnswerPlan
  readonly facts: RequestFacts
  readonly envelope: Envelope
  readonly faults: Faults
  readonly settings: PracticeSettings
  /** Bills what was emitted and gives the usage object; called once, before the last words. */
  readonly settle: (steps: readonly Step[], emitted: number) => unknown
}

/** Streams an answer piece by piece at the set pace, with its faults. Bills what was emitted when the reader goes. */
export async function streamAnswer(connection: Connection, delivery: Delivery): Promise<void> {
  const { plan, facts, envelope, faults } = delivery
  const steps = stepsOf(plan, facts)
  const emptyUsage = facts.includeUsage ? { usage: null } : {}
  const send = (value: unknown): Promise<void> => connection.write(`data: ${JSON.stringify(value)}\n\n`)
  const opening = facts.thinking ? { content: null, reasoning_content: '' } : { content: '' }
  await send(chunkOf(envelope, { delta: { role: 'assistant', ...opening }, ...emptyUsage }))

  const end = endOf(faults, steps.length)
  const stallAt = faults.has('stall') ? middle(steps.length) : -1
  const malformedAt = faults.has('malformed') ? Math.min(3, end) : -1
  const emitted = await paced(delivery.settings.deltasPerSecond, end, connection.gone, async (index) => {
    const step = steps[index]
    if (index === stallAt) await fallSilent(connection, faults)
    if (index === malformedAt) await connection.write('data: {"choices":[{"index":0,"delta":{"conte\n\n')
    if (step === undefined || connection.gone.aborted) return
    await send(chunkOf(envelope, { delta: step.delta, logprobs: step.logprobs, ...emptyUsage }))
  })
  const usage = delivery.settle(steps, emitted)
  if (faults.has('cut')) return connection.break()
  if (faults.has('error-chunk')) {
    await send(brokenOff)
    return connection.end()
  }
  await sendLast(connection, delivery, usage, send)
  connection.end()
}

/** What a server says when it fails with an answer under way. */
export const brokenOff = {
  error: { message: 'Practice fault: error in the stream', type: 'server_error', code: null },
}

async function sendLast(
  connection: Connection,
  { plan, envelope, faults, facts }: Delivery,
  usage: unknown,
  send: (value: unknown) => Promise<void>,
): Promise<void> {
  const apart = faults.has('usage-own') || faults.has('usage-missing')
  await send(
    chunkOf(envelope, {
      delta: { content: '' },
      finishReason: finishReason(plan, faults),
      ...(apart ? facts.includeUsage && { usage: null } : { usage }),
    }),
  )
  if (faults.has('usage-own')) await send(usageChunk(envelope, usage))
  if (!faults.has('no-done')) await connection.write('data: [DONE]\n\n')
}

/** How the answer is said to end: as planned, or as a fault has it. */
export function finishReason(plan: AnswerPlan, faults: Faults): string {
  if (faults.has('insufficient-system-resource')) return 'insufficient_system_resource'
  if (faults.has('aborted')) return 'aborted'
  if (faults.has('content-filter')) return 'content_filter'
  return faults.has('unknown-finish') ? 'practice_unheard_of' : plan.finishReason
}

/** How many steps are emitted before the answer ends or breaks. */
export function endOf(faults: Faults, length: number): number {
  if (faults.has('cut')) return Math.min(Math.max(0, faults.get('cut') ?? 8), length)
  const broken =
    faults.has('error-chunk') || faults.has('insufficient-system-resource') || faults.has('aborted')
  return broken ? middle(length) : length
}

function middle(length: number): number {
  return Math.floor(length / 2)
}

/** Silence for the seconds of the fault, or until the reader goes. */
export async function fallSilent(connection: Connection, faults: Faults): Promise<void> {
  const seconds = faults.get('stall') ?? null
  const longest = 24 * 3_600
  await pause(systemTimers, (seconds ?? longest) * 1_000, connection.gone)
}

/** Calls `emit` for 0 to `end` - 1 at `rate` a second, several at once where a timer is too coarse. Returns how many. */
async function paced(
  rate: number,
  end: number,
  gone: AbortSignal,
  emit: (index: number) => Promise<void>,
): Promise<number> {
  const startedAt = performance.now()
  let index = 0
  while (index < end && !gone.aborted) {
    const due = Math.min(end, Math.floor(((performance.now() - startedAt) * rate) / 1_000) + 1)
    for (; index < Math.max(due, 1) && !gone.aborted; index += 1) await emit(index)
    if (index < end) await pause(systemTimers, Math.max(1, 1_000 / rate), gone)
  }
  return index
}
