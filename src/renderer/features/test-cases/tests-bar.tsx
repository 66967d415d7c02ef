import { FlaskConical, Pause, Play, Ruler, Square } from 'lucide-react'

import { t } from '../../../contract/i18n/t.ts'
import type { TestBatch, TestEstimate, TestScope, TestTable } from '../../../contract/test-cases.ts'
import type { Currency } from '../../../contract/values.ts'
import { Button } from '../../components/ui/button.tsx'
import { PracticeBadge } from '../../components/ui/chip.tsx'
import { LiveRegion } from '../../components/ui/live-region.tsx'
import { ProgressMeter } from '../../components/ui/progress-meter.tsx'
import { Select } from '../../components/ui/select.tsx'
import { SplitButton } from '../../components/ui/split-button.tsx'
import { useShortcut } from '../../lib/command-context.tsx'
import { EstimateFigures } from './estimate-figures.tsx'
import { type RunChoice, runChoices } from './run-scope.ts'
import type { TestControl } from './use-tests.ts'

import styles from './tests-bar.module.css'

interface TestsBarProps {
  readonly table: TestTable
  readonly control: TestControl
  readonly estimate: TestEstimate | undefined
  readonly currency: Currency
  readonly scope: TestScope
  readonly onScope: (choice: RunChoice) => void
  /** Whether a case is chosen, so that it can be run alone. */
  readonly canChoose: boolean
}

/** What the next run would cost, and the buttons that start, hold and end it. */
export function TestsBar(props: TestsBarProps) {
  const { table, control, estimate, currency } = props
  const { promptId, batch } = table
  return (
    <section className={styles.bar} aria-label={t('Run the tests')}>
      {batch === null ? (
        <EstimateFigures estimate={estimate} currency={currency} />
      ) : (
        <Progress batch={batch} />
      )}
      <span className={styles.end}>
        {batch === null ? (
          <RunButtons {...props} />
        ) : (
          <>
            {batch.state === 'running' ? (
              <Button
                size="large"
                icon={Pause}
                onClick={() => void control.attempt('tests.pause', { promptId })}
              >
                {t('Pause')}
              </Button>
            ) : (
              <Button
                size="large"
                variant="primary"
                icon={Play}
                onClick={() => void control.attempt('tests.resume', { promptId })}
              >
                {t('Resume')}
              </Button>
            )}
            <StopButton onStop={() => void control.attempt('tests.stop', { promptId })} />
          </>
        )}
      </span>
    </section>
  )
}

function StopButton({ onStop }: { readonly onStop: () => void }) {
  const halt = useShortcut('run.stop')
  return (
    <Button size="large" icon={Square} shortcut={halt.label} aria-keyshortcuts={halt.aria} onClick={onStop}>
      {t('Stop')}
    </Button>
  )
}

function Progress({ batch }: { readonly batch: TestBatch }) {
  const { done, total, running, waiting, state, reason, practice } = batch
  const words =
    state === 'paused'
      ? t('Paused: {done, number} of {total, number} done, {waiting, number} wait', { done, total, waiting })
      : t('{done, number} of {total, number} done, {running, number} running', { done, total, running })
  return (
    <span className={styles.progress}>
      <ProgressMeter label={t('Tests done')} done={done} total={total} />
      <span className={styles.words}>{words}</span>
      {practice && <PracticeBadge />}
      {reason !== null && <span className={styles.reason}>{reason}</span>}
      <LiveRegion message={words} every={5_000} />
    </span>
  )
}

/** What is run, Run, and beside it practice; counting alone is free and needs no key. */
function RunButtons({ table, control, scope, onScope, canChoose }: TestsBarProps) {
  const { counts, promptId } = table
  const { hasKey, starting } = control
  const shortcut = useShortcut('compare.runAll')
  const disabled = starting || counts.all === 0
  const choices: readonly RunChoice[] = canChoose ? ['all', 'failed', 'cases'] : ['all', 'failed']
  const choice: RunChoice = scope.kind === 'failed' ? 'failed' : scope.kind === 'cases' ? 'cases' : 'all'
  return (
    <>
      <Button
        size="large"
        icon={Ruler}
        disabled={disabled}
        title={t(
          'Counts every case and decides limits of tokens and cost. Nothing is sent, no key is needed.',
        )}
        onClick={() => void control.attempt('tests.check', { promptId })}
      >
        {t('Check offline')}
      </Button>
      <Select
        label={t('What is run')}
        hideLabel
        size="button"
        value={choice}
        options={choices.map((value) => ({ value, label: t(runChoices[value]) }))}
        onChange={onScope}
      />
      {hasKey ? (
        <SplitButton
          shortcut={shortcut}
          disabled={disabled}
          onClick={() => control.run(scope, false)}
          more={t('Other ways to run the tests')}
          items={[
            {
              id: 'practice',
              label: t('Practice'),
              icon: FlaskConical,
              detail: t('simulated, free'),
              onSelect: () => control.run(scope, true),
            },
          ]}
        >
          {t('Run')}
        </SplitButton>
      ) : (
        <Button
          size="large"
          shortcut={shortcut.label}
          aria-keyshortcuts={shortcut.aria}
          disabled={disabled}
          onClick={() => control.run(scope, true)}
        >
          {t('Practice')}
        </Button>
      )}
    </>
  )
}
