import type { DraftContent, JournalEntry, MessageDetails, Parameters, Role } from '../../contract/drafts.ts'
import type { DraftShape } from './draft-shape.ts'
import { outlineOf } from './draft-state.ts'
import type { MessageDocuments } from './message-documents.ts'
import type { SessionPlaces } from './session-places.ts'
import type { SessionUndo } from './session-undo.ts'
import { changesBetween } from './shape-changes.ts'
import type { Store } from './store.ts'

export interface NewMessage {
  readonly role: Role
  readonly content: string
  readonly details?: MessageDetails
}

export interface SessionWorkOptions {
  readonly shape: Store<DraftShape>
  readonly documents: MessageDocuments
  readonly places: SessionPlaces
  readonly undo: SessionUndo
  readonly newId: () => string
}

/** What can be done to a draft beside typing; each is one step of undo. */
export interface SessionWork {
  /** Chat, or filling the gap between two texts; these are made where they are not there yet. */
  setMode(mode: Parameters['mode']): void
  /** Adds an empty message and puts the caret into it. */
  add(role: Role, index: number): void
  addBelow(messageId: string): void
  /** Adds written messages at the end of the conversation and puts the caret into one of them, the last unless told. */
  append(messages: readonly NewMessage[], focus?: number): void
  /** Writes at the end of a message. */
  write(messageId: string, text: string): void
  move(messageId: string, direction: 'up' | 'down'): void
  /** Puts a message before or after another one. */
  moveBeside(messageId: string, otherId: string, side: 'before' | 'after'): void
  /** Makes the whole draft say what a content says. Messages that it does not have come under ids of their own. */
  replace(content: DraftContent): void
  /** Does again what was done after undo was kept, so that it can be taken back too. */
  readonly repeat: (since: readonly JournalEntry[]) => void
}

export function createSessionWork(options: SessionWorkOptions): SessionWork {
  const { shape, documents, places, undo, newId } = options
  const { act } = undo

  const indexOf = (messageId: string): number => shape.get().messages.findIndex(({ id }) => id === messageId)

  const add = (role: Role, index: number): void => {
    const messageId = newId()
    places.focusSoon(messageId)
    act({ kind: 'add-message', messageId, role, index })
  }

  /** A message with its text; undo takes both away, redo brings both back. */
  const addWritten = ({ role, content, details }: NewMessage): string => {
    const messageId = newId()
    const index = shape.get().messages.length
    act({ kind: 'add-message', messageId, role, index, ...(details && { details }) })
    documents.get(messageId)?.write(content)
    return messageId
  }

  return {
    setMode(mode) {
      const { messages } = shape.get()
      const gaps = mode === 'fim' ? (['prompt', 'suffix'] as const) : []
      const missing = gaps.filter((role) => !messages.some((message) => message.role === role))
      undo.together(() => {
        for (const role of missing) addWritten({ role, content: '' })
        act({ kind: 'set-parameters', parameters: { mode } })
      })
    },
    add,
    addBelow(messageId) {
      const index = indexOf(messageId)
      add(nextRole(shape.get().messages[index]?.role), index + 1)
    },
    append(messages, focus = messages.length - 1) {
      const added: string[] = []
      undo.together(() => added.push(...messages.map(addWritten)))
      const focused = added[focus]
      if (focused !== undefined) places.revealSoon(focused, 0)
    },
    write(messageId, text) {
      undo.endStep()
      documents.get(messageId)?.append(text)
      undo.endStep()
      places.revealSoon(messageId, documents.get(messageId)?.state().doc.length ?? 0)
    },
    move(messageId, direction) {
      const neighbour = places.neighbourOf(messageId, direction)
      if (neighbour === undefined) return
      places.focusSoon(messageId)
      act({ kind: 'move-message', messageId, index: indexOf(neighbour.id) })
    },
    moveBeside(messageId, otherId, side) {
      const from = indexOf(messageId)
      const other = indexOf(otherId)
      if (from === -1 || other === -1 || from === other) return
      // Counted without the message itself, which is taken away first.
      const index = other - (from < other ? 1 : 0) + (side === 'after' ? 1 : 0)
      if (index !== from) act({ kind: 'move-message', messageId, index })
    },
    replace(content) {
      const here = new Set(shape.get().messages.map(({ id }) => id))
      const named = content.messages.map((message) =>
        here.has(message.id) ? message : { ...message, id: newId() },
      )
      const messages = named.map(({ id, role, details }) => outlineOf(id, role, details))
      undo.together(() => {
        for (const change of changesBetween(shape.get(), { ...content, messages })) act(change)
        for (const { id, content: text } of named) {
          if (here.has(id)) documents.get(id)?.replace(text)
          else documents.get(id)?.write(text)
        }
      })
    },
    repeat(since) {
      for (const entry of since) {
        if ('change' in entry) act(entry.change)
        else for (const { messageId, ...edit } of entry.edits) documents.get(messageId)?.edit(edit)
      }
      undo.endStep()
    },
  }
}

/** A conversation takes turns. */
function nextRole(role: Role | undefined): Role {
  return role === 'user' ? 'assistant' : 'user'
}
