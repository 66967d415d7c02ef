import { Check } from 'lucide-react'
import type { ReactNode } from 'react'

import { message, t } from '../../../contract/i18n/t.ts'
import type { Run } from '../../../contract/runs.ts'
import type { Currency } from '../../../contract/values.ts'
import { AtLeastFigure, ExactFigure, ForecastFigure, UnknownFigure } from '../../components/ui/figures.tsx'
import { VisuallyHidden } from '../../components/ui/visually-hidden.tsx'
import { classNames } from '../../lib/class-names.ts'
import { formatInteger, formatMoney, fullAmount } from '../../lib/format.ts'
import { quantileText } from '../forecasts/forecast-words.ts'
import { AmountWithReceipt } from '../receipts/amount-with-receipt.tsx'
import { billedTokens, seenTokens } from './reconciliation.ts'
import { estimatedCache, estimatedCost } from './run-estimate.ts'

import styles from './reconciliation-table.module.css'

/** Tokens and money, estimated before sending and billed after. */
export function ReconciliationTable({ run }: { readonly run: Run }) {
  const tokens = seenTokens(run)
  const cache = estimatedCache(run)
  const billed = run.usage === null ? null : billedTokens(run.usage)
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">
            <VisuallyHidden>{t('What')}</VisuallyHidden>
          </th>
          <th scope="col">{t('Estimated')}</th>
          <th scope="col">{run.practice ? t('Simulated') : t('Billed')}</th>
        </tr>
      </thead>
      <tbody>
        <Row
          name={t('Prompt')}
          estimated={<ExactFigure>{formatInteger(tokens)}</ExactFigure>}
          billed={<Prompt run={run} />}
          same={billed?.prompt === tokens}
        />
        <Row
          name={t('cached')}
          indent
          estimated={<Range {...cache} />}
          billed={<Billed run={run} tokens={billed?.hit} />}
        />
        <Row
          name={t('not cached')}
          indent
          estimated={
            <Range
              low={tokens - cache.high}
              likely={cache.likely === null ? null : tokens - cache.likely}
              high={tokens - cache.low}
            />
          }
          billed={<Billed run={run} tokens={billed?.miss} />}
        />
        <Row
          name={t('Output')}
          estimated={<Expected run={run} part="output" />}
          billed={<Output run={run} />}
        />
        <Row
          name={t('thinking')}
          indent
          estimated={<Expected run={run} part="thinking" />}
          billed={
            <Billed
              run={run}
              tokens={billed?.thinking ?? (run.reasoning === '' && billed !== null ? 0 : null)}
            />
          }
        />
      </tbody>
      <tbody className={styles.money}>
        {(['USD', 'CNY'] as const).map((currency) => (
          <Row
            key={currency}
            name={currency}
            estimated={<EstimatedCost run={run} currency={currency} />}
            billed={<BilledCost run={run} currency={currency} />}
          />
        ))}
      </tbody>
    </table>
  )
}

interface RowProps {
  readonly name: string
  readonly indent?: boolean
  readonly estimated: ReactNode
  readonly billed: ReactNode
  readonly same?: boolean
}

function Row({ name, indent = false, estimated, billed, same = false }: RowProps) {
  return (
    <tr>
      <th scope="row" className={classNames(indent && styles.indent)}>
        {name}
      </th>
      <td>{estimated}</td>
      <td>
        {billed}
        {same && <Check size={12} strokeWidth={1.75} aria-label={t('the same')} className={styles.mark} />}
      </td>
    </tr>
  )
}

interface RangeProps {
  readonly low: number
  readonly likely: number | null
  readonly high: number
}

function Range({ low, likely, high }: RangeProps) {
  return low === high ? (
    <ExactFigure>{formatInteger(low)}</ExactFigure>
  ) : (
    <ForecastFigure
      low={formatInteger(low)}
      high={formatInteger(high)}
      {...(likely === null ? {} : { likely: formatInteger(likely) })}
    />
  )
}

/** p50 and p90 of the output as they were known when it was sent, or the word. */
function Expected({ run, part }: { readonly run: Run; readonly part: 'output' | 'thinking' }) {
  const quantiles = run.forecast?.output[part] ?? null
  if (quantiles !== null)
    return <ForecastFigure low={quantileText(quantiles.p50)} high={quantileText(quantiles.p90)} />
  return part === 'output' ? (
    <UnknownFigure word="no history" />
  ) : (
    <span className={styles.word}>{t('in output')}</span>
  )
}

/** The bill is still to come, or none was ever due: then there is no figure that could be missing. */
function isOpen(run: Run): boolean {
  return run.status === 'running' || (run.usage === null && run.atLeast === null)
}

interface BilledProps {
  readonly run: Run
  readonly tokens: number | null | undefined
}

/** A billed count; blank while the run is under way, the amber word when it ended without one. */
function Billed({ run, tokens }: BilledProps) {
  if (tokens !== null && tokens !== undefined) return <ExactFigure>{formatInteger(tokens)}</ExactFigure>
  return isOpen(run) ? null : <UnknownFigure word="not reported" />
}

function Prompt({ run }: { readonly run: Run }) {
  if (run.usage === null && run.atLeast !== null)
    return <AtLeastFigure>{formatInteger(run.atLeast.promptTokens)}</AtLeastFigure>
  return <Billed run={run} tokens={run.usage?.prompt_tokens} />
}

function Output({ run }: { readonly run: Run }) {
  if (run.usage === null && run.atLeast !== null)
    return <AtLeastFigure>{formatInteger(run.atLeast.completionTokens)}</AtLeastFigure>
  return <Billed run={run} tokens={run.usage?.completion_tokens} />
}

interface CostProps {
  readonly run: Run
  readonly currency: Currency
}

/** As it was forecast; without history from the prompt with all cached that can be to the worst case. */
function EstimatedCost({ run, currency }: CostProps) {
  const cost = estimatedCost(run, currency)
  return (
    <AmountWithReceipt subject={{ kind: 'sent', runId: run.id }} currency={currency}>
      {cost === null ? (
        <UnknownFigure word="unpriced" />
      ) : (
        <ForecastFigure
          title={t(hasHistory(run) ? RANGE : TO_THE_WORST, {
            low: fullAmount(cost.low, currency),
            high: fullAmount(cost.high, currency),
          })}
          low={formatMoney(cost.low, 3)}
          high={formatMoney(cost.high, 3)}
        />
      )}
    </AmountWithReceipt>
  )
}

const RANGE = message('{low} to {high}')
const TO_THE_WORST = message('{low} to {high}, the worst case')

function hasHistory({ forecast }: Run): boolean {
  return forecast !== null && forecast.output.output !== null
}

function BilledCost({ run, currency }: CostProps) {
  const amount = run.bill?.[currency]
  if (amount === undefined && isOpen(run)) return null
  return (
    <AmountWithReceipt subject={{ kind: 'run', runId: run.id }} currency={currency}>
      {amount === undefined ? (
        <UnknownFigure word={run.usage === null ? 'not reported' : 'unpriced'} />
      ) : (
        <ExactFigure title={fullAmount(amount, currency)}>{formatMoney(amount)}</ExactFigure>
      )}
    </AmountWithReceipt>
  )
}
