import { ArrowLeft, ArrowLeftRight } from 'lucide-react'
import { useState } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import type { Run, RunSummary } from '../../../contract/runs.ts'
import { Button } from '../../components/ui/button.tsx'
import { PracticeBadge } from '../../components/ui/chip.tsx'
import { DiffText } from '../../components/ui/diff-text.tsx'
import { ErrorCard } from '../../components/ui/error-card.tsx'
import { IconButton } from '../../components/ui/icon-button.tsx'
import { Segmented } from '../../components/ui/segmented.tsx'
import { Select } from '../../components/ui/select.tsx'
import { useRoute } from '../../lib/api-context.tsx'
import { errorSentence } from '../../lib/api.ts'
import { formatDate, formatTime } from '../../lib/time.ts'
import { useEscape } from '../../lib/use-escape.ts'
import { useSettings } from '../../lib/use-settings.ts'
import { useOpenRun } from '../../navigation/use-open-run.ts'
import { shortModel } from '../prices/tariffs.ts'
import { answerText, requestText } from './compared-figures.ts'
import { ComparedParameters } from './compared-parameters.tsx'
import { ComparedTable } from './compared-table.tsx'
import { statusWords } from './history-filters.tsx'

import styles from './compare-runs.module.css'

interface CompareRunsProps {
  readonly pair: readonly [left: string, right: string]
  /** What may be chosen for either side. */
  readonly pins: readonly RunSummary[]
  readonly onPair: (pair: readonly [left: string, right: string]) => void
  readonly onClose: () => void
}

type Part = 'answer' | 'thinking' | 'request'

/** Any two runs side by side: figures, parameters, and what one text says more and less than the other. Esc goes back. */
export function CompareRuns({ pair, pins, onPair, onClose }: CompareRunsProps) {
  const [leftId, rightId] = pair
  const left = useRoute('runs.get', { runId: leftId })
  const right = useRoute('runs.get', { runId: rightId })
  useEscape(true, onClose)
  const failure = left.error ?? right.error
  return (
    <section className={styles.view} aria-label={t('Two runs compared')}>
      <header className={styles.header}>
        <IconButton icon={ArrowLeft} label={t('Back to the history')} small onClick={onClose} />
        <h1 className={styles.title}>{t('Compare runs')}</h1>
        <RunChoice
          label={t('Before')}
          value={leftId}
          run={left.data}
          pins={pins}
          onChange={(id) => onPair([id, id === rightId ? leftId : rightId])}
        />
        <IconButton
          icon={ArrowLeftRight}
          label={t('Swap the two runs')}
          small
          onClick={() => onPair([rightId, leftId])}
        />
        <RunChoice
          label={t('After')}
          value={rightId}
          run={right.data}
          pins={pins}
          onChange={(id) => onPair([id === leftId ? rightId : leftId, id])}
        />
      </header>
      {failure && (
        <div className={styles.failure}>
          <ErrorCard title={t('A run could not be read')} detail={errorSentence(failure)} />
        </div>
      )}
      {left.data && right.data && <Compared left={left.data} right={right.data} />}
    </section>
  )
}

interface RunChoiceProps {
  readonly label: string
  readonly value: string
  readonly run: Run | undefined
  readonly pins: readonly RunSummary[]
  readonly onChange: (runId: string) => void
}

function RunChoice({ label, value, run, pins, onChange }: RunChoiceProps) {
  const options = pins.map(({ id, number, promptName }) => ({
    value: id,
    label: t('Run {number}', { number }),
    detail: promptName ?? t('command line'),
  }))
  // Unpinned in another window meanwhile: it stays what is on screen.
  const own =
    run === undefined || options.some((option) => option.value === value)
      ? []
      : [{ value, label: t('Run {number}', { number: run.number }), detail: run.promptName ?? '' }]
  return <Select label={label} value={value} options={[...options, ...own]} onChange={onChange} />
}

function Compared({ left, right }: { readonly left: Run; readonly right: Run }) {
  const [part, setPart] = useState<Part>('answer')
  const { data: sentLeft } = useRoute('history.sent', { runId: left.id })
  const { data: sentRight } = useRoute('history.sent', { runId: right.id })
  const texts = (run: Run, sent: typeof sentLeft): string => {
    if (part === 'answer') return answerText(run)
    return part === 'thinking' ? run.reasoning : sent ? requestText(sent) : ''
  }
  return (
    <div className={styles.body}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scroller must be reachable by keyboard */}
      <section className={styles.figures} tabIndex={0} aria-label={t('Figures and parameters')}>
        <div className={styles.runs}>
          <RunCaption run={left} />
          <RunCaption run={right} />
        </div>
        <ComparedTable left={left} right={right} />
        {sentLeft && sentRight && <ComparedParameters left={sentLeft} right={sentRight} />}
      </section>
      <div className={styles.texts}>
        <div className={styles.bar}>
          <Segmented<Part>
            label={t('Text')}
            hideLabel
            value={part}
            options={[
              { value: 'answer', label: t('Answer') },
              { value: 'thinking', label: t('Thinking') },
              { value: 'request', label: t('Request') },
            ]}
            onChange={setPart}
          />
          <span className={styles.legend}>
            {t('What only run {left} says is struck through, what only run {right} says underlined.', {
              left: left.number,
              right: right.number,
            })}
          </span>
        </div>
        <DiffText
          key={part}
          label={t('Differences')}
          before={texts(left, sentLeft)}
          after={texts(right, sentRight)}
          than={t('Run {number}', { number: left.number })}
        />
      </div>
    </div>
  )
}

function RunCaption({ run }: { readonly run: Run }) {
  const { settings } = useSettings()
  const openRun = useOpenRun()
  const { sentAt } = run.timing
  return (
    <div className={styles.run}>
      <div className={styles.runName}>
        <Button variant="link" onClick={() => void openRun(run.id)}>
          {t('Run {number}', { number: run.number })}
        </Button>
        {run.practice && <PracticeBadge />}
      </div>
      <div className={styles.caption}>{run.promptName ?? t('command line')}</div>
      <div className={styles.caption}>
        {shortModel(run.model.requested)}, {t(statusWords[run.status])}
      </div>
      <div className={styles.caption}>
        {formatDate(sentAt, settings.zone)} {formatTime(sentAt, settings.zone)}
      </div>
    </div>
  )
}
