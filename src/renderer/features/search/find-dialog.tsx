import { Dialog } from '@base-ui/react/dialog'
import { useState } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import { Finder } from './finder.tsx'
import type { FindQuery } from './use-find.ts'

import styles from './find-dialog.module.css'

interface FindDialogProps {
  readonly open: boolean
  /** What was typed elsewhere and shall be looked for here; null: what was looked for last. */
  readonly typed: string | null
  readonly onClose: () => void
}

const nothing: FindQuery = { text: '', kind: null, promptId: null }

/** Looks through all texts: drafts, versions, answers. What was looked for last is still there the next time. */
export function FindDialog({ open, typed, onClose }: FindDialogProps) {
  const [query, setQuery] = useState(nothing)
  const [taken, setTaken] = useState<string | null>(null)
  if (typed !== taken) {
    setTaken(typed)
    if (typed !== null) setQuery({ ...nothing, text: typed })
  }
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.scrim} />
        <Dialog.Viewport className={styles.viewport}>
          <Dialog.Popup className={styles.popup} aria-label={t('Find in everything')}>
            <Finder query={query} onQuery={setQuery} onClose={onClose} />
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
