import { t } from '../../../contract/i18n/t.ts'
import type { TestEstimate } from '../../../contract/test-cases.ts'
import type { Currency } from '../../../contract/values.ts'
import { AtLeastFigure, ExactFigure, ForecastFigure, UnknownFigure } from '../../components/ui/figures.tsx'
import { bandWord } from '../../lib/bands.ts'
import { formatInteger, formatMoney, fullAmount } from '../../lib/format.ts'

import styles from './tests-bar.module.css'

interface EstimateFiguresProps {
  /** Undefined while it is being counted. */
  readonly estimate: TestEstimate | undefined
  readonly currency: Currency
}

/** What requests would cost before any is sent: exact prompts, both bands, the worst case. */
export function EstimateFigures({ estimate, currency }: EstimateFiguresProps) {
  if (estimate === undefined) return <span className={styles.cell}>{t('Counting …')}</span>
  const { requests, judgeRequests, promptTokens, exact, bands, worstCase, missing, unpriced } = estimate
  const worst = worstCase[currency]
  return (
    <span className={styles.figures}>
      <span className={styles.cell}>
        {t('{requests, plural, one {# request} other {# requests}}', { requests })}
        {judgeRequests > 0 &&
          ` + ${t('{count, plural, one {# of a judge} other {# of judges}}', { count: judgeRequests })}`}
      </span>
      <span className={styles.cell}>
        {t('Prompt tokens')}
        {exact ? (
          <ExactFigure>{formatInteger(promptTokens)}</ExactFigure>
        ) : (
          <UnknownFigure word="unknown" title={t('Some of these prompts cannot be counted exactly.')} />
        )}
      </span>
      {bands.map(({ band, cost }) => {
        const range = cost[currency]
        return (
          range && (
            <span key={band} className={styles.cell}>
              {bandWord(band)}, {currency}
              <Range low={range.low} high={range.high} currency={currency} />
            </span>
          )
        )
      })}
      {worst !== undefined && (
        <span className={styles.cell}>
          {t('Worst case')}
          {unpriced > 0 ? (
            <AtLeastFigure>{formatMoney(worst)}</AtLeastFigure>
          ) : (
            <ExactFigure title={fullAmount(worst, currency)}>{formatMoney(worst)}</ExactFigure>
          )}
        </span>
      )}
      {unpriced > 0 && (
        <span className={styles.cell}>
          <UnknownFigure word="unpriced" />
          {formatInteger(unpriced)}
        </span>
      )}
      {missing.length > 0 && <span className={styles.lacking}>{missingSentence(missing)}</span>}
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

interface RangeProps {
  readonly low: string
  readonly high: string | null
  readonly currency: Currency
}

/** Without earlier runs nothing is known of the output: then the prompts alone, and that there is more. */
function Range({ low, high, currency }: RangeProps) {
  if (high === null)
    return (
      <>
        <AtLeastFigure
          title={t('{amount}: the prompts, all cached. How long the answers are is not known yet.', {
            amount: fullAmount(low, currency),
          })}
        >
          {formatMoney(low, 3)}
        </AtLeastFigure>
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
