import { historyField } from '@codemirror/commands'
import { type ChangeSet, EditorState, type Extension, type Text } from '@codemirror/state'

import { contentOf } from './text-changes.ts'

/** The undo history of one text as plain values, newest last. */
export interface TextHistory {
  readonly done: readonly unknown[]
  readonly undone: readonly unknown[]
}

/** As CodeMirror keeps an event: immutable, with changes that lead back. Events that only hold selections have none. */
interface HistoryEvent {
  readonly changes?: ChangeSet
  toJSON(): unknown
}

interface HistoryEvents {
  readonly done: readonly HistoryEvent[]
  readonly undone: readonly HistoryEvent[]
}

/** Each event once: what was typed before does not change while one goes on typing. */
const written = new WeakMap<HistoryEvent, { readonly json: unknown; readonly size: number }>()

/** Characters that keeping an event takes beside what it puts in. */
const FRAME = 80

/**
 * The newest part of a text's history that fits into so many characters, and what it takes of them.
 * `whole` is false where older steps had to be left out.
 */
export function keptHistory(
  state: EditorState,
  room: number,
): { readonly history: TextHistory; readonly size: number; readonly whole: boolean } {
  const { done, undone } = state.field(historyField) as HistoryEvents
  const past = newest(done, room)
  const future = newest(undone, room - past.size)
  return {
    history: { done: past.events, undone: future.events },
    size: past.size + future.size,
    whole: past.whole && future.whole,
  }
}

function newest(events: readonly HistoryEvent[], room: number) {
  const kept: unknown[] = []
  let size = 0
  for (const event of events.toReversed()) {
    const cost = written.get(event)?.size ?? sizeOf(event)
    if (size + cost > room) return { events: kept.toReversed(), size, whole: false }
    const known = written.get(event) ?? { json: event.toJSON(), size: cost }
    written.set(event, known)
    kept.push(known.json)
    size += cost
  }
  return { events: kept.toReversed(), size, whole: true }
}

function sizeOf({ changes }: HistoryEvent): number {
  let size = FRAME
  changes?.iterChanges((_fromA, _toA, _fromB, _toB, inserted) => {
    size += inserted.length + 16
  })
  return size
}

/** The state of an editor with the history that was kept of its text; without, where the history is of another text. */
export function stateWithHistory(text: Text, extensions: Extension, history: TextHistory): EditorState {
  const doc = contentOf(text)
  try {
    const state = EditorState.fromJSON(
      { doc, selection: { ranges: [{ anchor: 0, head: 0 }], main: 0 }, history },
      { extensions },
      { history: historyField },
    )
    const { done, undone } = state.field(historyField) as HistoryEvents
    if ([done.at(-1), undone.at(-1)].every((event) => fits(event, text.length))) return state
  } catch {
    // What cannot be read is not worth more than the text without it.
  }
  return EditorState.create({ doc: text, extensions })
}

function fits(event: HistoryEvent | undefined, length: number): boolean {
  return event?.changes === undefined || event.changes.length === length
}
