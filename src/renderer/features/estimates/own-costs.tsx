import type { EstimateColumn } from '../../../contract/estimates.ts'
import type { ColumnForecast } from '../../../contract/forecasts.ts'
import { t } from '../../../contract/i18n/t.ts'
import type { Amount, Currency } from '../../../contract/values.ts'
import { ExactFigure, UnknownFigure } from '../../components/ui/figures.tsx'
import { classNames } from '../../lib/class-names.ts'
import { formatExact, formatInteger, formatMoney, fullAmount } from '../../lib/format.ts'
import { AmountWithReceipt } from '../receipts/amount-with-receipt.tsx'
import type { EstimateSubject } from '../receipts/receipt-subject.ts'
import { type BandCost, bandCosts, shortModelName } from './cost-figures.ts'
import { rangeWords, receiptOfColumn } from './receipt-of-column.ts'

import styles from './cost-tab.module.css'

interface OwnCostsProps {
  readonly promptId: string
  readonly columns: readonly EstimateColumn[]
  readonly own: EstimateColumn
  readonly stale: boolean
  readonly forecast: ColumnForecast | undefined
  readonly forecastStale: boolean
}

/** Bounds of the draft's own model now, and the worst case of every model. */
export function OwnCosts({ promptId, columns, own, stale, forecast, forecastStale }: OwnCostsProps) {
  const ceiling = forecast?.cache.ceiling ?? 0
  const subject = receiptOfColumn(promptId, own)
  const pick = (read: (cost: BandCost) => Amount) => (currency: Currency) => {
    const [now] = bandCosts(own, currency)
    return now === undefined ? null : read(now)
  }
  const cachedCost = (currency: Currency) => forecast?.bands[0]?.cost[currency]?.prompt
  return (
    <table className={classNames(styles.table, styles.ruled)}>
      <tbody>
        {forecast?.output.output && (
          <Bound
            name={t('Prompt, none cached')}
            subject={subject}
            stale={stale}
            read={pick((cost) => cost.promptHigh)}
          />
        )}
        {ceiling > 0 && (
          <Bound
            name={t('Prompt, {tokens} cached', { tokens: formatInteger(ceiling) })}
            subject={subject}
            explain={(currency) => {
              const range = cachedCost(currency)
              return range && rangeWords(range, currency)
            }}
            stale={forecastStale}
            read={(currency) => cachedCost(currency)?.low ?? null}
          />
        )}
        <Bound
          name={t('One output token')}
          whole
          subject={{ ...subject, scenario: 'worst-case' }}
          stale={stale}
          read={pick((cost) => cost.bounds.outputToken)}
        />
        {columns.map((column) => (
          <Bound
            key={column.estimate.model.requested}
            strong
            name={t('Worst case, {model}', {
              model: shortModelName(column.estimate.model.requested).toLowerCase(),
            })}
            title={maxTokensWords(column)}
            subject={{ ...receiptOfColumn(promptId, column), scenario: 'worst-case' }}
            stale={stale}
            read={(currency) => bandCosts(column, currency)[0]?.bounds.worstCase ?? null}
          />
        ))}
      </tbody>
    </table>
  )
}

function maxTokensWords({ maxTokens: { value, isDefault } }: EstimateColumn): string {
  const tokens = formatInteger(value)
  return isDefault ? t('max_tokens {tokens}, the default', { tokens }) : t('max_tokens {tokens}', { tokens })
}

interface BoundProps {
  readonly name: string
  readonly title?: string
  readonly strong?: boolean
  /** A rate is shown with all its digits. */
  readonly whole?: boolean
  readonly subject: EstimateSubject
  readonly explain?: (currency: Currency) => string | undefined
  readonly stale: boolean
  readonly read: (currency: Currency) => Amount | null
}

function Bound({ name, title, strong = false, whole = false, subject, explain, stale, read }: BoundProps) {
  return (
    <tr title={title} className={classNames(strong && styles.strong)}>
      <th scope="row">{name}</th>
      {(['USD', 'CNY'] as const).map((currency) => {
        const amount = read(currency)
        return (
          <td key={currency} className={styles.number}>
            <AmountWithReceipt
              subject={{ ...subject, explain: explain?.(currency) }}
              currency={currency}
              side="left"
            >
              {amount === null ? (
                <UnknownFigure word="unpriced" />
              ) : (
                <ExactFigure title={fullAmount(amount, currency)} stale={stale}>
                  {whole ? formatExact(amount) : formatMoney(amount)}
                </ExactFigure>
              )}
            </AmountWithReceipt>
          </td>
        )
      })}
    </tr>
  )
}
