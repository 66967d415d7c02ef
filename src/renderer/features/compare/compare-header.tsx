import { ArrowLeft, Diff, Plus } from 'lucide-react'

import type { ComparisonSetup } from '../../../contract/compare.ts'
import type { EstimateColumn, LiveEstimate } from '../../../contract/estimates.ts'
import { t } from '../../../contract/i18n/t.ts'
import { Button } from '../../components/ui/button.tsx'
import { ExactFigure } from '../../components/ui/figures.tsx'
import { IconButton } from '../../components/ui/icon-button.tsx'
import { Select } from '../../components/ui/select.tsx'
import type { DraftSession } from '../../editor/draft-session.ts'
import { useShape } from '../../editor/use-session.ts'
import { useShortcut } from '../../lib/command-context.tsx'
import { formatInteger } from '../../lib/format.ts'
import { shortModelName } from '../estimates/cost-figures.ts'
import { SegmentStrip } from './segment-strip.tsx'

import styles from './compare-header.module.css'

interface CompareHeaderProps {
  readonly session: DraftSession
  readonly promptName: string
  readonly estimate: LiveEstimate | null
  readonly estimates: ReadonlyMap<string, EstimateColumn>
  readonly setup: ComparisonSetup
  readonly names: ReadonlyMap<string, string>
  readonly narrow: boolean
  /** The column that the others are held against; null while the answers themselves are on screen. */
  readonly baseId: string | null
  readonly onBase: (columnId: string | null) => void
  /** Absent where there are as many columns as there can be. */
  readonly onAdd: (() => void) | undefined
  readonly onLeave: () => void
}

/** Which draft is compared, what it weighs for each model, and what can be seen of it. */
export function CompareHeader(props: CompareHeaderProps) {
  const { session, estimate, setup, names, narrow, baseId, onBase, onAdd, onLeave } = props
  const { messages } = useShape(session)
  const differences = useShortcut('compare.differences')
  const first = setup.columns[0]?.id ?? null
  return (
    <header className={styles.header}>
      <IconButton icon={ArrowLeft} label={t('Back to the draft')} onClick={onLeave} />
      <h1 className={styles.name}>{props.promptName}</h1>
      {!narrow && <span className={styles.note}>{t('compare, one draft')}</span>}
      <div className={styles.end}>
        {!narrow && estimate && <SegmentStrip estimate={estimate} messages={messages} />}
        <Weights {...props} />
        {baseId !== null && (
          <Select
            size="button"
            label={t('Against')}
            value={baseId}
            options={setup.columns.map(({ id }) => ({ value: id, label: names.get(id) ?? id }))}
            onChange={onBase}
          />
        )}
        <Button
          icon={Diff}
          aria-pressed={baseId !== null}
          aria-keyshortcuts={differences.aria}
          title={differences.label}
          onClick={() => onBase(baseId === null ? first : null)}
        >
          {t('Differences')}
        </Button>
        <Button icon={Plus} disabled={onAdd === undefined} onClick={onAdd}>
          {t('Column')}
        </Button>
      </div>
    </header>
  )
}

/** The prompt's tokens for each model; one figure where all agree. */
function Weights({ setup, estimates }: CompareHeaderProps) {
  const counts = new Map<string, number>()
  for (const { id, parameters } of setup.columns) {
    const tokens = estimates.get(id)?.estimate.prompt.tokens
    if (tokens !== undefined)
      counts.set(`${shortModelName(parameters.model).toLowerCase()} ${tokens}`, tokens)
  }
  return (
    <span className={styles.weights}>
      {[...counts].map(([key, tokens]) => (
        <span key={key}>
          <ExactFigure>{formatInteger(tokens)}</ExactFigure> {key.slice(0, key.lastIndexOf(' '))}
        </span>
      ))}
    </span>
  )
}
