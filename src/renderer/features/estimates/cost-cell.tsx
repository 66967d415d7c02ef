import type { ReactNode } from 'react'

import { classNames } from '../../lib/class-names.ts'

import styles from './cost-bar.module.css'

interface CellProps {
  readonly label: ReactNode
  readonly caption: ReactNode
  readonly className?: string | undefined
  readonly children: ReactNode
}

/** One cell of the cost bar. */
export function Cell({ label, caption, className, children }: CellProps) {
  return (
    <div className={classNames(styles.cell, className)}>
      <div className={styles.label}>{label}</div>
      <div className={styles.figure}>{children}</div>
      <div className={styles.caption}>{caption}</div>
    </div>
  )
}
