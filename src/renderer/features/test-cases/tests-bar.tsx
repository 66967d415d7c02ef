import { ChevronDown, FlaskConical, Pause, Play, Ruler, Square } from 'lucide-react'

import { t } from '../../../contract/i18n/t.ts'
import type { TestBatch, TestEstimate, TestScope, TestTable } from '../../../contract/test-cases.ts'
import type { Currency } from '../../../contract/values.ts'
import { Button } from '../../components/ui/button.tsx'
import { PracticeBadge } from '../../components/ui/chip.tsx'
import { LiveRegion } from '../../components/ui/live-region.tsx'
import { Menu, type MenuItem } from '../../components/ui/menu.tsx'
import { useShortcut } from '../../lib/command-context.tsx'
import { EstimateFigures } from './estimate-figures.tsx'
import type { TestControl } from './use-tests.ts'

import styles from './tests-bar.module.css'

interface TestsBarProps {
  readonly table: TestTable
  readonly control: TestControl
  readonly estimate: TestEstimate | undefined
  readonly currency: Currency
  readonly chosen: string | null
}

/** What the next run of all would cost, and the buttons that start, hold and end it. */
export function TestsBar({ table, control, estimate, currency, chosen }: TestsBarProps) {
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
          <RunButtons table={table} control={control} chosen={chosen} />
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
      <progress className={styles.meter} max={total} value={done} aria-label={t('Tests done')} />
      <span className={styles.words}>{words}</span>
      {practice && <PracticeBadge />}
      {reason !== null && <span className={styles.reason}>{reason}</span>}
      <LiveRegion message={words} every={5_000} />
    </span>
  )
}

interface RunButtonsProps {
  readonly table: TestTable
  readonly control: TestControl
  readonly chosen: string | null
}

/** Run all; beside it the failed ones, the chosen case, counting alone, and practice. */
function RunButtons({ table, control, chosen }: RunButtonsProps) {
  const { counts, promptId } = table
  const { hasKey, starting } = control
  const all = useShortcut('compare.runAll')
  const disabled = starting || counts.all === 0
  const item = (id: string, label: string, scope: TestScope, practice: boolean): MenuItem => ({
    id,
    label,
    icon: practice ? FlaskConical : Play,
    ...(practice ? { detail: t('simulated, free') } : {}),
    onSelect: () => control.run(scope, practice),
  })
  const some = (practice: boolean): MenuItem[] => [
    item(
      `failed ${practice}`,
      practice ? t('Practice failed and not run') : t('Run failed and not run'),
      { kind: 'failed' },
      practice,
    ),
    ...(chosen === null
      ? []
      : [
          item(
            `case ${practice}`,
            practice ? t('Practice the chosen case') : t('Run the chosen case'),
            { kind: 'cases', caseIds: [chosen] },
            practice,
          ),
        ]),
  ]
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
      <div className={styles.split}>
        <Button
          size="large"
          variant={hasKey ? 'primary' : 'plain'}
          shortcut={all.label}
          aria-keyshortcuts={all.aria}
          disabled={disabled}
          className={styles.main}
          onClick={() => control.run({ kind: 'all' }, !hasKey)}
        >
          {hasKey ? t('Run all') : t('Practice all')}
        </Button>
        <Menu
          align="end"
          side="top"
          trigger={
            <button
              type="button"
              className={styles.more}
              data-primary={hasKey || undefined}
              aria-label={t('Other ways to run the tests')}
              disabled={disabled}
            >
              <ChevronDown size={14} strokeWidth={1.5} aria-hidden />
            </button>
          }
          items={
            hasKey
              ? [
                  ...some(false),
                  item('practice all', t('Practice all'), { kind: 'all' }, true),
                  ...some(true),
                ]
              : some(true)
          }
        />
      </div>
    </>
  )
}
