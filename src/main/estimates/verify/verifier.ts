import { Worker } from 'node:worker_threads'

import type { Verification } from '../../../contract/tokens.ts'
import { FathomError } from '../../errors.ts'
import type { DraftCounter } from '../draft-counter.ts'
import type { LiveEstimates } from '../live-estimates.ts'
import { textRuns } from './text-runs.ts'

export interface VerifyWorkerData {
  readonly vocabularyPath: string
  readonly runs: readonly string[]
}

export type VerifyWorkerMessage =
  | { readonly ok: true; readonly tokens: number; readonly sameTokens: boolean }
  | { readonly ok: false; readonly message: string }

/** Counts watched drafts again with an engine that shares nothing with ours but the vocabulary. */
export interface Verifier {
  /**
   * Of the draft as it is now. Asking again ends what this window asked before.
   * Errors DRAFT_NOT_WATCHED, VERIFY_STOPPED, VERIFY_FAILED.
   */
  verify(clientId: string, promptId: string, model: string): Promise<Verification>
  stop(clientId: string): void
  /** Ends all threads. */
  close(): Promise<void>
}

export interface VerifierOptions {
  readonly workerUrl: URL
  readonly vocabularyPath: string
  readonly estimates: Pick<LiveEstimates, 'encode'>
  readonly counter: Pick<DraftCounter, 'count'>
}

/** Recounts a draft with the second engine, in a thread of its own for each window. */
export function createVerifier(options: VerifierOptions): Verifier {
  const { workerUrl, vocabularyPath, estimates, counter } = options
  /** The thread of each window that is verifying. */
  const threads = new Map<string, Worker>()

  function stop(clientId: string): void {
    void threads.get(clientId)?.terminate()
    threads.delete(clientId)
  }

  function countAgain(clientId: string, runs: readonly string[]): Promise<VerifyWorkerMessage> {
    stop(clientId)
    const workerData: VerifyWorkerData = { vocabularyPath, runs }
    const thread = new Worker(workerUrl, { workerData, execArgv: [] })
    threads.set(clientId, thread)
    return new Promise((resolve) => {
      thread.once('message', resolve)
      thread.once('error', (error) => resolve({ ok: false, message: String(error) }))
      thread.once('exit', () => {
        const stopped = threads.get(clientId) !== thread
        if (!stopped) threads.delete(clientId)
        resolve({ ok: false, message: stopped ? STOPPED : 'its thread ended' })
      })
    })
  }

  return {
    async verify(clientId, promptId, model) {
      const draft = estimates.encode(promptId, model)
      if (draft === null) {
        throw new FathomError('DRAFT_NOT_WATCHED', 'This draft is not open. Open it and verify again.')
      }
      const pieces = draft.parts.map(({ piece }) => piece)
      const texts = new Map(draft.texts().map(({ document, text }) => [document, text]))
      const { runs, controls } = textRuns(pieces, (document) => texts.get(document) ?? '')
      // Asked for before anything else can be edited: both engines see the same draft.
      const counting = counter.count(pieces)
      const [own, answer] = await Promise.all([counting, countAgain(clientId, runs)])
      if (!answer.ok) throw failure(answer.message)
      const { tokens, sameTokens } = answer
      return { revision: draft.revision, model, own: own.total, reference: tokens + controls, sameTokens }
    },
    stop,
    close: async () => {
      const open = [...threads.values()]
      threads.clear()
      await Promise.all(open.map((thread) => thread.terminate()))
    },
  }
}

const STOPPED = 'stopped'

function failure(message: string): FathomError {
  if (message === STOPPED) return new FathomError('VERIFY_STOPPED', 'Verifying was stopped.')
  return new FathomError('VERIFY_FAILED', `The second engine could not count: ${message}. Try again.`)
}
