import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

import { FathomError } from '../errors.ts'

export interface PracticeWorkerData {
  readonly resources: string
  readonly vocabularyFile: string
  readonly seed?: string
}

export type PracticeWorkerMessage =
  | { readonly ok: true; readonly url: string; readonly key: string }
  | { readonly ok: false; readonly message: string }

/** The practice endpoint in a thread of its own. */
export interface PracticeWorker {
  /** Base URL and key; started at the first call. Error PRACTICE_FAILED. */
  address(): Promise<{ readonly url: string; readonly key: string }>
  /** The base URL once it serves; null before, without starting it. */
  url(): string | null
  close(): Promise<void>
}

/** The practice endpoint in a thread of its own, started when it is first asked for. Error PRACTICE_FAILED. */
export function createPracticeWorker(script: URL, workerData: PracticeWorkerData): PracticeWorker {
  let worker: Worker | undefined
  let serving: string | null = null
  let started: Promise<{ url: string; key: string }> | undefined

  async function start(): Promise<{ url: string; key: string }> {
    worker = new Worker(script, { workerData })
    const [message] = (await once(worker, 'message')) as [PracticeWorkerMessage]
    if (!message.ok)
      throw new FathomError('PRACTICE_FAILED', `The practice endpoint did not start: ${message.message}`)
    // It serves as long as the workbench lives, and is no reason for the process to stay.
    worker.unref()
    serving = message.url
    return { url: message.url, key: message.key }
  }

  return {
    address: () => {
      started ??= start().catch((error: unknown) => {
        started = undefined
        throw error
      })
      return started
    },
    url: () => serving,
    close: async () => {
      await worker?.terminate()
    },
  }
}
