import { Check, CircleDashed, CircleHelp, Equal, type LucideIcon } from 'lucide-react'

import type { GateRefusal } from '../../../contract/budgets.ts'
import type { PlannedRun, Refused } from '../../../contract/compare.ts'
import { kept } from '../../../contract/i18n/kept.ts'
import { message, t } from '../../../contract/i18n/t.ts'
import type { Run } from '../../../contract/runs.ts'
import { Button } from '../../components/ui/button.tsx'
import { PracticeBadge } from '../../components/ui/chip.tsx'
import { DiffText } from '../../components/ui/diff-text.tsx'
import { ErrorCard } from '../../components/ui/error-card.tsx'
import { AtLeastFigure, ExactFigure } from '../../components/ui/figures.tsx'
import { LiveRegion } from '../../components/ui/live-region.tsx'
import { useRoute } from '../../lib/api-context.tsx'
import { classNames } from '../../lib/class-names.ts'
import { formatSeconds, formatTimeSeconds } from '../../lib/time.ts'
import { useClock } from '../../lib/use-clock.ts'
import { useSettings } from '../../lib/use-settings.ts'
import { dueWords } from '../budgets/queue-lines.tsx'
import { type ReconciliationLine, reconciliationLine, runSpeed } from '../runs/reconciliation.ts'
import { RunBody } from '../runs/run-body.tsx'
import { splitSentence, stateWords } from '../runs/run-words.ts'
import { useRun } from '../runs/use-run.ts'

import styles from './column-answer.module.css'

export interface DiffBase {
  readonly name: string
  readonly runId: string
}

interface ColumnAnswerProps {
  readonly planned: PlannedRun
  /** Where the differences are on screen: the answer that this one is held against, unless it is that one. */
  readonly against: DiffBase | null
  readonly choice: React.ReactNode
  /** What the runs of the column were sent with, where the column is something else by now. */
  readonly ranAs: string | null
  readonly onStop: () => void
  readonly onAgain: () => void
  /** Shows what held a request back, with what would fit. */
  readonly onGate: (gate: GateRefusal) => void
}

/** What one request of a column came to: its answer while it comes, what differs, or the card that says why there is none. */
export function ColumnAnswer(props: ColumnAnswerProps) {
  const { planned, choice, onStop } = props
  if (planned.runId !== null) return <RunAnswer key={planned.runId} {...props} runId={planned.runId} />
  return (
    <>
      <div className={styles.line}>
        {choice}
        <span className={styles.note}>
          {planned.dueAt === null ? waitingWord(planned.state) : <QueuedUntil dueAt={planned.dueAt} />}
        </span>
        {planned.state === 'queued' && (
          <span className={styles.end}>
            <Button variant="link" onClick={onStop}>
              {t('Cancel')}
            </Button>
          </span>
        )}
      </div>
      <div className={styles.card}>
        {planned.error !== null && <RefusalCard refused={planned.error} onGate={props.onGate} />}
      </div>
    </>
  )
}

const waitingWords: Readonly<Partial<Record<PlannedRun['state'], string>>> = {
  waiting: message('waits for its turn'),
  running: message('sending'),
  refused: message('not sent'),
  'not-sent': message('not sent, stopped before its turn'),
}

function waitingWord(state: PlannedRun['state']): string {
  const word = waitingWords[state]
  return word === undefined ? '' : t(word)
}

function QueuedUntil({ dueAt }: { readonly dueAt: string }) {
  const { settings } = useSettings()
  const { now } = useClock()
  return t('queued for off-peak, {dueAt}', { dueAt: dueWords(dueAt, now, settings.zone) })
}

interface RefusalCardProps {
  readonly refused: Refused
  readonly onGate: ColumnAnswerProps['onGate']
}

