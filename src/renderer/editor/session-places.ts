import type { DraftShape } from './draft-shape.ts'
import { isShown, type MessageOutline } from './draft-state.ts'
import type { MessageDocuments } from './message-documents.ts'
import type { Store } from './store.ts'

/** Where one is in a draft: which messages are folded, and where the caret goes. */
export interface SessionPlaces {
  fold(messageId: string, folded: boolean): void
  /** Puts the caret into a message that is drawn, or moved in the page, after this. */
  focusSoon(messageId: string): void
  /** Unfolds a message and puts the caret at an offset, in view. */
  revealSoon(messageId: string, offset: number): void
  /** The message above or below on screen; those of the other mode are not shown. */
  neighbourOf(messageId: string, direction: 'up' | 'down'): MessageOutline | undefined
  /** Takes the caret into the message above or below; false when there is none to write in. */
  leave(messageId: string, direction: 'up' | 'down'): boolean
}

export function createSessionPlaces(
  shape: Store<DraftShape>,
  documents: MessageDocuments,
  later: (work: () => void, milliseconds: number) => () => void,
): SessionPlaces {
  const fold = (messageId: string, isFolded: boolean): void => {
    if (shape.get().folded.has(messageId) === isFolded) return
    const folded = new Set(shape.get().folded)
    if (isFolded) folded.add(messageId)
    else folded.delete(messageId)
    shape.set({ ...shape.get(), folded })
  }

  const neighbourOf = (messageId: string, direction: 'up' | 'down'): MessageOutline | undefined => {
    const { messages, parameters } = shape.get()
    const shown = messages.filter((message) => isShown(message, parameters.mode))
    return shown[shown.findIndex(({ id }) => id === messageId) + (direction === 'up' ? -1 : 1)]
  }

  return {
    fold,
    focusSoon(messageId) {
      later(() => documents.get(messageId)?.focus(), 0)
    },
    revealSoon(messageId, offset) {
      fold(messageId, false)
      later(() => documents.get(messageId)?.reveal(offset), 0)
    },
    neighbourOf,
    leave(messageId, direction) {
      const neighbour = neighbourOf(messageId, direction)
      if (neighbour === undefined || shape.get().folded.has(neighbour.id)) return false
      return documents.get(neighbour.id)?.focus(direction === 'up' ? 'end' : 'start') ?? false
    },
  }
}

const MANY_MESSAGES = 12

/** A long conversation opens with its middle folded: the first message and the last two are what is worked on. */
export function firstFolded(messages: readonly MessageOutline[]): ReadonlySet<string> {
  if (messages.length <= MANY_MESSAGES) return new Set()
  return new Set(messages.slice(1, -2).map(({ id }) => id))
}
