import type {
  Draft,
  DraftChange,
  MessageDetails,
  Parameters,
  Role,
  Variables,
  VariableValue,
} from '../../contract/drafts.ts'
import { t } from '../../contract/i18n/t.ts'
import type { DepthSource } from './depth-gutter.ts'
import { applyOperation, isShown, type MessageOutline, stateOf } from './draft-state.ts'
import { createEditQueue, type DraftDoor, type EditQueue, type SaveStatus } from './edit-queue.ts'
import { messageExtensions, type PromptActions } from './extensions.ts'
import type { Merged } from './merge.ts'
import type { MessageDocument } from './message-document.ts'
import { createMessageDocuments } from './message-documents.ts'
import type { PrefixPlace } from './prefix-mark.ts'
import { createStore, type Store } from './store.ts'
import { differenceBetween, textOf } from './text-changes.ts'
import { createUndoOrder, type ShapeStep } from './undo-order.ts'

/** All of a draft but its texts, which the editors own. A new object at each change. */
export interface DraftShape {
  readonly messages: readonly MessageOutline[]
  readonly parameters: Parameters
  readonly variables: Variables
  readonly folded: ReadonlySet<string>
  /** What the user has to know about a meeting with another window; null when nothing. */
  readonly notice: string | null
}

export interface DraftSessionOptions {
  readonly draft: Draft
  readonly door: DraftDoor
  /** Depths of offsets in one message; null while the count is not fresh. */
  readonly depths: (messageId: string, model: string, offsets: readonly number[]) => ReturnType<DepthSource>
  readonly newId: () => string
  readonly later: (work: () => void, milliseconds: number) => () => void
  readonly nonce: string | undefined
}

export interface DraftSession {
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
  /** Chat, or filling the gap between two texts; these are made where they are not there yet. */
  setMode(mode: Parameters['mode']): void
  /** Adds an empty message and puts the caret into it. */
  add(role: Role, index: number): void
  addBelow(messageId: string): void
  /** Adds written messages at the end of the conversation and puts the caret into one of them, the last unless told. */
  append(messages: readonly NewMessage[], focus?: number): void
  /** Writes at the end of a message, as one step of undo. */
  write(messageId: string, text: string): void
  remove(messageId: string): void
  move(messageId: string, direction: 'up' | 'down'): void
  fold(messageId: string, folded: boolean): void
  undo(): void
  redo(): void
  countIsFresh(): void
  /** Marks in one message where the draft stops being what an earlier run had; null takes the mark away. */
  markPrefix(place: (PrefixPlace & { readonly messageId: string }) | null): void
  /** Unfolds a message and puts the caret at an offset. */
  reveal(messageId: string, offset: number): void
  closeNotice(): void
  close(): void
}

export interface NewMessage {
  readonly role: Role
  readonly content: string
  readonly details?: MessageDetails
}

const MANY_MESSAGES = 12

