import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { Compartment, EditorState, type Extension } from '@codemirror/state'
import { EditorView, highlightSpecialChars, keymap, lineNumbers, placeholder } from '@codemirror/view'
import { type Ref, useEffect, useImperativeHandle, useLayoutEffect, useRef } from 'react'

import styles from './json-editor.module.css'

/** What can be done to the text from outside. */
export interface JsonEditorHandle {
  /** Another text in the place of this one, as one step of undo. */
  replace(text: string): void
}

interface JsonEditorProps {
  readonly handle?: Ref<JsonEditorHandle>
  /** What it begins with; later changes of it are not followed. */
  readonly initial: string
  readonly label: string
  readonly hint: string
  readonly nonce: string | undefined
  /** Each text as it is typed. */
  readonly onChange: (text: string) => void
}

/** JSON as plain text with line numbers: it may be wrong for as long as it is written. */
export function JsonEditor({ handle, initial, label, hint, nonce, onChange }: JsonEditorProps) {
  const host = useRef<HTMLDivElement>(null)
  const shown = useRef<EditorView>(null)
  const words = useRef(new Compartment())
  const first = useRef({ text: initial, words: wordsOf(label, hint) })
  const changed = useRef(onChange)
  useEffect(() => {
    changed.current = onChange
  })
  useLayoutEffect(() => {
    if (host.current === null) return undefined
    const view = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: first.current.text,
        extensions: [
          EditorState.lineSeparator.of('\n'),
          EditorState.tabSize.of(2),
          history(),
          lineNumbers(),
          EditorView.lineWrapping,
          highlightSpecialChars(),
          words.current.of(first.current.words),
          keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
          EditorView.contentAttributes.of({ spellcheck: 'false' }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) changed.current(update.state.doc.sliceString(0, undefined, '\n'))
          }),
          ...(nonce === undefined ? [] : [EditorView.cspNonce.of(nonce)]),
        ],
      }),
    })
    shown.current = view
    view.focus()
    return () => view.destroy()
  }, [nonce])
  useImperativeHandle(handle, () => ({
    replace: (text) => {
      const view = shown.current
      view?.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } })
    },
  }))
  useEffect(() => {
    shown.current?.dispatch({ effects: words.current.reconfigure(wordsOf(label, hint)) })
  }, [label, hint])
  return <div ref={host} className={styles.editor} />
}

/** What is said of the text; another language says it anew, and the text stays. */
function wordsOf(label: string, hint: string): Extension {
  return [EditorView.contentAttributes.of({ 'aria-label': label }), placeholder(hint)]
}
