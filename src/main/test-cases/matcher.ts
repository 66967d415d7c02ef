import { Worker } from 'node:worker_threads'

/** What is asked of a text: does a pattern stand in it, is it JSON that a schema allows. */
export type MatchQuestion =
  | { readonly kind: 'regex'; readonly pattern: string; readonly flags: string; readonly text: string }
  | { readonly kind: 'schema'; readonly schema: unknown; readonly text: string }

export type MatchAnswer =
  | { readonly outcome: 'yes' | 'too-slow' }
  /** `said`: what a schema does not allow, where it does not. */
  | { readonly outcome: 'no' | 'bad-pattern' | 'bad-schema' | 'not-json'; readonly said: string }

/** Patterns and schemas of users, in a thread that can be ended: some patterns would need longer than the sun burns. */
export interface Matcher {
  ask(question: MatchQuestion): Promise<MatchAnswer>
  close(): Promise<void>
}

/** Milliseconds for one question; honest ones need less than one, a busy machine takes its time. */
const USUAL_LIMIT = 2_000

/**
 * Answers questions in a thread that is ended when one takes longer than `limitMs`: a pattern may take for
 * ever.
 */
export function createMatcher(workerUrl: URL, limitMs: number = USUAL_LIMIT): Matcher {
  let thread: Promise<Worker> | null = null
  let last: Promise<unknown> = Promise.resolve()

  async function start(): Promise<Worker> {
    const worker = new Worker(workerUrl, { execArgv: [] })
    worker.unref()
    await new Promise<void>((resolve, reject) => {
      worker.once('message', () => resolve())
      worker.once('error', reject)
    })
    return worker
  }

  async function askNow(question: MatchQuestion): Promise<MatchAnswer> {
    thread ??= start()
    const worker = await thread
    const answered = Promise.withResolvers<MatchAnswer>()
    const giveUp = (): void => {
      thread = null
      void worker.terminate()
      answered.resolve({ outcome: 'too-slow' })
    }
    const timer = setTimeout(giveUp, limitMs)
    worker.once('message', answered.resolve)
    worker.once('error', giveUp)
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- the port of a thread has no origin
    worker.postMessage(question)
    const answer = await answered.promise
    clearTimeout(timer)
    worker.removeAllListeners('message')
    worker.removeAllListeners('error')
    // Whatever it still says is for nobody.
    worker.on('error', () => {})
    return answer
  }

  return {
    ask: (question) => {
      const answer = last.then(() => askNow(question))
      last = answer.catch(() => {
        thread = null
      })
      return answer
    },
    close: async () => {
      await last
      await (await thread)?.terminate()
    },
  }
}
