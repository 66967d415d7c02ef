import type { ReactNode } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import type { TestCost, TestEstimate } from '../../../contract/test-cases.ts'
import type { Currency } from '../../../contract/values.ts'
import { AtLeastFigure, ExactFigure, ForecastFigure, UnknownFigure } from '../../components/ui/figures.tsx'
import { bandWord } from '../../lib/bands.ts'
import { classNames } from '../../lib/class-names.ts'
import { formatInteger, formatMoney, fullAmount } from '../../lib/format.ts'
import { AmountWithReceipt } from '../receipts/amount-with-receipt.tsx'

import styles from './tests-bar.module.css'

interface EstimateFiguresProps {
  /** Undefined while it is being counted. */
  readonly estimate: TestEstimate | undefined
  readonly currency: Currency
}

/** What requests would cost before any is sent: exact prompts, both bands, the worst case. */
export function EstimateFigures({ estimate, currency }: EstimateFiguresProps) {
  if (estimate === undefined) return <span className={styles.label}>{t('Counting …')}</span>
  const { requests, judgeRequests, promptTokens, exact, bands, worstCase, worstSheets, missing, unpriced } =
    estimate
  const worst = worstCase[currency]
  return (
    <span className={styles.figures}>
      <Figure label={t('Requests')}>
        <ExactFigure>{formatInteger(requests)}</ExactFigure>
        {judgeRequests > 0 && (
          <span className={styles.beside}>
            {`+ ${t('{count, plural, one {# of a judge} other {# of judges}}', { count: judgeRequests })}`}
          </span>
        )}
      </Figure>
      <Figure label={t('Prompt tokens')}>
        {exact ? (
          <ExactFigure>{formatInteger(promptTokens)}</ExactFigure>
        ) : (
          <UnknownFigure word="unknown" title={t('Some of these prompts cannot be counted exactly.')} />
        )}
      </Figure>
      {bands.map(({ band, cost }, index) => {
        const here = cost[currency]
        const isNow = index === 0 && bands.length > 1
        return (
          here && (
            <Figure
              key={band}
              other={index > 0}
              label={
                isNow
                  ? t('{band} now, {currency}', { band: bandWord(band), currency })
                  : t('{band}, {currency}', { band: bandWord(band), currency })
              }
            >
              <Cost cost={here} currency={currency} />
            </Figure>
          )
        )
      })}
      {worst !== undefined && (
        <Figure label={t('Worst case')}>
          <AmountWithReceipt subject={{ kind: 'drawn', sheets: worstSheets }} currency={currency}>
            {unpriced > 0 ? (
              <AtLeastFigure>{formatMoney(worst)}</AtLeastFigure>
            ) : (
              <ExactFigure title={fullAmount(worst, currency)}>{formatMoney(worst)}</ExactFigure>
            )}
          </AmountWithReceipt>
        </Figure>
      )}
      {unpriced > 0 && (
        <Figure label={t('Without a price')}>
          <UnknownFigure word="unpriced" />
          <span className={styles.beside}>{formatInteger(unpriced)}</span>
        </Figure>
      )}
      {missing.length > 0 && <span className={styles.lacking}>{missingSentence(missing)}</span>}
    </span>
  )
}

interface FigureProps {
  readonly label: string
  /** Left out where there is little room. */
  readonly other?: boolean
  readonly children: ReactNode
}

function Figure({ label, other = false, children }: FigureProps) {
  return (
    <span className={classNames(styles.cell, other && styles.other)}>
      <span className={styles.label}>{label}</span>
      <span className={styles.figure}>{children}</span>
    </span>
  )
}

function missingSentence(missing: TestEstimate['missing']): string {
  const [first] = missing
  return t(
    '{count, plural, one {Case {number} lacks {names} and is not sent} other {# cases lack values and are not sent, case {number} first}}',
    { count: missing.length, number: first?.case ?? 0, names: first?.names.join(', ') ?? '' },
  )
}

interface CostProps {
  readonly cost: TestCost
  readonly currency: Currency
}

/** Without earlier runs nothing is known of the output: then the prompts alone, and that there is more. */
function Cost({ cost: { prompt, low, high }, currency }: CostProps) {
  if (high === null)
    return (
      <>
        <ExactFigure
          title={t('{amount}: the prompts, nothing cached. How long the answers are is not known yet.', {
            amount: fullAmount(prompt, currency),
          })}
        >
          {formatMoney(prompt)}
        </ExactFigure>
        <span className={styles.output}>{t('+ output')}</span>
      </>
    )
  return (
    <ForecastFigure
      low={formatMoney(low, 3)}
      high={formatMoney(high, 3)}
      title={t('From all cached and p50 of output to nothing cached and p90, as earlier runs wrote.')}
    />
  )
}
