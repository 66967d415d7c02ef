import { Check } from 'lucide-react'
import type { ReactNode } from 'react'

import type { Run } from '../../../contract/runs.ts'
import type { Currency } from '../../../contract/values.ts'
import { AtLeastFigure, ExactFigure, ForecastFigure, UnknownFigure } from '../../components/ui/figures.tsx'
import { VisuallyHidden } from '../../components/ui/visually-hidden.tsx'
import { classNames } from '../../lib/class-names.ts'
import { formatInteger, formatMoney, fullAmount } from '../../lib/format.ts'
import { AmountWithReceipt } from '../receipts/amount-with-receipt.tsx'
import { billedTokens } from './reconciliation.ts'
import { estimatedCache, estimatedCost } from './run-estimate.ts'

import styles from './reconciliation-table.module.css'

/** Tokens and money, estimated before sending and billed after. */
export function ReconciliationTable({ run }: { readonly run: Run }) {
  const { tokens } = run.estimate.prompt
  const cache = estimatedCache(run.estimate)
  const billed = run.usage === null ? null : billedTokens(run.usage)
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">
            <VisuallyHidden>What</VisuallyHidden>
          </th>
          <th scope="col">Estimated</th>
          <th scope="col">{run.practice ? 'Simulated' : 'Billed'}</th>
        </tr>
      </thead>
      <tbody>
        <Row
          name="Prompt"
          estimated={<ExactFigure>{formatInteger(tokens)}</ExactFigure>}
          billed={<Prompt run={run} />}
          same={billed?.prompt === tokens}
        />
        <Row
          name="cached"
          indent
          estimated={<Range low={cache.low} high={cache.high} />}
          billed={<Billed run={run} tokens={billed?.hit} />}
        />
        <Row
          name="not cached"
          indent
          estimated={<Range low={tokens - cache.high} high={tokens - cache.low} />}
          billed={<Billed run={run} tokens={billed?.miss} />}
        />
        <Row name="Output" estimated={<UnknownFigure word="no history" />} billed={<Output run={run} />} />
        <Row
          name="thinking"
          indent
          estimated={<span className={styles.word}>in output</span>}
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
        {same && <Check size={12} strokeWidth={1.75} aria-label="the same" className={styles.mark} />}
      </td>
    </tr>
  )
}

function Range({ low, high }: { readonly low: number; readonly high: number }) {
  return low === high ? (
    <ExactFigure>{formatInteger(low)}</ExactFigure>
  ) : (
    <ForecastFigure low={formatInteger(low)} high={formatInteger(high)} />
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

/** From the prompt alone with all cached that can be, to the worst case: the bill lies between. */
function EstimatedCost({ run, currency }: CostProps) {
  const cost = estimatedCost(run.estimate, currency)
  return (
    <AmountWithReceipt subject={{ kind: 'sent', runId: run.id }} currency={currency}>
      {cost === null ? (
        <UnknownFigure word="unpriced" />
      ) : (
        <ForecastFigure
          title={`${fullAmount(cost.low, currency)} to ${fullAmount(cost.high, currency)}, the worst case`}
          low={formatMoney(cost.low, 3)}
          high={formatMoney(cost.high, 3)}
        />
      )}
    </AmountWithReceipt>
  )
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
