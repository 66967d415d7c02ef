import type { DraftChange } from '../../contract/drafts.ts'
import type { Operation } from './draft-state.ts'
import type { MessageDocuments } from './message-documents.ts'
import { changedShape, inverseOf, type Shape } from './shape-changes.ts'
import type { Store } from './store.ts'
import { differenceBetween, textOf } from './text-changes.ts'
import type { ShapeStep, SingleStep, UndoOrder } from './undo-order.ts'

export interface SessionUndoOptions<S extends Shape> {
  readonly order: UndoOrder
  readonly documents: MessageDocuments
  readonly shape: Store<S>
  /** On the way to main. */
  readonly push: (operation: Operation) => void
  readonly newId: () => string
  /** A step in a message's text was taken back or brought back. */
  readonly onText: (messageId: string) => void
}

/** What is done to a draft, as steps that can be taken back: typing and changes of shape in one order. */
export interface SessionUndo {
  /** Carries out a change; nothing where it would change nothing. */
  readonly act: (change: DraftChange) => void
  /** What is done meanwhile is taken back as one. */
  together(work: () => void): void
  /** Something was typed in a message; `newStep` when undo can take it back on its own. */
  typed(messageId: string, newStep: boolean): void
  /** What is typed next is a step of its own. */
  endStep(): void
  /** Takes the last step back, or brings the one back that was taken back last. */
  step(direction: 'back' | 'forth'): void
}

export function createSessionUndo<S extends Shape>(options: SessionUndoOptions<S>): SessionUndo {
  const { order, documents, shape, push, newId } = options
  let typedIn: string | null = null

  const endStep = (): void => {
    if (typedIn !== null) documents.get(typedIn)?.endStep()
    typedIn = null
  }

  const apply = (change: DraftChange): void => {
    shape.set({ ...shape.get(), ...changedShape(shape.get(), change) })
    push({ kind: 'change', change })
  }

  /** Carries out a step of shape; a message that comes back has a new id, because main keeps the old one removed. */
  const perform = ({ change, restores }: ShapeStep): void => {
    if (change.kind === 'remove-message') {
      documents.remove(change.messageId)
      apply(change)
      return
    }
    if (change.kind !== 'add-message') {
      apply(change)
      return
    }
    const messageId = newId()
    const back = restores === null ? undefined : documents.restore(restores, messageId)
    if (back === undefined) {
      documents.open(change.messageId, textOf(''))
      apply(change)
      return
    }
    apply({ ...change, messageId })
    const changes = differenceBetween(textOf(''), back.state().doc)
    if (!changes.empty) push({ kind: 'text', messageId, changes })
  }

  /** False where the text is gone or has no such step: it counts for nothing. */
  const take = (step: SingleStep, direction: 'back' | 'forth'): boolean => {
    if (step.kind === 'shape') {
      perform(direction === 'back' ? step.undo : step.redo)
      return true
    }
    const document = documents.get(step.messageId)
    if (document === undefined || !(direction === 'back' ? document.undo() : document.redo())) return false
    options.onText(step.messageId)
    return true
  }

  /** Each step is looked up anew: one before it may have brought a message back under another id. */
  const takeGroup = (count: number, direction: 'back' | 'forth'): void => {
    for (let done = 0; done < count; done += 1) {
      const group = order.last(direction)
      const step =
        group?.kind === 'group' ? group.steps[direction === 'back' ? count - 1 - done : done] : undefined
      if (step !== undefined) take(step, direction)
    }
  }

  return {
    act(change) {
      const undo = inverseOf(shape.get(), change)
      if (undo === null) return
      endStep()
      const restores = change.kind === 'add-message' ? change.messageId : null
      const redo = { change, restores }
      order.done({ kind: 'shape', undo, redo })
      perform(redo)
    },
    together(work) {
      endStep()
      order.together(work)
      endStep()
    },
    typed(messageId, newStep) {
      // Going over to another message ends the step there, so that undo goes back in the order of the work.
      if (typedIn !== messageId) endStep()
      typedIn = messageId
      if (newStep) order.done({ kind: 'text', messageId })
    },
    endStep,
    step(direction) {
      for (;;) {
        const next = direction === 'back' ? order.takeBack() : order.bringBack()
        if (next === undefined) return
        if (next.kind !== 'group') {
          if (take(next, direction)) return
          continue
        }
        takeGroup(next.steps.length, direction)
        return
      }
    },
  }
}
