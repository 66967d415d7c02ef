import type { ReactNode } from 'react'

import type { EstimateColumn, LiveEstimate } from '../../../contract/estimates.ts'
import type { ColumnForecast, Forecast } from '../../../contract/forecasts.ts'
import { following } from '../../../contract/i18n/list.ts'
import { t } from '../../../contract/i18n/t.ts'
import type { Currency } from '../../../contract/values.ts'
import { ExactFigure, UnknownFigure } from '../../components/ui/figures.tsx'
import { LiveRegion } from '../../components/ui/live-region.tsx'
import { bandWord } from '../../lib/bands.ts'
import { classNames } from '../../lib/class-names.ts'
import { formatInteger, formatMoney, fullAmount } from '../../lib/format.ts'
import { CachedFigure, cachedCaption } from '../forecasts/cached-figure.tsx'
import { OutputCaption, OutputFigure } from '../forecasts/output-figure.tsx'
import { AmountWithReceipt } from '../receipts/amount-with-receipt.tsx'
import type { EstimateSubject } from '../receipts/receipt-subject.ts'
import { Cell } from './cost-cell.tsx'
import { bandCosts, shortModelName, worstCaseBand } from './cost-figures.ts'
import { ModelCell } from './model-cell.tsx'
import { PromptCell } from './prompt-cell.tsx'
import { receiptOfColumn } from './receipt-of-column.ts'

import styles from './cost-bar.module.css'

interface CostBarProps {
  /** Null until the first count is there. */
  readonly estimate: LiveEstimate | null
  readonly failure: string | null
  readonly stale: boolean
  readonly currency: Currency
  /** The last forecast there was; null until the first. */
  readonly forecast: Forecast | null
  readonly forecastStale: boolean
  /** Shows what the prompt is made of. */
  readonly onParts: () => void
  /** Where there is room for one model only: shows the others. */
  readonly onOthers: () => void
  /** The Run button. */
  readonly children: ReactNode
}

/** The waterline between draft and run: what the prompt weighs and costs, before it is sent. It never moves. */
export function CostBar(props: CostBarProps) {
  const { estimate, failure, stale, currency, forecast, forecastStale, onParts, onOthers, children } = props
  const [own, ...others] = estimate?.columns ?? []
  const forecastOf = ({ estimate: { model } }: EstimateColumn): ColumnForecast | undefined =>
    forecast?.columns.find((column) => column.model === model.requested)
  return (
    <section className={styles.bar} aria-label={t('Cost before sending')}>
      <div className={classNames(styles.cells, others.length > 1 && styles.many)}>
        {own === undefined ? (
          <Cell label={t('Prompt')} caption={failure ?? t('counting')}>
            {failure === null ? null : <UnknownFigure word="unknown" size="bar" />}
          </Cell>
        ) : (
          <>
            <PromptCell own={own} stale={stale} onParts={onParts} />
            <CachedCell own={own} forecast={forecastOf(own)} stale={forecastStale} />
            <OutputCell own={own} forecast={forecastOf(own)} stale={forecastStale} />
            {[own, ...others].map((column) => (
              <ModelCell
                key={column.estimate.model.requested}
                promptId={estimate?.promptId ?? ''}
                column={column}
                chosen={column === own}
                currency={currency}
                stale={stale}
                forecast={forecastOf(column)}
                forecastStale={forecastStale}
                {...(column === own && others[0] !== undefined
                  ? {
                      others: others.map(({ estimate: { model } }) => shortModelName(model.requested)),
                      onOthers,
                    }
                  : {})}
              />
            ))}
            <WorstCaseCell
              subject={receiptOfColumn(estimate?.promptId ?? '', own)}
              own={own}
              currency={currency}
              stale={stale}
            />
          </>
        )}
      </div>
      <div className={styles.run}>{children}</div>
      <LiveRegion message={announcement(own, stale)} />
    </section>
  )
}

function announcement(own: EstimateColumn | undefined, stale: boolean): string {
  if (own === undefined || stale) return ''
  const { tokens, exact } = own.estimate.prompt
  const count = formatInteger(tokens)
  return exact
    ? t('{count} prompt tokens, exact', { count })
    : t('{count} prompt tokens, not exact', { count })
}

interface OwnCellProps {
  readonly own: EstimateColumn
  readonly stale: boolean
}

interface ForecastCellProps {
  readonly own: EstimateColumn
  readonly forecast: ColumnForecast | undefined
  readonly stale: boolean
}

function CachedCell({ own, forecast, stale }: ForecastCellProps) {
  const { prices } = own.estimate
  const noCache = prices.length > 0 && prices.every(({ cacheHit }) => cacheHit === null)
  if (noCache) {
    return (
      <Cell label={t('Cached')} caption={t('no cache then')}>
        <ExactFigure size="bar">0</ExactFigure>
      </Cell>
    )
  }
  return (
    <Cell label={t('Cached')} caption={forecast && cachedCaption(forecast.cache)}>
      {forecast && <CachedFigure cache={forecast.cache} stale={stale} />}
    </Cell>
  )
}

function OutputCell({ own, forecast, stale }: ForecastCellProps) {
  const { value } = own.maxTokens
  const most = t('At most {tokens} tokens, from max_tokens.', { tokens: formatInteger(value) })
  return (
    <Cell
      label={t('Output')}
      caption={forecast && <OutputCaption output={forecast.output} maxTokens={value} />}
    >
      {forecast && <OutputFigure quantiles={forecast.output.output} title={most} stale={stale} />}
    </Cell>
  )
}

interface WorstCaseCellProps extends OwnCellProps {
  readonly subject: EstimateSubject
  readonly currency: Currency
}

/** A bound, and exact: the whole prompt at the full rate and max_tokens of output at the dearer band. */
function WorstCaseCell({ subject, own, currency, stale }: WorstCaseCellProps) {
  const amount = own.estimate.cost?.[currency]?.worstCase
  const band = worstCaseBand(own, currency)
  const tokens = formatInteger(own.maxTokens.value)
  const hasBands = bandCosts(own, currency).length > 1
  const inBand = hasBands && band !== null ? following(bandWord(band)) : ''
  const title = own.maxTokens.isDefault
    ? t('max_tokens {tokens}, the default{inBand}', { tokens, inBand })
    : t('max_tokens {tokens}{inBand}', { tokens, inBand })
  const caption = (
    <span title={title}>
      <span className={styles.long}>
        {own.maxTokens.isDefault
          ? t('default max {tokens}{inBand}', { tokens, inBand })
          : t('max_tokens {tokens}{inBand}', { tokens, inBand })}
      </span>
      <span className={styles.short}>{t('max {tokens}', { tokens })}</span>
    </span>
  )
  return (
    <Cell
      className={styles.worst}
      label={
        <span>
          {t('Worst case')}
          <span className={styles.long}>{following(currency)}</span>
        </span>
      }
      caption={caption}
    >
      <AmountWithReceipt subject={{ ...subject, scenario: 'worst-case' }} currency={currency}>
        {amount === undefined ? (
          <UnknownFigure word="unpriced" size="bar" />
        ) : (
          <ExactFigure size="worst" title={fullAmount(amount, currency)} stale={stale}>
            {formatMoney(amount)}
          </ExactFigure>
        )}
      </AmountWithReceipt>
    </Cell>
  )
}
