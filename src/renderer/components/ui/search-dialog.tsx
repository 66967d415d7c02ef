import { Dialog } from '@base-ui/react/dialog'
import { Search } from 'lucide-react'
import type { ReactNode } from 'react'

import styles from './search-dialog.module.css'

interface SearchDialogProps {
  readonly label: string
  /** A list as high as what was found, or a page of its own. */
  readonly size: 'list' | 'page'
  readonly open: boolean
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A window over the page in which something is looked for: a `SearchField` with what was found below it. */
export function SearchDialog({ label, size, open, onClose, children }: SearchDialogProps) {
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.scrim} />
        <Dialog.Viewport className={styles.viewport} data-size={size}>
          <Dialog.Popup className={styles.popup} data-size={size} aria-label={label}>
            {children}
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

/** Holds the input of a `SearchDialog`. */
export function SearchField({ children }: { readonly children: ReactNode }) {
  return (
    <div className={styles.field}>
      <Search size={16} strokeWidth={1.5} aria-hidden />
      {children}
    </div>
  )
}
