import { Worker } from 'node:worker_threads'

import { FathomError } from '../errors.ts'
import type { PromptUnits } from './prompt-units.ts'
import type { Piece } from './tokenizer-types.ts'
import type {
  DocumentPlace,
  FromWorker,
  LayoutCounts,
  LayoutName,
  PromptTokens,
  Question,
  QuestionName,
  Questions,
  ToWorker,
  Update,
  WireError,
} from './worker-protocol.ts'

/** What a fresh worker must be told after a crash. */
export interface OpenState {
  readonly documents: readonly { readonly document: string; readonly text: string }[]
  readonly layouts: readonly {
    readonly key: string
    readonly revision: number
    readonly layouts: readonly (readonly Piece[])[]
  }[]
}

export interface TokenizerClientOptions {
  readonly workerUrl: URL
  readonly vocabularyPath: string
  /** All texts and prompts as they are now, for a worker that takes the place of a crashed one. */
  readonly reopen: () => OpenState
  /** Called with the exact counts after an answer was stale. */
  readonly onCounts: (counts: LayoutCounts) => void
}

/** Counting in a thread of its own. Every method rejects with a FathomError. */
export interface TokenizerClient {
  open(document: string, text: string): Promise<void>
  closeDocument(document: string): Promise<void>
  /** Drops the prompts of a key. */
  forget(key: string): Promise<void>
  /** Edits documents and counts the prompts of a key; answers at once, with stale counts if need be. */
  update(update: Update): Promise<LayoutCounts>
  /** The exact counts of a key, however long they take. */
  exact(key: string): Promise<LayoutCounts>
  count(text: string): Promise<number>
  /** The tokens number `from` to before number `to` of a prompt. */
  locate(layout: LayoutName, from: number, to: number): Promise<PromptTokens>
  /** The tokens of a prompt that begin in a range of a document. */
  locateIn(layout: LayoutName, document: string, from: number, to: number): Promise<PromptTokens>
  /** The prompt in units of 128 tokens; a long one takes its time, and an edit meanwhile begins it anew. */
  units(layout: LayoutName): Promise<PromptUnits>
  /** Tokens of the prompt before each place. */
  depths(layout: LayoutName, places: readonly DocumentPlace[]): Promise<number[]>
  /** Ends the thread; what is still unanswered is rejected. */
  close(): Promise<void>
}

interface Waiting {
  readonly question: Question
  /** Whether the thread died once when this was the oldest question; a second time it is not asked again. */
  suspect: boolean
  /** Asked by the client itself after a crash. */
  readonly replayed: boolean
  readonly resolve: (value: never) => void
  readonly reject: (error: FathomError) => void
}

/** Crashes without an answer between after which no fresh thread is started. */
const crashesInARow = 4

/**
 * Starts the thread at once. After a crash a fresh one is told all texts anew and asked again what had no
 * answer; a question that crashed it twice is answered COUNTER_FAILED.
 */
