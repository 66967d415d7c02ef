import type { RunProgress } from '../../contract/runs.ts'
import type { ChatEvent, ToolCall, ToolCallDelta } from '../deepseek/chat-types.ts'
import { createToolCalls } from '../deepseek/tool-calls.ts'
import type { PartialAnswer } from './lower-bounds.ts'

/** How often text goes to the window, in ms: one commit a frame. */
const FRAME_MS = 16
/** How often text goes to disk, in ms: kill -9 loses no more than what came in it. */
const SAVE_MS = 500

/** What came of an answer within some time: text, and pieces of tool calls. */
interface Arrival extends PartialAnswer {
  readonly toolCalls: readonly ToolCallDelta[]
}

export interface TextDelta extends Arrival {
  /** Number of this delta within the run, from 1. */
  readonly seq: number
}

/** One run in flight. Main owns its text; the window is only told of it. */
export interface LiveRun {
  readonly take: (event: ChatEvent) => void
  /** Hands on and saves what is still held back. The last call: nothing is told or saved after it. */
  end(): void
  snapshot(): LiveSnapshot
}

export interface LiveSnapshot extends PartialAnswer {
  readonly seq: number
  readonly toolCalls: readonly ToolCall[]
  readonly progress: RunProgress
  readonly firstByteAt: number | null
  readonly thinkingEndedAt: number | null
}

export interface LiveRunOptions {
  /** Called at most once a frame. */
  readonly onDelta: (delta: TextDelta) => void
  readonly onProgress: (progress: RunProgress) => void
  /** Called at most twice a second with the text since the last call that did not throw. */
  readonly save: (delta: TextDelta) => void
  /** Text that could not be saved is kept and saved with the next. */
  readonly onSaveFailure: (error: unknown) => void
}

const NOTHING: Arrival = { content: '', reasoning: '', toolCalls: [] }

/** A run while it is under way: what came is announced once a frame and saved twice a second. */
export function createLiveRun(options: LiveRunOptions): LiveRun {
  let whole: PartialAnswer = { content: '', reasoning: '' }
  const calls = createToolCalls()
  let unshown = NOTHING
  let unsaved = NOTHING
  let seq = 0
  let progress: RunProgress = { state: 'sending' }
  let firstByteAt: number | null = null
  let thinkingEndedAt: number | null = null
  let frame: NodeJS.Timeout | undefined
  let saving: NodeJS.Timeout | undefined
  let ended = false

  const show = (): void => {
    clearTimeout(frame)
    frame = undefined
    if (isEmpty(unshown)) return
    seq += 1
    const delta = { seq, ...unshown }
    unshown = NOTHING
    options.onDelta(delta)
  }
  const save = (): void => {
    clearTimeout(saving)
    saving = undefined
    // The number that is saved stands for exactly the text that is saved.
    show()
    if (isEmpty(unsaved)) return
    try {
      options.save({ seq, ...unsaved })
      unsaved = NOTHING
    } catch (error) {
      options.onSaveFailure(error)
      if (!ended) saving = setTimeout(save, SAVE_MS)
    }
  }
  const add = (fresh: Arrival): void => {
    whole = append(whole, fresh)
    for (const piece of fresh.toolCalls) calls.add(piece)
    unshown = arrive(unshown, fresh)
    unsaved = arrive(unsaved, fresh)
    frame ??= setTimeout(show, FRAME_MS)
    saving ??= setTimeout(save, SAVE_MS)
  }
  const enter = (next: RunProgress): void => {
    if (next.state === progress.state && next.state !== 'retrying') return
    progress = next
    options.onProgress(next)
  }

  return {
    end: () => {
      ended = true
      save()
    },
    snapshot: () => {
      show()
      return { ...whole, toolCalls: calls.build(), seq, progress, firstByteAt, thinkingEndedAt }
    },
    take: (event) => {
      if (event.kind === 'first-byte') firstByteAt ??= event.at
      if (event.kind === 'delta') {
        const answers = event.content !== undefined || event.toolCalls !== undefined
        if (answers && whole.reasoning !== '') thinkingEndedAt ??= event.at
        const { content = '', reasoning = '', toolCalls = [] } = event
        add({ content, reasoning, toolCalls })
      }
      const next = progressOf(event)
      if (next !== null) enter(next)
    },
  }
}

function isEmpty({ content, reasoning, toolCalls }: Arrival): boolean {
  return content === '' && reasoning === '' && toolCalls.length === 0
}

function append(answer: PartialAnswer, { content, reasoning }: PartialAnswer): PartialAnswer {
  return { content: answer.content + content, reasoning: answer.reasoning + reasoning }
}

function arrive(before: Arrival, fresh: Arrival): Arrival {
  const toolCalls =
    fresh.toolCalls.length === 0 ? before.toolCalls : joinPieces(before.toolCalls, fresh.toolCalls)
  return { ...append(before, fresh), toolCalls }
}

/** Arguments come in pieces of a few characters; those of one call that follow each other are one piece. */
function joinPieces(
  before: readonly ToolCallDelta[],
  fresh: readonly ToolCallDelta[],
): readonly ToolCallDelta[] {
  const joined = [...before]
  for (const piece of fresh) {
    const last = joined.at(-1)
    if (last?.index !== piece.index) joined.push(piece)
    else joined[joined.length - 1] = { ...last, ...piece, arguments: argumentsOf(last) + argumentsOf(piece) }
  }
  return joined
}

const argumentsOf = (piece: ToolCallDelta): string => piece.arguments ?? ''

function progressOf(event: ChatEvent): RunProgress | null {
  switch (event.kind) {
    case 'sent':
      return { state: 'sending' }
    case 'queued':
      return { state: 'queued', since: new Date(event.at - event.waitedMs).toISOString() }
    case 'retry':
      return {
        state: 'retrying',
        attempt: event.attempt,
        at: new Date(event.at + event.delayMs).toISOString(),
        reason: event.error.message,
      }
    case 'stalled':
      return { state: 'stalled', since: new Date(event.at - event.idleMs).toISOString() }
    case 'delta':
      return { state: 'streaming' }
    default:
      return null
  }
}
