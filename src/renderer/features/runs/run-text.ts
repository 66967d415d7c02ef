import type { Run, RunEvents, ToolCall, ToolCallPiece } from '../../../contract/runs.ts'

export type RunPart = 'content' | 'reasoning'

type Snapshot = Pick<Run, 'content' | 'reasoning' | 'toolCalls' | 'seq'>
type Delta = Omit<RunEvents['runs.delta'], 'runId'>

export interface RunText {
  /** Takes the whole text as main has it. What was appended since that moment stays. */
  snapshot(run: Snapshot): void
  /** Appends one delta. `gap`: some before it are missing, so main has to be asked for a snapshot. */
  delta(delta: Delta): 'appended' | 'known' | 'gap'
  text(part: RunPart): string
  /** The tool calls as far as they came; another array whenever they grow. */
  calls(): readonly ToolCall[]
  followCalls(listener: () => void): () => void
  /** Calls back with what is new at the end of a part; `whole` when all of it is to be drawn anew. */
  follow(part: RunPart, listener: (text: string, whole: boolean) => void): () => void
}

/** The text of one run while it streams: numbered deltas on top of a snapshot, each character once and in order. */
export function createRunText(): RunText {
  const texts: Record<RunPart, string> = { content: '', reasoning: '' }
  const listeners: Record<RunPart, Set<(text: string, whole: boolean) => void>> = {
    content: new Set(),
    reasoning: new Set(),
  }
  const callListeners = new Set<() => void>()
  let calls: readonly ToolCall[] = []
  // Deltas that came before the ones they build upon.
  const early = new Map<number, Delta>()
  let seq = 0

  const append = (part: RunPart, text: string): void => {
    if (text === '') return
    texts[part] += text
    for (const listener of listeners[part]) listener(text, false)
  }

  const take = (part: RunPart, whole: string): void => {
    const known = texts[part]
    if (whole.startsWith(known)) {
      append(part, whole.slice(known.length))
      return
    }
    texts[part] = whole
    for (const listener of listeners[part]) listener(whole, true)
  }

  const setCalls = (next: readonly ToolCall[]): void => {
    if (next.length === 0 && calls.length === 0) return
    calls = next
    for (const listener of callListeners) listener()
  }

  const catchUp = (): void => {
    for (let next = early.get(seq + 1); next !== undefined; next = early.get(seq + 1)) {
      seq = next.seq
      append('reasoning', next.reasoning)
      append('content', next.content)
      setCalls(addPieces(calls, next.toolCalls))
    }
    for (const number of early.keys()) if (number <= seq) early.delete(number)
  }

  return {
    snapshot(run) {
      if (run.seq < seq) return
      ;({ seq } = run)
      take('reasoning', run.reasoning)
      take('content', run.content)
      setCalls(run.toolCalls)
      catchUp()
    },
    delta(delta) {
      if (delta.seq <= seq) return 'known'
      early.set(delta.seq, delta)
      if (delta.seq > seq + 1) return 'gap'
      catchUp()
      return 'appended'
    },
    text: (part) => texts[part],
    calls: () => calls,
    followCalls(listener) {
      callListeners.add(listener)
      return () => callListeners.delete(listener)
    },
    follow(part, listener) {
      listeners[part].add(listener)
      return () => listeners[part].delete(listener)
    },
  }
}

/** Pieces put onto the calls that they belong to; calls that came whole so far keep their place. */
function addPieces(calls: readonly ToolCall[], pieces: readonly ToolCallPiece[]): readonly ToolCall[] {
  if (pieces.length === 0) return calls
  const grown = [...calls]
  for (const { index, ...piece } of pieces) {
    const call = grown[index] ?? { id: '', name: '', arguments: '' }
    grown[index] = { ...call, ...piece, arguments: call.arguments + (piece.arguments ?? '') }
  }
  return grown
}
