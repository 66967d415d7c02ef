import { Check, Circle, CircleDashed, FlaskConical, LoaderCircle, type LucideIcon, X } from 'lucide-react'

import { t } from '../../../contract/i18n/t.ts'
import type { TestCell } from '../../../contract/test-cases.ts'
import type { Currency } from '../../../contract/values.ts'
import { VisuallyHidden } from '../../components/ui/visually-hidden.tsx'
import { CellFigures } from './cell-figures.tsx'
import { outcomeWord } from './cell-words.ts'

import styles from './test-grid.module.css'

interface ResultCellProps {
  readonly cell: TestCell | undefined
  readonly currency: Currency
}

/** The newest result of a case in one column: how it turned out, its first words, its figures. */
export function ResultCell({ cell, currency }: ResultCellProps) {
  const word = outcomeWord(cell)
  if (cell === undefined)
    return (
      <span className={styles.nothing}>
        —<VisuallyHidden>{word}</VisuallyHidden>
      </span>
    )
  const { failure, answer, stale, practice, grade } = cell
  const pending = cell.state === 'waiting' || cell.state === 'running'
  return (
    <span className={styles.result} data-stale={stale || pending || undefined}>
      <span className={styles.resultLine}>
        <OutcomeMark cell={cell} />
        <VisuallyHidden>{`${word}. `}</VisuallyHidden>
        <span className={styles.resultText}>{pending ? word : (failure ?? (answer || word))}</span>
        {grade !== null && (
          <span className={styles.grade}>
            <VisuallyHidden>{t('grade {grade}', { grade })}</VisuallyHidden>
            <span aria-hidden>{`${grade}/5`}</span>
          </span>
        )}
      </span>
      <span className={styles.resultFigures}>
        {practice && (
          <>
            <FlaskConical size={12} strokeWidth={1.75} aria-hidden className={styles.practice} />
            <VisuallyHidden>{t('practice')}</VisuallyHidden>
          </>
        )}
        <span>
          <CellFigures cell={cell} currency={currency} inTable />
        </span>
        {stale && <span className={styles.staleWord}>{t('of an earlier state')}</span>}
      </span>
    </span>
  )
}

/** The outcome as a sign; its word is always beside it, seen or heard. */
export function OutcomeMark({ cell }: { readonly cell: Pick<TestCell, 'state' | 'outcome'> }) {
  const { icon: Icon, tone } = markOf(cell)
  return <Icon size={14} strokeWidth={2} aria-hidden className={styles.mark} data-tone={tone} />
}

function markOf({ state, outcome }: Pick<TestCell, 'state' | 'outcome'>): {
  readonly icon: LucideIcon
  readonly tone: string
} {
  if (state === 'running') return { icon: LoaderCircle, tone: 'busy' }
  if (state === 'waiting') return { icon: CircleDashed, tone: 'quiet' }
  if (outcome === 'fail' || state === 'refused') return { icon: X, tone: 'fail' }
  if (outcome === 'pass') return { icon: Check, tone: state === 'checked' ? 'quiet' : 'pass' }
  return { icon: Circle, tone: state === 'checked' ? 'quiet' : 'open' }
}
