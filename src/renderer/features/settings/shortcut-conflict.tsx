import { useEffect, useRef } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import { Button } from '../../components/ui/button.tsx'

import styles from './shortcuts-dialog.module.css'

interface ShortcutConflictProps {
  readonly keys: string
  /** Title of the command that has the keys now. */
  readonly holder: string
  /** Null where there is nothing to give in return. */
  readonly onSwap: (() => void) | null
  readonly onTake: () => void
  readonly onCancel: () => void
}

/** Says who has the keys, and asks what shall become of it. */
export function ShortcutConflict({ keys, holder, onSwap, onTake, onCancel }: ShortcutConflictProps) {
  const first = useRef<HTMLDivElement>(null)
  useEffect(() => first.current?.querySelector('button')?.focus(), [])
  return (
    <div ref={first} className={styles.conflict}>
      <p role="alert" className={styles.note}>
        {t('{keys} belongs to {holder}.', { keys, holder })}
      </p>
      {onSwap && <Button onClick={onSwap}>{t('Swap the two')}</Button>}
      <Button onClick={onTake}>{t('Take it')}</Button>
      <Button variant="quiet" onClick={onCancel}>
        {t('Cancel')}
      </Button>
    </div>
  )
}
