import { Check, CircleAlert, Copy, Pilcrow } from 'lucide-react'
import type { ReactNode } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import type { Run } from '../../../contract/runs.ts'
import { PracticeBadge } from '../../components/ui/chip.tsx'
import { IconButton } from '../../components/ui/icon-button.tsx'
import { RichText } from '../../components/ui/rich-text.tsx'
import { useNote } from '../../components/ui/toaster.tsx'
import { classNames } from '../../lib/class-names.ts'
import { formatSeconds, formatTimeSeconds } from '../../lib/time.ts'
import { useSettings } from '../../lib/use-settings.ts'
import { canBeFormatted } from './formatted-text.tsx'
import { runSpeed } from './reconciliation.ts'
import type { RunText } from './run-text.ts'
import { servedName, stateWords } from './run-words.ts'

import styles from './run-header.module.css'

interface RunHeaderProps {
  readonly run: Run
  readonly text: RunText
  readonly short: boolean
  /** Where the reconciliation is not beside the answer: its line. */
  readonly summary: ReactNode
}

/**
 * Who stood behind the name that was asked for: as the answer says, and where it only repeats that name, as the books have it
 * for that time. Nobody did in practice.
 */
function servedBy({ practice, model, estimate }: Run): string | null {
  if (practice) return null
  return model.served === model.requested ? estimate.model.served : model.served
}

/** Which run this is, who answered, when, how fast, and how it ended. */
export function RunHeader({ run, text, short, summary }: RunHeaderProps) {
  const { settings, change } = useSettings()
  const note = useNote()
  const { firstByte, whole, tokensPerSecond } = runSpeed(run)
  const served = servedBy(run)
  const copy = (): void => {
    void navigator.clipboard.writeText(text.text('content')).then(() => note(t('Answer copied')))
  }
  return (
    <header className={styles.header}>
      <h2 className={styles.number}>{t('Run {number}', { number: run.number })}</h2>
      {run.practice && <PracticeBadge />}
      <span className={styles.model}>{run.model.requested}</span>
      {served !== null && !short && (
        <span className={styles.note}>{t('served by {served}', { served: servedName(served) })}</span>
      )}
      <div className={styles.end}>
        {summary}
        {!short && (
          <>
            <span className={styles.figure}>{formatTimeSeconds(run.timing.sentAt, settings.zone)}</span>
            {firstByte !== null && (
              <span className={styles.note}>
                <RichText
                  message="first token {time}"
                  values={{ time: <Figure>{formatSeconds(firstByte)}</Figure> }}
                />
              </span>
            )}
            {tokensPerSecond !== null && (
              <span className={styles.note}>
                <RichText
                  message="{count} tok/s"
                  values={{ count: <Figure>{tokensPerSecond.toFixed(1)}</Figure> }}
                />
              </span>
            )}
            {whole !== null && tokensPerSecond === null && <Figure>{formatSeconds(whole)}</Figure>}
          </>
        )}
        {(!short || summary === null) && <State run={run} />}
        {run.status !== 'running' && run.content !== '' && (
          <>
            {canBeFormatted(run) && (
              <IconButton
                icon={Pilcrow}
                label={t('Formatted')}
                small
                aria-pressed={settings.formattedAnswers}
                onClick={() => change({ formattedAnswers: !settings.formattedAnswers })}
              />
            )}
            <IconButton icon={Copy} label={t('Copy the answer')} small onClick={copy} />
          </>
        )}
      </div>
    </header>
  )
}

function Figure({ children }: { readonly children: ReactNode }) {
  return <span className={styles.figure}>{children}</span>
}

function State({ run }: { readonly run: Run }) {
  const well = run.status === 'completed' && run.finishReason !== 'length'
  const Icon = well ? Check : CircleAlert
  return (
    <span className={classNames(styles.state, run.status === 'cut-short' && styles.amber)}>
      {run.status !== 'running' && <Icon size={12} strokeWidth={1.75} aria-hidden />}
      {stateWords(run)}
    </span>
  )
}