/** One prompt's draft as it is worked on: its texts, its shape, one undo order over all, and the way to main. */
export function createDraftSession(options: DraftSessionOptions): DraftSession {
  const { draft, newId } = options
  const order = createUndoOrder()
  let typedIn: string | null = null
  /** The text that holds the mark of the prefix. */
  let marked: MessageDocument | undefined

  const first = stateOf(draft)
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

  const documents = createMessageDocuments({
    extensions: (ownId) => messageExtensions(depthsOf(ownId), actionsOf(ownId), options.nonce),
    onChanges: (messageId, changes, newStep) => {
      // Going over to another message ends the step there, so that undo goes back in the order of the work.
      if (typedIn !== messageId) endStep()
      typedIn = messageId
      queue.push({ kind: 'text', messageId, changes })
      if (newStep) order.done({ kind: 'text', messageId })
    },
    onRenamed: (old, id) => order.renamed(old, id),
  })

  const depthsOf =
    (ownId: () => string): DepthSource =>
    (offsets) =>
      queue.isSettled()
        ? options.depths(ownId(), shape.get().parameters.model, offsets)
        : Promise.resolve(null)

  const actionsOf = (ownId: () => string): PromptActions => ({
    undo: () => step('back'),
    redo: () => step('forth'),
    leave: (direction) => leave(ownId(), direction),
    addBelow: () => addBelow(ownId()),
    move: (direction) => move(ownId(), direction),
  })

  const endStep = (): void => {
    if (typedIn !== null) documents.get(typedIn)?.endStep()
    typedIn = null
  }

  const apply = (change: DraftChange): void => {
    const { texts: _texts, ...next } = applyOperation(
      { ...shape.get(), texts: new Map() },
      { kind: 'change', change },
    )
    shape.set({ ...shape.get(), ...next })
    queue.push({ kind: 'change', change })
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
    if (!changes.empty) queue.push({ kind: 'text', messageId, changes })
  }

  const act = (redo: ShapeStep, undo: ShapeStep): void => {
    endStep()
    order.done({ kind: 'shape', undo, redo })
    perform(redo)
  }

  const step = (direction: 'back' | 'forth'): void => {
    for (;;) {
      const next = direction === 'back' ? order.takeBack() : order.bringBack()
      if (next === undefined) return
      if (next.kind === 'shape') {
        perform(direction === 'back' ? next.undo : next.redo)
        return
      }
      const document = documents.get(next.messageId)
      // A step whose text is gone, or was taken back before, counts for nothing: go on to the next.
      if (document === undefined || !(direction === 'back' ? document.undo() : document.redo())) continue
      fold(next.messageId, false)
      focusSoon(next.messageId)
      return
    }
  }

  const fold = (messageId: string, isFolded: boolean): void => {
    if (shape.get().folded.has(messageId) === isFolded) return
    const folded = new Set(shape.get().folded)
    if (isFolded) folded.add(messageId)
    else folded.delete(messageId)
    shape.set({ ...shape.get(), folded })
  }

  /** Puts the caret into a message that is drawn, or moved in the page, after this. */
  const focusSoon = (messageId: string): void => {
    options.later(() => documents.get(messageId)?.focus(), 0)
  }

  /** Unfolds a message and puts the caret at an offset, in view. */
  const revealSoon = (messageId: string, offset: number): void => {
    fold(messageId, false)
    options.later(() => documents.get(messageId)?.reveal(offset), 0)
  }

  const indexOf = (messageId: string): number => shape.get().messages.findIndex(({ id }) => id === messageId)

  /** The message above or below on screen; those of the other mode are not shown. */
  const neighbourOf = (messageId: string, direction: 'up' | 'down'): MessageOutline | undefined => {
    const { messages, parameters } = shape.get()
    const shown = messages.filter((message) => isShown(message, parameters.mode))
    return shown[shown.findIndex(({ id }) => id === messageId) + (direction === 'up' ? -1 : 1)]
  }

  const leave = (messageId: string, direction: 'up' | 'down'): boolean => {
    const neighbour = neighbourOf(messageId, direction)
    if (neighbour === undefined || shape.get().folded.has(neighbour.id)) return false
    return documents.get(neighbour.id)?.focus(direction === 'up' ? 'end' : 'start') ?? false
  }

  const add = (role: Role, index: number): void => {
    const messageId = newId()
    focusSoon(messageId)
    act(
      { change: { kind: 'add-message', messageId, role, index }, restores: null },
      { change: { kind: 'remove-message', messageId }, restores: null },
    )
  }

  /** A message with its text; undo takes both away, redo brings both back. */
  const addWritten = ({ role, content, details }: NewMessage): string => {
    const messageId = newId()
    const index = shape.get().messages.length
    const change = { kind: 'add-message', messageId, role, index, ...(details && { details }) } as const
    act({ change, restores: messageId }, { change: { kind: 'remove-message', messageId }, restores: null })
    documents.get(messageId)?.write(content)
    return messageId
  }

  const addBelow = (messageId: string): void => {
    const index = indexOf(messageId)
    add(nextRole(shape.get().messages[index]?.role), index + 1)
  }

  const move = (messageId: string, direction: 'up' | 'down'): void => {
    const from = indexOf(messageId)
    const neighbour = neighbourOf(messageId, direction)
    if (neighbour === undefined) return
    const to = indexOf(neighbour.id)
    const step = (index: number): ShapeStep => ({
      change: { kind: 'move-message', messageId, index },
      restores: null,
    })
    focusSoon(messageId)
    act(step(to), step(from))
  }

  const follow = (merged: Merged): void => {
    documents.follow(merged)
    const { messages, parameters, variables } = merged.state
    const notice = merged.renamed.size > 0 ? removedElsewhere() : shape.get().notice
    shape.set({ ...shape.get(), messages, parameters, variables, notice })
  }

  for (const [id, text] of first.texts) documents.open(id, text)

  return {
    promptId: draft.promptId,
    shape,
    status,
    queue,
    document(messageId) {
      return documents.get(messageId)
    },
    setParameters(parameters) {
      apply({ kind: 'set-parameters', parameters })
    },
    setVariable(name, value) {
      apply({ kind: 'set-variable', name, value })
    },
    setRole(messageId, role) {
      const before = shape.get().messages[indexOf(messageId)]?.role
      if (before === undefined || before === role) return
      act(
        { change: { kind: 'set-role', messageId, role }, restores: null },
        { change: { kind: 'set-role', messageId, role: before }, restores: null },
      )
    },
    setDetails(messageId, details) {
      const message = shape.get().messages[indexOf(messageId)]
      if (message === undefined) return
      act(
        { change: { kind: 'set-details', messageId, details }, restores: null },
        { change: { kind: 'set-details', messageId, details: message.details ?? {} }, restores: null },
      )
    },
    setMode(mode) {
      for (const role of mode === 'fim' ? (['prompt', 'suffix'] as const) : []) {
        if (!shape.get().messages.some((message) => message.role === role)) addWritten({ role, content: '' })
      }
      apply({ kind: 'set-parameters', parameters: { mode } })
    },
    add,
    addBelow,
    append(messages, focus = messages.length - 1) {
      const added = messages.map(addWritten)[focus]
      if (added !== undefined) revealSoon(added, 0)
    },
    write(messageId, text) {
      endStep()
      documents.get(messageId)?.append(text)
      endStep()
      revealSoon(messageId, documents.get(messageId)?.state().doc.length ?? 0)
    },
    remove(messageId) {
      const index = indexOf(messageId)
      const message = shape.get().messages[index]
      if (message === undefined) return
      act(
        { change: { kind: 'remove-message', messageId }, restores: null },
        {
          change: {
            kind: 'add-message',
            messageId,
            role: message.role,
            index,
            ...(message.details && { details: message.details }),
          },
          restores: messageId,
        },
      )
    },
    move,
    fold,
    undo: () => step('back'),
    redo: () => step('forth'),
    markPrefix(place) {
      const document = place === null ? undefined : documents.get(place.messageId)
      if (marked !== undefined && marked !== document) marked.markPrefix(null)
      document?.markPrefix(place)
      marked = document
    },
    reveal: revealSoon,
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

/** A long conversation opens with its middle folded: the first message and the last two are what is worked on. */
function firstFolded(messages: readonly MessageOutline[]): ReadonlySet<string> {
  if (messages.length <= MANY_MESSAGES) return new Set()
  return new Set(messages.slice(1, -2).map(({ id }) => id))
}

/** A conversation takes turns. */
function nextRole(role: Role | undefined): Role {
  return role === 'user' ? 'assistant' : 'user'
}
