import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'

/** From this length on a line is typed into without the browser's help. */
const LONG = 20_000

/**
 * Types into a very long line. The editor otherwise lets the browser write a letter and finds it by comparing the whole
 * line, letter by letter: 10 ms and more where the line is a megabyte. Composed text stays the browser's.
 */
export const longLineTyping: Extension = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { state } = view
    const isTyped = event.inputType === 'insertText' && event.data !== null && !event.isComposing
    if (!isTyped || view.composing || state.doc.lineAt(state.selection.main.head).length < LONG) return false
    view.dispatch(state.replaceSelection(event.data), { userEvent: 'input.type', scrollIntoView: true })
    return true
  },
})