export function createTokenizerClient(options: TokenizerClientOptions): TokenizerClient {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | null = null
  let ready = false
  let closed = false
  let lastId = 0
  let starts = 0
  let crashes = 0

  function startWorker(): Worker {
    const { workerUrl, vocabularyPath } = options
    const started = new Worker(workerUrl, { workerData: { vocabularyPath }, execArgv: [] })
    let cause = 'its thread ended'
    started.on('message', (message: FromWorker) => receive(message))
    started.on('error', (error) => (cause = error instanceof Error ? error.message : String(error)))
    started.on('exit', () => ended(started, cause))
    worker = started
    ready = false
    if (starts++ > 0) replay(started)
    return started
  }

  function receive(message: FromWorker): void {
    if (message.kind === 'ready') ready = true
    else if (message.kind === 'fatal') giveUp(message.error)
    else if (message.kind === 'counts') options.onCounts(message.counts)
    else {
      const asked = waiting.get(message.id)
      waiting.delete(message.id)
      if (asked?.replayed === false) crashes = 0
      if (message.kind === 'answer') asked?.resolve(message.value as never)
      else asked?.reject(fromWire(message.error))
    }
  }

  function ended(dead: Worker, cause: string): void {
    if (closed || dead !== worker) return
    worker = null
    const error: WireError = {
      code: 'COUNTER_FAILED',
      message: `Counting stopped: ${cause}. Open the draft again.`,
    }
    // The next question tries again; until then nothing dies in circles.
    if (!ready || ++crashes > crashesInARow) return rejectAll(error)
    const unanswered = [...waiting].filter(([, asked]) => !asked.replayed)
    waiting.clear()
    const [oldest] = unanswered
    if (oldest !== undefined && oldest[1].suspect) {
      unanswered.shift()
      oldest[1].reject(fromWire(error))
    } else if (oldest !== undefined) oldest[1].suspect = true
    const fresh = startWorker()
    for (const [id, asked] of unanswered) askAgain(fresh, id, asked)
  }

  function askAgain(fresh: Worker, id: number, asked: Waiting): void {
    const { question } = asked
    const settledByReplay =
      question.name === 'open' || question.name === 'closeDocument' || question.name === 'forget'
    if (settledByReplay) return asked.resolve(null as never)
    waiting.set(id, asked)
    send(fresh, id, withoutEdits(question))
  }

  /** Opens all texts and prompts as they are now; the counts go where late counts go. */
  function replay(fresh: Worker): void {
    const { documents, layouts } = options.reopen()
    for (const ask of documents) send(fresh, ++lastId, { name: 'open', ask })
    for (const layout of layouts) {
      const question: Question = { name: 'update', ask: { ...layout, edits: [] } }
      const resolve = (counts: LayoutCounts): void => {
        if (!counts.stale) options.onCounts(counts)
      }
      waiting.set(++lastId, {
        question,
        suspect: false,
        replayed: true,
        resolve,
        reject: () => {},
      })
      send(fresh, lastId, question)
    }
  }

  /** The worker could not start: the next question tries another. */
  function giveUp(error: WireError): void {
    void worker?.terminate()
    worker = null
    rejectAll(error)
  }

  function rejectAll(error: WireError): void {
    const unanswered = [...waiting.values()]
    waiting.clear()
    for (const { reject } of unanswered) reject(fromWire(error))
  }

  async function ask<Name extends QuestionName>(
    name: Name,
    question: Questions[Name]['ask'],
  ): Promise<Questions[Name]['answer']> {
    if (closed) throw fromWire(closedError)
    const id = ++lastId
    const asked = { name, ask: question } as Question
    return new Promise((resolve, reject) => {
      waiting.set(id, { question: asked, suspect: false, replayed: false, resolve, reject })
      send(worker ?? startWorker(), id, asked)
    })
  }

  async function close(): Promise<void> {
    closed = true
    rejectAll(closedError)
    await worker?.terminate()
  }

  startWorker()
  return {
    open: async (document, text) => void (await ask('open', { document, text })),
    closeDocument: async (document) => void (await ask('closeDocument', { document })),
    forget: async (key) => void (await ask('forget', { key })),
    update: (update) => ask('update', update),
    exact: (key) => ask('exact', { key }),
    count: (text) => ask('count', { text }),
    locate: (layout, from, to) => ask('locate', { ...layout, from, to }),
    locateIn: (layout, document, from, to) => ask('locateIn', { ...layout, document, from, to }),
    units: (layout) => ask('units', layout),
    depths: (layout, places) => ask('depths', { ...layout, places }),
    close,
  }
}

const closedError: WireError = {
  code: 'COUNTER_CLOSED',
  message: 'Counting has ended. Start Fathom again to go on.',
}

function send(worker: Worker, id: number, question: Question): void {
  const message: ToWorker = { id, question }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  worker.postMessage(message)
}

/** After a crash the texts are opened as they are now: edits that were under way are in them. */
function withoutEdits(question: Question): Question {
  return question.name === 'update' ? { name: 'update', ask: { ...question.ask, edits: [] } } : question
}

function fromWire({ code, message, details }: WireError): FathomError {
  return new FathomError(code, message, details)
}