function RefusalCard({ refused: { message: sentence, gate }, onGate }: RefusalCardProps) {
  const { title, detail } = splitSentence(kept(sentence))
  return (
    <ErrorCard
      title={title}
      detail={`${detail} ${t('Nothing was billed, the draft is kept.')}`.trim()}
      action={
        gate && (
          <Button variant="link" onClick={() => onGate(gate)}>
            {t('See what fits')}
          </Button>
        )
      }
    />
  )
}

function RunAnswer({
  runId,
  choice,
  against,
  ranAs,
  onStop,
  onAgain,
}: ColumnAnswerProps & { readonly runId: string }) {
  const { run, text, failure } = useRun(runId)
  if (failure !== null && run === undefined) {
    return (
      <div className={styles.card}>
        <ErrorCard title={t('This run cannot be shown')} detail={failure} />
      </div>
    )
  }
  if (run === undefined) return null
  const compared = against !== null && run.status !== 'running' && run.content !== ''
  return (
    <>
      <RunLine run={run} choice={choice} ranAs={ranAs} />
      {compared ? (
        <Differences run={run} against={against} />
      ) : (
        <RunBody
          run={run}
          text={text}
          label={t('Answer of run {number}', { number: run.number })}
          onStop={onStop}
          onAgain={onAgain}
          under={null}
        />
      )}
      <LiveRegion
        message={t('Run {number}, {model}: {state}', {
          number: run.number,
          model: run.model.requested,
          state: stateWords(run),
        })}
      />
    </>
  )
}

function Differences({ run, against }: { readonly run: Run; readonly against: DiffBase }) {
  const { data: base } = useRoute('runs.get', { runId: against.runId })
  if (base === undefined || base.status === 'running') {
    return (
      <p className={styles.wait}>
        {t('The differences come when {name} has ended.', { name: against.name })}
      </p>
    )
  }
  return (
    <DiffText
      label={t('Differences of run {number}', { number: run.number })}
      before={base.content}
      after={run.content}
      than={against.name}
    />
  )
}

const icons: Readonly<Record<ReconciliationLine['state'], LucideIcon>> = {
  exact: Check,
  explained: Equal,
  'not-explained': CircleHelp,
  'not-reported': CircleDashed,
  settled: Equal,
}

interface RunLineProps {
  readonly run: Run
  readonly choice: React.ReactNode
  readonly ranAs: string | null
}

/** Which run this is, and in one equation whether its estimate held. */
function RunLine({ run, choice, ranAs }: RunLineProps) {
  const { settings } = useSettings()
  const line = reconciliationLine(run)
  const { whole } = runSpeed(run)
  return (
    <div className={styles.line}>
      {choice}
      <h2 className={styles.number}>{t('Run {number}', { number: run.number })}</h2>
      <span className={classNames(styles.note, styles.time)}>
        {formatTimeSeconds(run.timing.sentAt, settings.zone)}
      </span>
      {run.practice && <PracticeBadge />}
      {ranAs !== null && (
        <span
          className={styles.ranAs}
          title={t('The column is something else by now. It ran as {ranAs}.', { ranAs })}
        >
          {t('ran as {ranAs}', { ranAs })}
        </span>
      )}
      <span className={styles.end}>
        {line === null ? <span className={styles.note}>{stateWords(run)}</span> : <Equation line={line} />}
        {whole !== null && run.status === 'completed' && (
          <span className={classNames(styles.note, styles.time)}>{formatSeconds(whole)}</span>
        )}
      </span>
    </div>
  )
}

function Equation({ line }: { readonly line: ReconciliationLine }) {
  const Icon = icons[line.state]
  return (
    <span className={styles.equation} data-state={line.state} title={line.note}>
      <Icon size={14} strokeWidth={1.5} aria-hidden className={styles.icon} />
      <span>{line.word.toLowerCase()}</span>
      {line.state === 'not-reported' ? (
        <AtLeastFigure>{line.equation}</AtLeastFigure>
      ) : (
        <ExactFigure>{line.equation}</ExactFigure>
      )}
    </span>
  )
}
