import { useState } from 'react'

import type { DraftSession } from '../../editor/draft-session.ts'
import { useApi, useRoute } from '../../lib/api-context.tsx'
import { ApiError, errorSentence } from '../../lib/api.ts'
import { useCommand } from '../../lib/command-context.tsx'
import { useClock } from '../../lib/use-clock.ts'
import { type ShowGate, useGate } from '../budgets/gate-context.tsx'

export interface RunControl {
  /** The run to show: the one just started, the one that was opened, or the prompt's last. */
  readonly shown: string | null
  /** The run of this prompt that is under way. */
  readonly running: string | null
  readonly starting: boolean
  /** A sentence when a run could not be started or stopped. */
  readonly failure: string | null
  readonly hasKey: boolean
  readonly start: (practice: boolean) => void
  /** Queues a run for off-peak, at this instant; null where it is not peak. */
  readonly queue: { readonly at: string; readonly add: () => void } | null
  readonly stop: () => void
}

/** Starting and stopping runs of one prompt, by button and by shortcut. Without a key every run is practice. */
export function useRunControl(
  promptId: string,
  opened: string | null,
  session: DraftSession | null,
  onMissing: () => void,
): RunControl {
  const { send } = useApi()
  const showGate = useGate()
  const offPeak = useOffPeak()
  const { data: latest } = useRoute('runs.list', { promptId, limit: 1 })
  const { data: key } = useRoute('keys.status', {})
  const [started, setStarted] = useState<{ readonly runId: string; readonly instead: string | null } | null>(
    null,
  )
  const [starting, setStarting] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)

  const last = latest?.[0]
  const running = last?.status === 'running' ? last.id : null
  const hasKey = key?.present ?? false
  // A run that is opened from a list later counts for more than the one started before.
  const shown = started?.instead === opened ? started.runId : (opened ?? last?.id ?? null)

  const attempt = async (work: () => Promise<void>, gated: DraftSession | null = null): Promise<void> => {
    setFailure(null)
    try {
      await work()
    } catch (error) {
      // The line above the draft names them, and the caret is led to the first.
      if (error instanceof ApiError && error.code === 'VARIABLES_MISSING') onMissing()
      else if (gated === null || !showGate(error, gateAnswers(gated))) setFailure(errorSentence(error))
    }
  }

  const start = (practice: boolean, allowOnce = false): void => {
    if (session === null || starting || running !== null) return
    setStarting(true)
    void attempt(async () => {
      const { runId } = await startRun(session, (revision) =>
        send('runs.start', { promptId, revision, practice, allowOnce }),
      )
      setStarted({ runId, instead: opened })
    }, session).finally(() => setStarting(false))
  }

  const change = (session: DraftSession, parameters: Parameters<DraftSession['setParameters']>[0]): void => {
    session.setParameters(parameters)
    start(false)
  }

  function gateAnswers(session: DraftSession): Parameters<ShowGate>[1] {
    return {
      apply: {
        'max-tokens': ({ value }) => change(session, { maxTokens: value }),
        model: ({ model }) => change(session, { model }),
        'off-peak': queueRun,
      },
      runAnyway: () => start(false, true),
    }
  }

  function queueRun(): void {
    if (session === null) return
    void attempt(async () => {
      await startRun(session, (revision) => send('queue.add', { promptId, revision }))
    })
  }

  const stop = (): void => {
    if (running === null) return
    void attempt(async () => {
      await send('runs.stop', { runId: running })
    })
  }

  useCommand('run.start', () => start(!hasKey), session !== null)
  useCommand('run.stop', stop, running !== null)
  const queue = offPeak === null ? null : { at: offPeak, add: queueRun }
  return { queue, shown, running, starting, failure, hasKey, start, stop }
}

/** When off-peak begins, for who can send then; null where it is not peak. */
export function useOffPeak(): string | null {
  const { strip } = useClock()
  const { data: key } = useRoute('keys.status', {})
  return strip?.next?.band === 'off-peak' && key?.present === true ? strip.next.at : null
}

/** What runs is what is on screen: all that is typed reaches main first. */
export async function startRun<Started>(
  session: DraftSession,
  go: (revision: number) => Promise<Started>,
): Promise<Started> {
  try {
    return await go(await session.queue.settled())
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'DRAFT_MOVED_ON') throw error
    session.queue.check()
    return go(await session.queue.settled())
  }
}
