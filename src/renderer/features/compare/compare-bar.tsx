import type { ReactNode } from 'react'

import type { ComparisonSetup } from '../../../contract/compare.ts'
import type { EstimateColumn } from '../../../contract/estimates.ts'
import type { ColumnForecast } from '../../../contract/forecasts.ts'
import { message, t } from '../../../contract/i18n/t.ts'
import type { Currency, Instant } from '../../../contract/values.ts'
import { AtLeastFigure, ExactFigure, ForecastFigure, UnknownFigure } from '../../components/ui/figures.tsx'
import { classNames } from '../../lib/class-names.ts'
import { formatMoney, fullAmount } from '../../lib/format.ts'
import { formatTime } from '../../lib/time.ts'
import { useSettings } from '../../lib/use-settings.ts'
import { AmountWithReceipt } from '../receipts/amount-with-receipt.tsx'
import type { SumSubject } from '../receipts/receipt-subject.ts'
import { BestMark } from './best-mark.tsx'
import { type NextRun, nextRun, type Range } from './next-run.ts'

import styles from './compare-bar.module.css'

interface CompareBarProps {
  readonly promptId: string
  readonly setup: ComparisonSetup
  readonly estimates: ReadonlyMap<string, EstimateColumn>
  readonly forecasts: ReadonlyMap<string, ColumnForecast>
  readonly stale: boolean
  readonly currency: Currency
  /** The Run button. */
  readonly children: ReactNode
}

/** What the next run of all columns will cost, and the button that sends it. */
export function CompareBar({
  promptId,
  setup,
  estimates,
  forecasts,
  stale,
  currency,
  children,
}: CompareBarProps) {
  const columns = setup.columns.flatMap(({ id }) => estimates.get(id) ?? [])
  const whole = columns.length === setup.columns.length
  const expected = setup.columns.flatMap(({ id }) => forecasts.get(id) ?? [])
  const next = whole ? nextRun(columns, currency, setup.repeats, expected) : null
  return (
    <section className={styles.bar} aria-label={t('Cost of the next run of all columns')}>
      <span className={classNames(styles.cell, styles.legend)}>
        <BestMark silent /> {t('best of the row')}
      </span>
      {whole && next === null && (
        <span className={styles.cell}>
          {t('Next run of {setup}, {currency}', { setup: allOf(setup), currency })}{' '}
          <UnknownFigure word="unpriced" />
        </span>
      )}
      {next && <Next promptId={promptId} next={next} setup={setup} currency={currency} stale={stale} />}
      <span className={styles.end}>{children}</span>
    </section>
  )
}

/** "both", "all 3": what the Run button runs. */
export function allOf({ columns }: ComparisonSetup): string {
  return columns.length === 2 ? t('both') : t('all {columns}', { columns: columns.length })
}

interface NextProps {
  readonly promptId: string
  readonly next: NextRun
  readonly setup: ComparisonSetup
  readonly currency: Currency
  readonly stale: boolean
}

function Next({ promptId, next, setup, currency, stale }: NextProps) {
  const { settings } = useSettings()
  const { other, worstCase, unpriced } = next
  const note =
    unpriced.length === 0
      ? ''
      : t('Without {unpriced}, which has no price', { unpriced: unpriced.join(', ') })
  const receipt = (
    of: Pick<SumSubject, 'scenario' | 'explain'> & { readonly at?: Instant | undefined },
  ): SumSubject => {
    const { at, ...rest } = of
    const columns = setup.columns.map(({ parameters }) => parameters)
    const question = { of: 'columns', promptId, columns, repeats: setup.repeats } as const
    return { kind: 'sum', question: at === undefined ? question : { ...question, at }, ...rest }
  }
  const values = { setup: allOf(setup), currency, repeats: setup.repeats }
  return (
    <>
      <span className={styles.cell}>
        {setup.repeats === 1
          ? t('Next run of {setup}, {currency}, now', values)
          : t('Next run of {setup}, {repeats} times, {currency}, now', values)}
        <AmountWithReceipt subject={receipt({ explain: rangeWords(next.now, currency) })} currency={currency}>
          <PromptRange range={next.now} currency={currency} note={note} stale={stale} />
        </AmountWithReceipt>
        {!next.now.withOutput && <span className={styles.output}>{t('+ output')}</span>}
      </span>
      {other && (
        <span className={classNames(styles.cell, styles.other)}>
          {other.at === null
            ? t('other band')
            : t('at {time}', { time: formatTime(other.at, settings.zone) })}
          <AmountWithReceipt
            subject={receipt({ at: other.at ?? undefined, explain: rangeWords(other, currency) })}
            currency={currency}
          >
            <PromptRange range={other} currency={currency} note={note} stale={stale} />
          </AmountWithReceipt>
          {!other.withOutput && <span className={styles.output}>{t('+ output')}</span>}
        </span>
      )}
      <span className={classNames(styles.cell, styles.worst)}>
        {t('Worst case')}
        <AmountWithReceipt subject={receipt({ scenario: 'worst-case' })} currency={currency}>
          {unpriced.length === 0 ? (
            <ExactFigure title={fullAmount(worstCase, currency)} stale={stale}>
              {formatMoney(worstCase)}
            </ExactFigure>
          ) : (
            <AtLeastFigure title={`${fullAmount(worstCase, currency)}. ${note}`}>
              {formatMoney(worstCase)}
            </AtLeastFigure>
          )}
        </AmountWithReceipt>
      </span>
    </>
  )
}

const FROM_HISTORY = message(
  '{low} to {high}: all cached that can be and p50 of the output, to nothing cached and p90',
)
const PROMPTS_ALONE = message('{low} to {high}: the prompts, all cached that can be, to nothing cached')

function rangeWords({ low, high, withOutput }: Range, currency: Currency): string {
  return t(withOutput ? FROM_HISTORY : PROMPTS_ALONE, {
    low: fullAmount(low, currency),
    high: fullAmount(high, currency),
  })
}

interface PromptRangeProps {
  readonly range: Range
  readonly currency: Currency
  readonly note: string
  readonly stale: boolean
}

function PromptRange({ range: { low, high, withOutput }, currency, note, stale }: PromptRangeProps) {
  if (note !== '') {
    return <AtLeastFigure title={`${fullAmount(low, currency)}. ${note}`}>{formatMoney(low)}</AtLeastFigure>
  }
  if (low === high) {
    return (
      <ExactFigure title={fullAmount(high, currency)} stale={stale}>
        {formatMoney(high)}
      </ExactFigure>
    )
  }
  return (
    <ForecastFigure
      title={rangeWords({ low, high, withOutput }, currency)}
      low={formatMoney(low)}
      high={formatMoney(high)}
      stale={stale}
    />
  )
}
