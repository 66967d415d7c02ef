import { Ellipsis } from 'lucide-react'
import { type ReactNode, type RefObject, useRef, useState } from 'react'

import styles from './prompt-list.module.css'

/** What a menu needs to stand at the button of its row. */
export interface MenuPlace {
  readonly anchor: RefObject<HTMLElement | null>
  readonly onClose: () => void
}

interface RowMenuProps {
  readonly label: string
  readonly tabIndex: number
  readonly menu: (place: MenuPlace) => ReactNode
}

/** The actions of one row. There are thousands of rows, so the menu is made when it is opened. */
export function RowMenu({ label, tabIndex, menu }: RowMenuProps) {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  return (
    <>
      <button
        ref={button}
        type="button"
        tabIndex={tabIndex}
        className={styles.more}
        data-popup-open={open || undefined}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        title={label}
        onClick={() => setOpen(!open)}
      >
        <Ellipsis size={16} strokeWidth={1.5} aria-hidden />
      </button>
      {/* oxlint-disable-next-line react/refs -- the ref is handed on to the menu and not read here */}
      {open && menu({ anchor: button, onClose: () => setOpen(false) })}
    </>
  )
}
