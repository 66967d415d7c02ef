import { uptime } from 'node:os'

import type { EndRun } from './end-run.ts'
import { lowerBounds } from './lower-bounds.ts'
import type { RunEnd, RunRecord } from './run-record.ts'
import { RUN_INTERRUPTED, type RunStore } from './run-store.ts'

/** Whether the process that sends a run still lives; `sentAt` is by this machine's own clock, right or wrong. */
export type IsOwnerAlive = (pid: number, sentAt: number) => boolean

// Clocks are set now and then; a run this close to the start of the machine is taken for one of now.
const CLOCK_SLACK_MS = 60_000

/**
 * True while the process that sent a run at an instant (epoch ms) lives; one that belongs to somebody else counts as
 * alive. Numbers are given again: this very process did not send what is older than itself, nor any what is older than
 * the start of the machine.
 */
export const isOwnerAlive: IsOwnerAlive = (pid, sentAt) => {
  if (pid === process.pid) return sentAt >= performance.timeOrigin
  if (sentAt < Date.now() - uptime() * 1_000 - CLOCK_SLACK_MS) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

export interface RecoverOptions {
  readonly store: RunStore
  readonly countText: (text: string) => Promise<number>
  readonly endRun: EndRun
  /** Told after a run is on disk as ended. */
  readonly onEnded: (run: RunRecord) => void
  readonly isAlive: IsOwnerAlive
  readonly log: (message: string, cause?: unknown) => void
}

/**
 * Ends the runs that a killed process left running: cut short, with what had been saved of their text and lower bounds
 * in place of the usage that was never reported. One that cannot be ended leaves the others alone.
 */
export async function recoverRuns(options: RecoverOptions): Promise<void> {
  const { store, countText, endRun, onEnded, isAlive, log } = options
  for (const run of store.orphans(isAlive)) {
    const { id, number, content, reasoning } = run
    try {
      const end = await endOf(run, countText)
      onEnded(endRun(id, { status: 'cut-short', content, reasoning }, end))
    } catch (error) {
      log(`Run ${number} of an earlier start could not be closed`, error)
    }
  }
}

async function endOf(run: RunRecord, countText: RecoverOptions['countText']): Promise<RunEnd> {
  const began = run.content !== '' || run.reasoning !== '' || run.toolCalls.length > 0
  return {
    ...run,
    atLeast: began ? await lowerBounds(countText, run.estimate, run) : null,
    error: {
      code: RUN_INTERRUPTED,
      message:
        'Fathom ended while this run was in flight. What had arrived is kept; DeepSeek may bill for it.',
    },
  }
}
