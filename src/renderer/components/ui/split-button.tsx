import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'

import { Button } from './button.tsx'
import { Menu, type MenuItem } from './menu.tsx'

import styles from './split-button.module.css'

interface SplitButtonProps {
  readonly children: ReactNode
  /** As it is shown, and as it is told to a screen reader. */
  readonly shortcut: { readonly label: string; readonly aria: string }
  readonly disabled: boolean
  readonly onClick: () => void
  /** What the arrow beside it is called, and what it offers. */
  readonly more: string
  readonly items: readonly MenuItem[]
}

/** The primary button of a screen with other ways to do the same beside it. */
export function SplitButton({ children, shortcut, disabled, onClick, more, items }: SplitButtonProps) {
  return (
    <div className={styles.split}>
      <Button
        size="large"
        variant="primary"
        shortcut={shortcut.label}
        aria-keyshortcuts={shortcut.aria}
        disabled={disabled}
        className={styles.main}
        onClick={onClick}
      >
        {children}
      </Button>
      <Menu
        align="end"
        side="top"
        trigger={
          <button type="button" className={styles.more} aria-label={more} disabled={disabled}>
            <ChevronDown size={14} strokeWidth={1.5} aria-hidden />
          </button>
        }
        items={items}
      />
    </div>
  )
}
