import { Columns2, Pin, X } from 'lucide-react'

import { t } from '../../../contract/i18n/t.ts'
import type { RunSummary } from '../../../contract/runs.ts'
import { Button } from '../../components/ui/button.tsx'

import styles from './history-page.module.css'

interface PinnedBarProps {
  readonly pins: readonly RunSummary[]
  readonly onUnpin: (runId: string) => void
  readonly onCompare: (left: string, right: string) => void
}

/** The pinned runs, and the last two of them to be held against each other. Nothing while none is pinned. */
export function PinnedBar({ pins, onUnpin, onCompare }: PinnedBarProps) {
  const [left, right] = pins.slice(-2)
  if (left === undefined) return null
  return (
    <section className={styles.pinned} aria-label={t('Pinned runs')}>
      <Pin size={14} strokeWidth={1.5} aria-hidden />
      <ul className={styles.pins}>
        {pins.map(({ id, number, promptName }) => (
          <li key={id}>
            <button
              type="button"
              className={styles.pinChip}
              aria-label={t('Unpin run {number}', { number })}
              title={promptName ?? t('command line')}
              onClick={() => onUnpin(id)}
            >
              {t('Run {number}', { number })}
              <X size={12} strokeWidth={1.75} aria-hidden />
            </button>
          </li>
        ))}
      </ul>
      {right === undefined ? (
        <span className={styles.note}>{t('Pin another run to compare the two.')}</span>
      ) : (
        <Button icon={Columns2} onClick={() => onCompare(left.id, right.id)}>
          {t('Compare {left} and {right}', { left: left.number, right: right.number })}
        </Button>
      )}
    </section>
  )
}
