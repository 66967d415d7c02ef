import { defaultKeymap, history } from '@codemirror/commands'
import { Compartment, EditorState, type Extension } from '@codemirror/state'
import { EditorView, highlightSpecialChars, type KeyBinding, keymap, placeholder } from '@codemirror/view'

import { t } from '../../contract/i18n/t.ts'
import { depthGutter, type DepthSource } from './depth-gutter.ts'
import { longLineTyping } from './long-line-typing.ts'
import { prefixMark } from './prefix-mark.ts'
import { variableMarks } from './variable-marks.ts'

/** What a message's editor asks of the prompt that it is a part of. */
export interface PromptActions {
  undo(): void
  redo(): void
  /** Puts the caret into the message above or below; false when there is none. */
  leave(direction: 'up' | 'down'): boolean
  addBelow(): void
  move(direction: 'up' | 'down'): void
}

/** What is said of the text: its name for a screen reader and the hint of an empty one. Changes with role, place and language. */
export const nameCompartment = new Compartment()

export function nameExtension(name: string): Extension {
  return [EditorView.contentAttributes.of({ 'aria-label': name }), placeholder(t('Write here'))]
}

/** All that a message's editor is made of. No language: a prompt is plain text, and 4 MB of it must stay instant. */
export function messageExtensions(
  depths: DepthSource,
  actions: PromptActions,
  nonce: string | undefined,
): Extension {
  return [
    // Only LF ends a line, so that a CR is kept and counted as it was pasted.
    EditorState.lineSeparator.of('\n'),
    history({ minDepth: 10_000 }),
    EditorView.lineWrapping,
    highlightSpecialChars(),
    longLineTyping,
    nameCompartment.of([]),
    EditorView.contentAttributes.of({ spellcheck: 'false', autocorrect: 'off', autocapitalize: 'off' }),
    variableMarks,
    prefixMark(),
    depthGutter(depths),
    keymap.of([...promptKeys(actions), ...textKeys]),
    ...(nonce === undefined ? [] : [EditorView.cspNonce.of(nonce)]),
  ]
}

/** Mod-Enter is Run, everywhere. */
const textKeys = defaultKeymap.filter(({ key }) => key !== 'Mod-Enter')

/** A key that does something always: nothing else may take it. */
function always(action: () => void): () => boolean {
  return () => {
    action()
    return true
  }
}

function promptKeys(actions: PromptActions): KeyBinding[] {
  return [
    { key: 'Mod-z', run: always(() => actions.undo()), preventDefault: true },
    { key: 'Mod-Shift-z', run: always(() => actions.redo()), preventDefault: true },
    { key: 'Mod-y', run: always(() => actions.redo()), preventDefault: true },
    { key: 'Mod-Alt-Enter', run: always(() => actions.addBelow()) },
    { key: 'Mod-Alt-ArrowUp', run: always(() => actions.move('up')) },
    { key: 'Mod-Alt-ArrowDown', run: always(() => actions.move('down')) },
    { key: 'ArrowUp', run: (view) => atEdge(view, 'up') && actions.leave('up') },
    { key: 'ArrowDown', run: (view) => atEdge(view, 'down') && actions.leave('down') },
  ]
}

/** Whether the caret stands on the first or last row as it is drawn, so that one more step leaves the text. */
function atEdge(view: EditorView, direction: 'up' | 'down'): boolean {
  const { main } = view.state.selection
  if (!main.empty) return false
  const edge = direction === 'up' ? 0 : view.state.doc.length
  const caret = view.coordsAtPos(main.head)
  const end = view.coordsAtPos(edge)
  return caret !== null && end !== null && Math.abs(caret.top - end.top) < 4
}
