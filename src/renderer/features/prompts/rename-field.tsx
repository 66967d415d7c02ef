import { type KeyboardEvent, useEffect, useRef, useState } from 'react'

import { t } from '../../../contract/i18n/t.ts'

import styles from './prompt-list.module.css'

interface RenameFieldProps {
  readonly name: string
  /** The new name, or null when it was left as it was. */
  readonly onDone: (name: string | null) => void
}

/** The name as a field, in its row: Enter or leaving keeps it, Esc does not. */
export function RenameField({ name, onDone }: RenameFieldProps) {
  const [typed, setTyped] = useState(name)
  const field = useRef<HTMLInputElement>(null)
  const done = useRef(false)
  useEffect(() => {
    // A menu gives focus back to its button as it closes: take it after that.
    const timer = setTimeout(() => field.current?.select())
    return () => clearTimeout(timer)
  }, [])
  const finish = (value: string | null) => {
    if (done.current) return
    done.current = true
    onDone(value?.trim() ? value.trim() : null)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') finish(typed)
    else if (event.key === 'Escape') finish(null)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <input
      ref={field}
      className={styles.rename}
      aria-label={t('New name of {name}', { name })}
      maxLength={200}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => finish(typed)}
    />
  )
}
