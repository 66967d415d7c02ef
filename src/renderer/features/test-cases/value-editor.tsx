import { type KeyboardEvent, useEffect, useRef, useState } from 'react'

import styles from './test-grid.module.css'

interface ValueEditorProps {
  readonly label: string
  readonly value: string
  readonly onSave: (value: string, then: AfterEdit) => void
  readonly onCancel: () => void
}

/** Where the focus goes after an edit: the row below, the columns beside, or the cell itself. */
export type AfterEdit = 'down' | 'right' | 'left' | 'stay'

/** A value edited in its cell. Enter saves, Shift+Enter breaks the line, Esc leaves it as it was. */
export function ValueEditor({ label, value, onSave, onCancel }: ValueEditorProps) {
  const [text, setText] = useState(value)
  const field = useRef<HTMLTextAreaElement>(null)
  const ended = useRef(false)
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])
  const save = (then: AfterEdit): void => {
    if (ended.current) return
    ended.current = true
    onSave(text, then)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    // The table below must not move, and an input method takes its keys first.
    event.stopPropagation()
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') {
      ended.current = true
      onCancel()
    } else if (event.key === 'Enter' && !event.shiftKey && !event.altKey) save('down')
    else if (event.key === 'Tab') save(event.shiftKey ? 'left' : 'right')
    else return
    event.preventDefault()
  }
  return (
    <textarea
      ref={field}
      aria-label={label}
      className={styles.editor}
      value={text}
      rows={Math.min(10, Math.max(3, text.split('\n').length + 1))}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={onKeyDown}
      onDoubleClick={(event) => event.stopPropagation()}
      onBlur={() => save('stay')}
    />
  )
}
