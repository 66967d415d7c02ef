import { type ReactNode, useEffect, useRef } from 'react'

import { t } from '../../../contract/i18n/t.ts'

import styles from './field.module.css'

interface FieldProps {
  /** What the API calls it. */
  readonly name: string
  /** Shown above controls that do not name themselves. */
  readonly label?: string
  readonly hint?: ReactNode
  /** What is wrong, in a sentence. */
  readonly problem?: string | undefined
  /** DeepSeek named it when it refused the request. */
  readonly marked?: boolean
  readonly children?: ReactNode
}

/** One parameter: its control, what it does or why it cannot be used, and what is wrong with it. */
export function Field({ name, label, hint, problem, marked = false, children }: FieldProps) {
  const field = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (marked) field.current?.scrollIntoView({ block: 'nearest' })
  }, [marked])
  return (
    <div ref={field} className={styles.field} data-parameter={name} data-marked={marked || undefined}>
      {label !== undefined && <span className={styles.label}>{label}</span>}
      {children}
      {hint && <div className={styles.hint}>{hint}</div>}
      {problem !== undefined && (
        <div className={styles.problem} role="alert">
          {problem}
        </div>
      )}
      {marked && (
        <div className={styles.problem}>{t('DeepSeek named this one when it refused the last run.')}</div>
      )}
    </div>
  )
}
