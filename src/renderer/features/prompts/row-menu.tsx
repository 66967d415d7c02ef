import { Ellipsis } from 'lucide-react'
import { useRef, useState } from 'react'

import { AnchoredMenu, type MenuItem } from '../../components/ui/menu.tsx'

import styles from './prompt-list.module.css'

interface RowMenuProps {
  readonly label: string
  readonly tabIndex: number
  readonly items: readonly MenuItem[]
}

/** The actions of one row. There are thousands of rows, so the menu is made when it is opened. */
export function RowMenu({ label, tabIndex, items }: RowMenuProps) {
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
      {open && <AnchoredMenu anchor={button} items={items} onClose={() => setOpen(false)} />}
    </>
  )
}
