import type {
  Draft,
  KeptUndo,
  MessageDetails,
  Parameters,
  Role,
  VariableValue,
} from '../../contract/drafts.ts'
import { t } from '../../contract/i18n/t.ts'
import type { DepthSource } from './depth-gutter.ts'
import type { DraftShape } from './draft-shape.ts'
import { type Operation, stateOf } from './draft-state.ts'
import { createEditQueue, type DraftDoor, type EditQueue, type SaveStatus } from './edit-queue.ts'
import { messageExtensions, type PromptActions } from './extensions.ts'
import { openTexts, readUndo, saysTheSame, writeUndo } from './kept-undo.ts'
import type { Merged } from './merge.ts'
import type { MessageDocument } from './message-document.ts'
import { createMessageDocuments } from './message-documents.ts'
import type { PrefixPlace } from './prefix-mark.ts'
import { createSessionPlaces, firstFolded } from './session-places.ts'
import { createSessionUndo } from './session-undo.ts'
import { createSessionWork, type SessionWork } from './session-work.ts'
import { createStore, type Store } from './store.ts'
import { createUndoOrder } from './undo-order.ts'

export interface DraftSessionOptions {
  readonly draft: Draft
  readonly door: DraftDoor
  /** Depths of offsets in one message; null while the count is not fresh. */
  readonly depths: (messageId: string, model: string, offsets: readonly number[]) => ReturnType<DepthSource>
  /** What undo knew of it; null where nothing was kept. */
  readonly kept: KeptUndo | null
  readonly newId: () => string
  /** Milliseconds of a clock that only goes on. */
  readonly now: () => number
  readonly later: (work: () => void, milliseconds: number) => () => void
  readonly nonce: string | undefined
}

export interface DraftSession extends Omit<SessionWork, 'repeat'> {
  readonly promptId: string
  readonly shape: Store<DraftShape>
  readonly status: Store<SaveStatus>
  readonly queue: Pick<EditQueue, 'announced' | 'check' | 'settled' | 'isSettled' | 'revision'>
  document(messageId: string): MessageDocument | undefined
  setParameters(parameters: Partial<Parameters>): void
  /** What is sent for `{{name}}`; null takes the value away. */
  setVariable(name: string, value: VariableValue | null): void
  setRole(messageId: string, role: Role): void
  setDetails(messageId: string, details: MessageDetails): void
  remove(messageId: string): void
  fold(messageId: string, folded: boolean): void
  undo(): void
  redo(): void
  /** All that can be taken back from the revision that the queue is at, as text; null while something is on its way. */
  keptUndo(): string | null
  countIsFresh(): void
  /** Marks in one message where the draft stops being what an earlier run had; null takes the mark away. */
  markPrefix(place: (PrefixPlace & { readonly messageId: string }) | null): void
  /** Unfolds a message and puts the caret at an offset. */
  reveal(messageId: string, offset: number): void
  closeNotice(): void
  close(): void
}

/** One prompt's draft as it is worked on: its texts, its shape, one undo order over all, and the way to main. */
export function createDraftSession(options: DraftSessionOptions): DraftSession {
  const { draft, newId } = options
  const file = options.kept === null ? null : readUndo(options.kept.undo)
  const content = (file && options.kept?.before) ?? draft
  const order = createUndoOrder(options.now, file?.steps)
  // What is done again to get from the kept undo to the draft is in main already.
  let repeating = false
  /** The text that holds the mark of the prefix. */
  let marked: MessageDocument | undefined

  const first = stateOf({ ...draft, ...content })
  const shape = createStore<DraftShape>({
    messages: first.messages,
    parameters: first.parameters,
    variables: first.variables,
    folded: firstFolded(first.messages),
    notice: null,
  })
  const status = createStore<SaveStatus>({ state: 'saved', savedAt: draft.savedAt, failure: null })

  const queue = createEditQueue({
    draft,
    door: options.door,
    newId,
    later: options.later,
    busy: () => [...documents.all()].some((document) => document.isComposing()),
    onMerged: (merged) => follow(merged),
    onStatus: status.set,
  })
  const push = (operation: Operation): void => {
    if (!repeating) queue.push(operation)
  }

  const documents = createMessageDocuments({
    extensions: (ownId) => messageExtensions(depthsOf(ownId), actionsOf(ownId), options.nonce),
    onChanges: (messageId, changes, newStep) => {
      undo.typed(messageId, newStep)
      push({ kind: 'text', messageId, changes })
    },
    onRenamed: (old, id) => order.renamed(old, id),
  })
  const undo = createSessionUndo<DraftShape>({
    order,
    documents,
    shape,
    push,
    newId,
    onText: (messageId) => {
      places.fold(messageId, false)
      places.focusSoon(messageId)
    },
  })
  const { act } = undo
  const places = createSessionPlaces(shape, documents, options.later)
  const { repeat, ...work } = createSessionWork({ shape, documents, places, undo, newId })

  const depthsOf =
    (ownId: () => string): DepthSource =>
    (offsets) =>
      queue.isSettled()
        ? options.depths(ownId(), shape.get().parameters.model, offsets)
        : Promise.resolve(null)

  const actionsOf = (ownId: () => string): PromptActions => ({
    undo: () => undo.step('back'),
    redo: () => undo.step('forth'),
    leave: (direction) => places.leave(ownId(), direction),
    addBelow: () => work.addBelow(ownId()),
    move: (direction) => work.move(ownId(), direction),
  })

  const follow = (merged: Merged): void => {
    documents.follow(merged)
    const { messages, parameters, variables } = merged.state
    const notice = merged.renamed.size > 0 ? removedElsewhere() : shape.get().notice
    shape.set({ ...shape.get(), messages, parameters, variables, notice })
  }

  openTexts(documents, content, file)
  if (file !== null && options.kept !== null) {
    repeating = true
    repeat(options.kept.since)
    repeating = false
    if (!saysTheSame(draft, shape.get(), documents)) {
      queue.close()
      return createDraftSession({ ...options, kept: null })
    }
  }

  return {
    promptId: draft.promptId,
    shape,
    status,
    queue,
    document(messageId) {
      return documents.get(messageId)
    },
    setParameters: (parameters) => act({ kind: 'set-parameters', parameters }),
    setVariable: (name, value) => act({ kind: 'set-variable', name, value }),
    setRole: (messageId, role) => act({ kind: 'set-role', messageId, role }),
    setDetails: (messageId, details) => act({ kind: 'set-details', messageId, details }),
    ...work,
    remove: (messageId) => act({ kind: 'remove-message', messageId }),
    fold: (messageId, folded) => places.fold(messageId, folded),
    undo: () => undo.step('back'),
    redo: () => undo.step('forth'),
    keptUndo: () => (queue.isSettled() ? writeUndo(order.steps(), documents) : null),
    markPrefix(place) {
      const document = place === null ? undefined : documents.get(place.messageId)
      if (marked !== undefined && marked !== document) marked.markPrefix(null)
      document?.markPrefix(place)
      marked = document
    },
    reveal: (messageId, offset) => places.revealSoon(messageId, offset),
    countIsFresh() {
      for (const document of documents.all()) document.countIsFresh()
    },
    closeNotice() {
      shape.set({ ...shape.get(), notice: null })
    },
    close() {
      queue.close()
    },
  }
}

function removedElsewhere(): string {
  return t('Another window removed a message that you were writing in. It is kept, with all that you typed.')
}
