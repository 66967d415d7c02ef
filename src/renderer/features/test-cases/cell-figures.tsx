import { Fragment, type ReactNode } from 'react'

import type { TestCell } from '../../../contract/test-cases.ts'
import type { Currency } from '../../../contract/values.ts'
import { formatInteger, formatMoney, fullAmount } from '../../lib/format.ts'
import { AmountWithReceipt } from '../receipts/amount-with-receipt.tsx'
import { seconds } from './cell-words.ts'

interface CellFiguresProps {
  readonly cell: TestCell
  readonly currency: Currency
  /** In the grid, which is one tab stop: there the panel of the case has the same figures for the keyboard. */
  readonly inTable?: boolean
}

/** Tokens, cost and time of an answer; what is not known is not there. */
export function CellFigures({ cell, currency, inTable = false }: CellFiguresProps) {
  const { promptTokens, outputTokens, bill, latencyMs, runId } = cell
  const output = outputTokens === null ? '' : ` + ${formatInteger(outputTokens)}`
  const amount = bill?.[currency]
  const parts: readonly ReactNode[] = [
    promptTokens === null ? null : `${formatInteger(promptTokens)}${output}`,
    amount === undefined || runId === null ? null : (
      <AmountWithReceipt key="amount" subject={{ kind: 'run', runId }} currency={currency} inTable={inTable}>
        <span title={fullAmount(amount, currency)}>{formatMoney(amount, 3)}</span>
      </AmountWithReceipt>
    ),
    latencyMs === null ? null : seconds(latencyMs),
  ].filter((part) => part !== null)
  return parts.map((part, place) => (
    // oxlint-disable-next-line react/no-array-index-key -- at most three, in one order
    <Fragment key={place}>
      {place > 0 && ' · '}
      {part}
    </Fragment>
  ))
}
