import { t } from '../../../contract/i18n/t.ts'
import { ErrorCard } from '../../components/ui/error-card.tsx'
import { LiveRegion } from '../../components/ui/live-region.tsx'
import { classNames } from '../../lib/class-names.ts'
import { Reconciliation, ReconciliationSummary } from './reconciliation-panel.tsx'
import { reconciliationLine } from './reconciliation.ts'
import { type RunActions, RunBody } from './run-body.tsx'
import { RunHeader } from './run-header.tsx'
import { stateWords } from './run-words.ts'
import { useRun } from './use-run.ts'

import styles from './run-output.module.css'

interface RunOutputProps extends RunActions {
  readonly runId: string
  /** Pixels for the reconciliation beside the answer; null where it stands under it. */
  readonly sideWidth: number | null
}

/** One run: what came back, and what it was billed against what was estimated. */
export function RunOutput({ runId, sideWidth, ...actions }: RunOutputProps) {
  const { run, text, failure } = useRun(runId)
  if (failure !== null && run === undefined) {
    return (
      <div className={styles.alone}>
        <ErrorCard title={t('This run cannot be shown')} detail={failure} />
      </div>
    )
  }
  if (run === undefined) return null
  const side = sideWidth !== null
  return (
    <div
      className={classNames(styles.output, run.practice && styles.practice)}
      style={side ? { gridTemplateColumns: `minmax(0, 1fr) ${sideWidth + 1}px` } : undefined}
    >
      <section className={styles.answer} aria-label={t('Run {number}', { number: run.number })}>
        <RunHeader
          run={run}
          text={text}
          short={!side}
          summary={side || reconciliationLine(run) === null ? null : <ReconciliationSummary run={run} />}
        />
        <RunBody run={run} text={text} {...actions} under={side ? null : <Reconciliation run={run} />} />
        <LiveRegion message={t('Run {number}: {state}', { number: run.number, state: stateWords(run) })} />
      </section>
      {side && (
        <section className={styles.side} aria-label={t('Estimated and billed')}>
          <Reconciliation run={run} />
        </section>
      )}
    </div>
  )
}
