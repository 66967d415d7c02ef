import type { EstimateColumn, LiveEstimate } from '../../../contract/estimates.ts'
import type { ColumnForecast, CostRange, Forecast } from '../../../contract/forecasts.ts'
import { message, t } from '../../../contract/i18n/t.ts'
import type { Band, Currency } from '../../../contract/values.ts'
import { BandMark } from '../../components/ui/band-mark.tsx'
import { ExactFigure, ForecastFigure, UnknownFigure } from '../../components/ui/figures.tsx'
import { bandWord } from '../../lib/bands.ts'
import { classNames } from '../../lib/class-names.ts'
import { formatMoney, fullAmount } from '../../lib/format.ts'
import { AmountWithReceipt } from '../receipts/amount-with-receipt.tsx'
import { type BandCost, bandCosts, shortModelName } from './cost-figures.ts'
import { rangeWords, receiptOfColumn } from './receipt-of-column.ts'

import styles from './cost-tab.module.css'

const currencies: readonly Currency[] = ['USD', 'CNY']

export interface CostTableProps {
  readonly estimate: LiveEstimate
  readonly stale: boolean
  /** The last forecast there was; null until the first. */
  readonly forecast: Forecast | null
  readonly forecastStale: boolean
}

/** Each model in each band, in both currencies side by side: never summed, never converted. */
export function CostTable({ estimate, stale, forecast, forecastStale }: CostTableProps) {
  const isWhole = Boolean(forecast?.columns[0]?.output.output)
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{isWhole ? t('Cost') : t('Prompt, none cached')}</th>
          {currencies.map((currency) => (
            <th key={currency} scope="col" className={styles.number}>
              {currency}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {estimate.columns.map((column, place) => (
          <ModelRows
            key={column.estimate.model.requested}
            promptId={estimate.promptId}
            column={column}
            isOwn={place === 0}
            stale={stale}
            forecast={forecast?.columns.find(({ model }) => model === column.estimate.model.requested)}
            forecastStale={forecastStale}
            withOutput={isWhole}
          />
        ))}
      </tbody>
    </table>
  )
}

interface ModelRowsProps {
  readonly promptId: string
  readonly column: EstimateColumn
  readonly isOwn: boolean
  readonly stale: boolean
  readonly forecast: ColumnForecast | undefined
  readonly forecastStale: boolean
  /** Other rows of the table hold the output too, so its lack is said. */
  readonly withOutput: boolean
}

function ModelRows(props: ModelRowsProps) {
  const { promptId, column, isOwn } = props
  const model = shortModelName(column.estimate.model.requested).toLowerCase()
  const bands = [column.estimate.band, column.otherBand?.band ?? null].filter((band) => band !== null)
  if (bands.length === 0) {
    return (
      <tr>
        <th scope="row">{model}</th>
        <td colSpan={2} className={styles.number}>
          <AmountWithReceipt subject={receiptOfColumn(promptId, column)} currency="USD" side="left">
            <UnknownFigure word="unpriced" />
          </AmountWithReceipt>
        </td>
      </tr>
    )
  }
  return bands.map((band, place) => (
    <tr
      key={band}
      className={classNames(isOwn && place === 0 && styles.chosen, place === 0 ? styles.now : styles.notYet)}
    >
      <th scope="row">
        <span className={styles.model}>
          <span className={styles.strong}>{model}</span>
          <BandMark band={band} />
          <span title={place === 0 ? t('{band}, now', { band: bandWord(band) }) : bandWord(band)}>
            {t(shortBand[band])}
          </span>
        </span>
      </th>
      {currencies.map((currency) => (
        <td key={currency} className={classNames(styles.number, styles.range)}>
          <BandAmount {...props} band={band} currency={currency} />
        </td>
      ))}
    </tr>
  ))
}

/** Room is short beside two currencies. */
const shortBand: Readonly<Record<Band, string>> = {
  peak: message('peak'),
  'off-peak': message('off (band)'),
  'all-day': message('all day'),
}

interface BandAmountProps extends ModelRowsProps {
  readonly band: Band
  readonly currency: Currency
}

function BandAmount(props: BandAmountProps) {
  const { promptId, column, band, currency, forecast, stale, forecastStale, withOutput } = props
  const cost = bandCosts(column, currency).find((each) => each.band === band)
  const total = forecast?.bands.find((each) => each.band === band)?.cost[currency]?.total ?? null
  const subject = receiptOfColumn(promptId, column, band)
  const explained = total === null ? subject : { ...subject, explain: rangeWords(total, currency) }
  return (
    <>
      <AmountWithReceipt subject={explained} currency={currency} side="left">
        <BandFigure cost={cost} total={total} stale={total === null ? stale : forecastStale} />
      </AmountWithReceipt>
      {total === null && cost !== undefined && withOutput && (
        <span className={styles.open}> {t('+ output')}</span>
      )}
    </>
  )
}

interface BandFigureProps {
  readonly cost: BandCost | undefined
  /** With the output; null without history. */
  readonly total: CostRange | null
  readonly stale: boolean
}

function BandFigure({ cost, total, stale }: BandFigureProps) {
  if (cost === undefined) return <UnknownFigure word="unpriced" />
  const { currency } = cost.row
  if (total === null) {
    return (
      <ExactFigure title={fullAmount(cost.promptHigh, currency)} stale={stale}>
        {formatMoney(cost.promptHigh)}
      </ExactFigure>
    )
  }
  const [low, high] = [fullAmount(total.low, currency), fullAmount(total.high, currency)]
  return (
    <ForecastFigure
      title={t('{low} to {high}', { low, high })}
      low={formatMoney(total.low, 3)}
      high={formatMoney(total.high, 3)}
      stale={stale}
    />
  )
}
