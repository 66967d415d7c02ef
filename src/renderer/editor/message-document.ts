import { isolateHistory, redo, undo, undoDepth } from '@codemirror/commands'
import {
  Annotation,
  type ChangeSet,
  EditorState,
  type Extension,
  type Text,
  Transaction,
  type TransactionSpec,
} from '@codemirror/state'
import { EditorView } from '@codemirror/view'

import { countIsFresh } from './depth-gutter.ts'
import { nameCompartment, nameExtension } from './extensions.ts'
import { markPrefix, type PrefixPlace } from './prefix-mark.ts'
import { differenceBetween, textOf } from './text-changes.ts'
import { stateWithHistory, type TextHistory } from './text-history.ts'

/** Marks what comes from main: it is not sent back, and undo does not touch it. */
const fromMain = Annotation.define<true>()

export interface MessageDocument {
  state(): EditorState
  /** Carries out one transaction, whether the text is drawn or not. */
  update(spec: TransactionSpec): void
  /** Draws the text in an element; returns how to take it away. The text and its history stay. */
  attach(parent: Element): () => void
  /** The name that a screen reader gives it. */
  rename(name: string): void
  /** Adds text at the end, as if it were typed. */
  append(text: string): void
  /** Writes the text of a new message; it goes away with the message, so undo does not count it. */
  write(content: string): void
  /** Makes the text another, as one step of undo. */
  replace(content: string): void
  /** Carries out one edit again that was made before this start. */
  edit(edit: { readonly from: number; readonly to: number; readonly insert: string }): void
  /** Takes over what another window wrote. */
  follow(changes: ChangeSet): void
  undo(): boolean
  redo(): boolean
  /** What is typed next is a step of its own for undo. */
  endStep(): void
  /** False when it is not drawn. */
  focus(edge?: 'start' | 'end'): boolean
  /** Puts the caret at an offset and scrolls there. False when it is not drawn. */
  reveal(offset: number): boolean
  /** The offset that is drawn at a point of the window; null where the text is not. */
  placeAt(x: number, y: number): number | null
  /** Marks where the text stops being what an earlier run had; null takes the mark away. */
  markPrefix(place: PrefixPlace | null): void
  isComposing(): boolean
  /** A fresh count is there: the depth gutter may ask for it. */
  countIsFresh(): void
}

export interface MessageDocumentOptions {
  readonly text: Text
  readonly extensions: Extension
  /** What undo knows of this text from an earlier start. */
  readonly history?: TextHistory | undefined
  /** Typing, in order; `newStep` when undo can take it back on its own. */
  readonly onChanges: (changes: ChangeSet, newStep: boolean) => void
}

/** The text of one message with its undo history, drawn or not: folded messages keep both. */
export function createMessageDocument(options: MessageDocumentOptions): MessageDocument {
  const { text, extensions, history } = options
  let state =
    history === undefined
      ? EditorState.create({ doc: text, extensions })
      : stateWithHistory(text, extensions, history)
  let view: EditorView | null = null

  const record = (transactions: readonly Transaction[]): void => {
    for (const transaction of transactions) {
      if (!transaction.docChanged || transaction.annotation(fromMain) === true) continue
      const again = transaction.isUserEvent('undo') || transaction.isUserEvent('redo')
      const deeper = undoDepth(transaction.state) > undoDepth(transaction.startState)
      options.onChanges(transaction.changes, deeper && !again)
    }
  }

  const dispatch = (transaction: Transaction): void => {
    if (view !== null) {
      view.dispatch(transaction)
      return
    }
    ;({ state } = transaction)
    record([transaction])
  }

  const current = (): EditorState => view?.state ?? state
  const update = (spec: TransactionSpec): void => dispatch(current().update(spec))

  return {
    state: current,
    update,
    attach(parent) {
      const attached = new EditorView({
        state,
        parent,
        dispatchTransactions: (transactions, target) => {
          target.update(transactions)
          record(transactions)
        },
      })
      view = attached
      return () => {
        ;({ state } = attached)
        if (view === attached) view = null
        attached.destroy()
      }
    },
    rename(name) {
      update({ effects: nameCompartment.reconfigure(nameExtension(name)) })
    },
    append(text) {
      update({
        changes: { from: current().doc.length, insert: textOf(text) },
        userEvent: 'input.append',
      })
    },
    write(content) {
      if (content === '') return
      update({
        changes: { from: current().doc.length, insert: textOf(content) },
        annotations: Transaction.addToHistory.of(false),
      })
    },
    replace(content) {
      const changes = differenceBetween(current().doc, textOf(content))
      if (changes.empty) return
      update({ annotations: isolateHistory.of('full') })
      update({ changes, userEvent: 'input.replace', annotations: isolateHistory.of('full') })
    },
    edit({ from, to, insert }) {
      update({ changes: { from, to, insert: textOf(insert) }, userEvent: 'input.repeat' })
    },
    follow(changes) {
      if (changes.empty) return
      update({ changes, annotations: [fromMain.of(true), Transaction.addToHistory.of(false)] })
    },
    undo: () => undo({ state: current(), dispatch }),
    redo: () => redo({ state: current(), dispatch }),
    endStep() {
      update({ annotations: isolateHistory.of('full') })
    },
    focus(edge) {
      if (view === null) return false
      view.focus()
      if (edge !== undefined)
        view.dispatch({
          selection: { anchor: edge === 'start' ? 0 : view.state.doc.length },
          scrollIntoView: true,
        })
      return true
    },
    reveal(offset) {
      if (view === null) return false
      view.focus()
      const anchor = Math.min(offset, view.state.doc.length)
      view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) })
      return true
    },
    placeAt: (x, y) => view?.posAtCoords({ x, y }) ?? null,
    markPrefix(place) {
      // A change in the middle of a composition would break it; the next forecast marks anew.
      if (view?.compositionStarted) return
      dispatch(current().update({ effects: markPrefix(place) }))
    },
    isComposing: () => view?.compositionStarted ?? false,
    countIsFresh() {
      if (view !== null && !view.compositionStarted) view.dispatch({ effects: countIsFresh.of(null) })
    },
  }
}
