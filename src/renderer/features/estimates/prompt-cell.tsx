import { Check } from 'lucide-react'

import type { EstimateColumn } from '../../../contract/estimates.ts'
import { kept } from '../../../contract/i18n/kept.ts'
import { t } from '../../../contract/i18n/t.ts'
import { ExactFigure } from '../../components/ui/figures.tsx'
import { Popover } from '../../components/ui/popover.tsx'
import { formatInteger } from '../../lib/format.ts'
import { Cell } from './cost-cell.tsx'

import styles from './cost-bar.module.css'

interface PromptCellProps {
  readonly own: EstimateColumn
  readonly stale: boolean
  readonly onParts: () => void
}

/** The figure leads to its parts; where it leaves no room for an answer, that is said before how exact it is. */
export function PromptCell({ own, stale, onParts }: PromptCellProps) {
  const { prompt, context, notes } = own.estimate
  const count = formatInteger(prompt.tokens)
  const mark = prompt.exact ? <ExactMark /> : <NotExact notes={notes} />
  const isOver = context !== null && prompt.tokens >= context.limit
  return (
    <Cell
      label={t('Prompt')}
      caption={isOver ? <span className={styles.over}>{t('over the context')}</span> : mark}
    >
      <button
        type="button"
        className={styles.parts}
        aria-label={t('{count} prompt tokens, show the parts', { count })}
        title={t('Show the parts')}
        onClick={onParts}
      >
        <ExactFigure size="total" stale={stale}>
          {count}
        </ExactFigure>
      </button>
    </Cell>
  )
}

function ExactMark() {
  return (
    <span className={styles.mark}>
      <Check size={12} strokeWidth={1.75} aria-hidden className={styles.tick} />
      {t('exact')}
    </span>
  )
}

function NotExact({ notes }: { readonly notes: readonly string[] }) {
  return (
    <Popover
      hover
      side="top"
      title={t('Why this count is not exact')}
      trigger={
        <button type="button" className={styles.notExact}>
          {t('not exact, why')}
        </button>
      }
    >
      {notes.map((note) => (
        <p key={note}>{kept(note)}</p>
      ))}
    </Popover>
  )
}
