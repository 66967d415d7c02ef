import type { ReactNode } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import type { Run } from '../../../contract/runs.ts'
import { ExactFigure, UnknownFigure } from '../../components/ui/figures.tsx'
import { compareAmounts, subtractAmounts } from '../../lib/amount.ts'
import { formatInteger, formatMoney, formatSigned, fullAmount } from '../../lib/format.ts'
import { formatSeconds } from '../../lib/time.ts'
import { useCurrency } from '../../lib/use-settings.ts'
import { billOf, type FigureRow, timeRows, tokenRows } from './compared-figures.ts'

import styles from './compare-runs.module.css'

interface ComparedTableProps {
  readonly left: Run
  readonly right: Run
}

/** Tokens, cost and time of two runs, and the difference where both are known. */
export function ComparedTable({ left, right }: ComparedTableProps) {
  return (
    <table className={styles.table} aria-label={t('Tokens, cost and time')}>
      <thead>
        <tr>
          <th scope="col">
            <span className={styles.corner}>{t('Figure')}</span>
          </th>
          <th scope="col">{t('Run {number}', { number: left.number })}</th>
          <th scope="col">{t('Run {number}', { number: right.number })}</th>
          <th scope="col">{t('Difference')}</th>
        </tr>
      </thead>
      <tbody>
        {tokenRows(left, right).map((row) => (
          <NumberRow key={row.name} row={row} write={formatInteger} writeDifference={formatSigned} />
        ))}
        <BillRow left={left} right={right} />
        {timeRows(left, right).map((row) => (
          <NumberRow
            key={row.name}
            row={row}
            write={formatSeconds}
            writeDifference={(span) => `${span < 0 ? '\u2212' : '+'}${formatSeconds(Math.abs(span))}`}
          />
        ))}
        <tr>
          <th scope="row">{t('Ended by')}</th>
          <td>{left.finishReason ?? <UnknownFigure word="unknown" />}</td>
          <td>{right.finishReason ?? <UnknownFigure word="unknown" />}</td>
          <td>{left.finishReason === right.finishReason ? t('the same') : ''}</td>
        </tr>
      </tbody>
    </table>
  )
}

interface NumberRowProps {
  readonly row: FigureRow<number>
  readonly write: (value: number) => string
  readonly writeDifference: (value: number) => string
}

function NumberRow({ row: { name, left, right }, write, writeDifference }: NumberRowProps) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <Figure>{left === null ? null : write(left)}</Figure>
      <Figure>{right === null ? null : write(right)}</Figure>
      <td>
        {left !== null && right !== null && left !== right && (
          <ExactFigure>{writeDifference(right - left)}</ExactFigure>
        )}
      </td>
    </tr>
  )
}

function Figure({ children }: { readonly children: ReactNode }) {
  return (
    <td>
      {children === null ? <UnknownFigure word="not reported" /> : <ExactFigure>{children}</ExactFigure>}
    </td>
  )
}

/** Practice costs nothing and is in no difference. */
function BillRow({ left, right }: ComparedTableProps) {
  const currency = useCurrency()
  const [a, b] = [billOf(left, currency), billOf(right, currency)]
  const cell = (bill: typeof a): ReactNode => {
    if ('amount' in bill)
      return <ExactFigure title={fullAmount(bill.amount, currency)}>{formatMoney(bill.amount)}</ExactFigure>
    return bill.word === 'practice' ? t('practice') : <UnknownFigure word={bill.word} />
  }
  return (
    <tr>
      <th scope="row">{t('Billed, {currency}', { currency })}</th>
      <td>{cell(a)}</td>
      <td>{cell(b)}</td>
      <td>
        {'amount' in a && 'amount' in b && compareAmounts(b.amount, a.amount) !== 0 && (
          <ExactFigure title={fullAmount(subtractAmounts(b.amount, a.amount), currency)}>
            {compareAmounts(b.amount, a.amount) > 0 && '+'}
            {formatMoney(subtractAmounts(b.amount, a.amount))}
          </ExactFigure>
        )}
      </td>
    </tr>
  )
}
