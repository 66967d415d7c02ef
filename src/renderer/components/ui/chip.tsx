import { FlaskConical, type LucideIcon, X } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import { classNames } from '../../lib/class-names.ts'

import styles from './chip.module.css'

interface ChipProps extends Omit<ComponentProps<'span'>, 'children'> {
  /** Amber is for the unknown only ("unpriced"), dashed for practice. */
  readonly tone?: 'plain' | 'amber' | 'dashed'
  readonly icon?: LucideIcon
  readonly children: ReactNode
}

/** A small word in a frame that cannot be pressed. */
function Chip({ tone = 'plain', icon: Icon, children, className, ...rest }: ChipProps) {
  return (
    <span {...rest} className={classNames(styles.chip, styles[tone], className)}>
      {Icon && <Icon size={12} strokeWidth={1.75} aria-hidden />}
      {children}
    </span>
  )
}

/** Marks everything that a practice run made: simulated, free, never summed with real spend. */
export function PracticeBadge() {
  return (
    <Chip tone="dashed" icon={FlaskConical} title={t('Simulated on this machine. Free, and never in a sum.')}>
      {t('practice')}
    </Chip>
  )
}

interface FilterChipProps {
  readonly label: string
  readonly value: string
  readonly onRemove: () => void
}

/** A filter in force: what it is, what it is set to, and a cross that ends it. */
export function FilterChip({ label, value, onRemove }: FilterChipProps) {
  return (
    <button
      type="button"
      className={classNames(styles.chip, styles.active)}
      aria-label={t('Remove the filter {label} {value}', { label, value })}
      onClick={onRemove}
    >
      <span className={styles.label}>{label}</span> <span className={styles.value}>{value}</span>
      <X size={12} strokeWidth={1.75} aria-hidden />
    </button>
  )
}
