import { FlaskConical } from 'lucide-react'
import type { ReactNode } from 'react'

import type { ColumnResult, ComparisonSetup } from '../../../contract/compare.ts'
import { listed } from '../../../contract/i18n/list.ts'
import { t } from '../../../contract/i18n/t.ts'
import { AtLeastFigure, ExactFigure } from '../../components/ui/figures.tsx'
import { LiveRegion } from '../../components/ui/live-region.tsx'
import { ProgressMeter } from '../../components/ui/progress-meter.tsx'
import { Select } from '../../components/ui/select.tsx'
import { formatInteger, formatMoney, fullAmount } from '../../lib/format.ts'
import { AmountWithReceipt } from '../receipts/amount-with-receipt.tsx'
import { type BatchProgress, type BatchTotals, progressOf, totalsOf } from './batch-progress.ts'
import { areComparable } from './figure-rows.ts'

import styles from './batch-line.module.css'

interface BatchLineProps {
  readonly setup: ComparisonSetup
  readonly results: readonly ColumnResult[]
  readonly onSetup: (setup: ComparisonSetup) => void
}

const REPEATS = [1, 2, 3, 5, 10, 20]
const AT_ONCE = [1, 2, 4, 8]

/** How far the runs are, what those that ended came to together, and how often and how many are sent. */
export function BatchLine({ setup, results, onSetup }: BatchLineProps) {
  const progress = progressOf(results)
  const totals = totalsOf(results)
  const ran = results.filter(({ runs }) => runs.some(({ ended }) => ended !== null))
  return (
    <section className={styles.line} aria-label={t('Runs of the comparison')}>
      {progress && <Progress progress={progress} />}
      {totals.map((total) => (
        <Totals key={String(total.practice)} total={total} />
      ))}
      {!areComparable(ran) && (
        <span className={styles.note}>
          {t('The columns ran on different drafts or places, so no best is marked.')}
        </span>
      )}
      <span className={styles.end}>
        <Select
          label={t('Repeat')}
          value={String(setup.repeats)}
          options={choices(REPEATS, setup.repeats, (count) =>
            count === 1 ? t('once') : t('{count} times', { count }),
          )}
          onChange={(repeats) => onSetup({ ...setup, repeats: Number(repeats) })}
        />
        <Select
          label={t('At once')}
          value={String(setup.atOnce)}
          options={choices(AT_ONCE, setup.atOnce, (count) => t('{count} a model', { count }))}
          onChange={(atOnce) => onSetup({ ...setup, atOnce: Number(atOnce) })}
        />
      </span>
      <LiveRegion message={announcement(progress, totals.length > 0)} />
    </section>
  )
}

function announcement(progress: BatchProgress | null, ran: boolean): string {
  if (progress !== null) return progressWords(progress)
  return ran ? t('All runs have ended') : ''
}

function choices(
  counts: readonly number[],
  current: number,
  label: (count: number) => string,
): { readonly value: string; readonly label: string }[] {
  const all = counts.includes(current) ? counts : [...counts, current].toSorted((left, right) => left - right)
  return all.map((count) => ({ value: String(count), label: label(count) }))
}

function progressWords({ done, total, running, waiting }: BatchProgress): string {
  const values = {
    done: formatInteger(done),
    total: formatInteger(total),
    running: formatInteger(running),
    waiting: formatInteger(waiting),
  }
  return waiting === 0
    ? t('{done} of {total} runs done, {running} running', values)
    : t('{done} of {total} runs done, {running} running, {waiting} waiting', values)
}

function Progress({ progress }: { readonly progress: BatchProgress }) {
  return (
    <>
      <ProgressMeter label={t('Runs done')} done={progress.done} total={progress.total} />
      <span className={styles.words}>{progressWords(progress)}</span>
    </>
  )
}

/** A sum says how much of it is known: what was not reported or has no price makes it a lower bound. */
function Totals({ total }: { readonly total: BatchTotals }) {
  const { practice, runs, failed, unknown, runIds, amounts } = total
  const counts = [
    t('{count, plural, one {# run} other {# runs}}', { count: runs }),
    ...(failed === 0 ? [] : [t('{failed} failed', { failed: formatInteger(failed) })]),
    practice ? t('practice, simulated') : t('billed together'),
  ]
  return (
    <span className={styles.totals}>
      {practice && <FlaskConical size={12} strokeWidth={1.75} aria-hidden />}
      <span>{listed(counts)}</span>
      {(['USD', 'CNY'] as const).map((currency) => {
        const amount = amounts[currency]
        return (
          amount !== undefined && (
            <span key={currency} className={styles.amount}>
              {currency}
              <AmountWithReceipt
                subject={{ kind: 'sum', question: { of: 'runs', runIds: [...runIds] } }}
                currency={currency}
              >
                <Sum bound={unknown > 0} title={fullAmount(amount, currency)}>
                  {formatMoney(amount)}
                </Sum>
              </AmountWithReceipt>
            </span>
          )
        )
      })}
      {unknown > 0 && (
        <span className={styles.unknown}>
          {t('{unknown} not known', { unknown: formatInteger(unknown) })}
        </span>
      )}
    </span>
  )
}

interface SumProps {
  readonly bound: boolean
  readonly title: string
  readonly children: ReactNode
}

function Sum({ bound, title, children }: SumProps) {
  return bound ? (
    <AtLeastFigure title={title}>{children}</AtLeastFigure>
  ) : (
    <ExactFigure title={title}>{children}</ExactFigure>
  )
}
