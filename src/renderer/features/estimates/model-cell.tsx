import { Check, ChevronRight } from 'lucide-react'
import { Fragment } from 'react'

import type { EstimateColumn } from '../../../contract/estimates.ts'
import type { ColumnForecast, CostForecast, CostRange } from '../../../contract/forecasts.ts'
import { listed } from '../../../contract/i18n/list.ts'
import { t } from '../../../contract/i18n/t.ts'
import type { Currency } from '../../../contract/values.ts'
import { ExactFigure, ForecastFigure, UnknownFigure } from '../../components/ui/figures.tsx'
import { bandWord } from '../../lib/bands.ts'
import { classNames } from '../../lib/class-names.ts'
import { formatInteger, formatMoney, fullAmount } from '../../lib/format.ts'
import { AmountWithReceipt } from '../receipts/amount-with-receipt.tsx'
import type { EstimateSubject } from '../receipts/receipt-subject.ts'
import { type BandCost, bandCosts, shortModelName } from './cost-figures.ts'
import { DoubtMark } from './price-doubt.tsx'
import { rangeWords, receiptOfColumn } from './receipt-of-column.ts'

import styles from './cost-bar.module.css'

interface ModelCellProps {
  readonly promptId: string
  readonly column: EstimateColumn
  readonly chosen: boolean
  readonly currency: Currency
  readonly stale: boolean
  /** What it may find in the cache and write; undefined until that is known. */
  readonly forecast: ColumnForecast | undefined
  readonly forecastStale: boolean
  /** Where only the chosen model has room: the names of the others, and the way to them. */
  readonly others?: readonly string[]
  readonly onOthers?: () => void
}

/** What the draft costs with one model: now, and in the other band. Without history the output is open, and said so. */
export function ModelCell(props: ModelCellProps) {
  const { promptId, column, chosen, currency, stale, forecast, forecastStale } = props
  const { model } = column.estimate
  const costs = bandCosts(column, currency)
  return (
    <div className={classNames(styles.cell, styles.model, chosen ? styles.chosen : styles.other)}>
      <Label {...props} />
      <div className={styles.lines}>
        {costs.length === 0 && (
          <AmountWithReceipt subject={receiptOfColumn(promptId, column)} currency={currency}>
            <UnknownFigure
              word="unpriced"
              size="bar"
              title={t('No price for {model} at this time.', { model: model.requested })}
            />
          </AmountWithReceipt>
        )}
        {costs.map((cost, place) => (
          <Fragment key={cost.band}>
            <span className={classNames(styles.band, place === 0 && styles.now)}>
              {place === 0 ? t('{band}, now', { band: bandWord(cost.band) }) : bandWord(cost.band)}
            </span>
            <Amounts
              cost={cost}
              subject={receiptOfColumn(promptId, column, cost.band)}
              forecast={forecast?.bands.find(({ band }) => band === cost.band)?.cost[currency]}
              stale={stale}
              forecastStale={forecastStale}
              inForce={place === 0}
            />
          </Fragment>
        ))}
      </div>
    </div>
  )
}

function Label({ column, chosen, currency, others, onOthers }: ModelCellProps) {
  const { model, prompt } = column.estimate
  return (
    <div className={styles.label}>
      <span title={model.served ?? model.requested}>
        {listed([shortModelName(model.requested), currency])}
      </span>
      {column.doubt && <DoubtMark doubt={column.doubt} />}
      {chosen ? (
        <span className={classNames(styles.mark, styles.selected)}>
          <Check size={12} strokeWidth={1.75} aria-hidden />
          {t('selected')}
        </span>
      ) : (
        <span className={styles.own}>{t('{tokens} tokens', { tokens: formatInteger(prompt.tokens) })}</span>
      )}
      {others !== undefined && (
        <button type="button" className={styles.others} onClick={onOthers}>
          {listed(others).toLowerCase()}
          <ChevronRight size={12} strokeWidth={1.75} aria-hidden />
        </button>
      )}
    </div>
  )
}

interface AmountsProps {
  readonly cost: BandCost
  readonly subject: EstimateSubject
  readonly forecast: CostForecast | undefined
  readonly stale: boolean
  readonly forecastStale: boolean
  /** The price of now stands out beside that of the other band. */
  readonly inForce: boolean
}

/** The whole cost as a range where history supports one, else that of the prompt, and the output in amber. */
function Amounts({ cost, subject, forecast, stale, forecastStale, inForce }: AmountsProps) {
  const { currency } = cost.row
  const range = forecast?.total ?? forecast?.prompt ?? { low: cost.promptHigh, high: cost.promptHigh }
  const whole = Boolean(forecast?.total)
  const isRange = whole || range.low !== range.high
  const explained = isRange ? { ...subject, explain: rangeWords(range, currency) } : subject
  return (
    <>
      <span className={classNames(whole && styles.whole, inForce ? styles.inForce : styles.notYet)}>
        <AmountWithReceipt subject={explained} currency={currency}>
          {isRange ? (
            <Range {...range} currency={currency} stale={forecastStale} digits={whole ? 4 : 3} />
          ) : (
            <ExactFigure size="bar" title={fullAmount(cost.promptHigh, currency)} stale={stale}>
              {formatMoney(cost.promptHigh)}
            </ExactFigure>
          )}
        </AmountWithReceipt>
      </span>
      {!whole && <span className={styles.output}>{t('+ output')}</span>}
    </>
  )
}

interface RangeProps extends CostRange {
  readonly currency: Currency
  readonly stale: boolean
  readonly digits: number
}

function Range({ low, high, currency, stale, digits }: RangeProps) {
  return (
    <ForecastFigure
      size="bar"
      title={t('{low} to {high}', { low: fullAmount(low, currency), high: fullAmount(high, currency) })}
      low={formatMoney(low, digits)}
      high={formatMoney(high, digits)}
      stale={stale}
    />
  )
}
