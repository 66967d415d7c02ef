import { X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import { IconButton } from '../../components/ui/icon-button.tsx'
import { useCommands } from '../../lib/command-context.tsx'
import { isComposing, type Shortcut, shortcutOfPress } from '../../lib/shortcuts.ts'

import styles from './shortcuts-dialog.module.css'

interface ShortcutRecorderProps {
  readonly title: string
  readonly onRecorded: (shortcut: Shortcut) => void
  /** Backspace alone: no shortcut at all. */
  readonly onCleared: () => void
  readonly onCancel: () => void
}

/** Waits for the keys of a shortcut. None of them does anything else meanwhile, but Tab goes on. */
export function ShortcutRecorder({ title, onRecorded, onCleared, onCancel }: ShortcutRecorderProps) {
  const { mac } = useCommands()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const onKeyDown = (event: KeyboardEvent): void => {
    const press = event.nativeEvent
    const held = press.ctrlKey || press.metaKey || press.altKey
    if (isComposing(press) || (press.key === 'Tab' && !held)) return
    event.preventDefault()
    event.stopPropagation()
    if (press.repeat) return
    if (!held && press.key === 'Escape') return onCancel()
    if (!held && (press.key === 'Backspace' || press.key === 'Delete')) return onCleared()
    const shortcut = shortcutOfPress(press, mac)
    if (shortcut !== null) onRecorded(shortcut)
  }
  return (
    <span className={styles.recorder}>
      <input
        ref={field}
        readOnly
        value=""
        className={styles.recording}
        aria-label={t('Press the new shortcut of {title}. Backspace takes it away, Esc leaves it.', {
          title,
        })}
        placeholder={t('Press keys…')}
        onKeyDown={onKeyDown}
      />
      <IconButton icon={X} small label={t('Leave it as it is')} onClick={onCancel} />
    </span>
  )
}
