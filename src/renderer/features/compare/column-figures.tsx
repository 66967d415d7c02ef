import type { ReactNode } from 'react'

import type { ColumnResult } from '../../../contract/compare.ts'
import { t } from '../../../contract/i18n/t.ts'
import type { Amount, Currency } from '../../../contract/values.ts'
import { AtLeastFigure, ExactFigure, UnknownFigure } from '../../components/ui/figures.tsx'
import { VisuallyHidden } from '../../components/ui/visually-hidden.tsx'
import { classNames } from '../../lib/class-names.ts'
import { formatInteger, formatMoney, fullAmount } from '../../lib/format.ts'
import { AmountWithReceipt } from '../receipts/amount-with-receipt.tsx'
import type { ReceiptSubject } from '../receipts/receipt-subject.ts'
import { BestMark } from './best-mark.tsx'
import {
  decimals,
  type FigureCell,
  type FigureKind,
  type FigureRow,
  moneyCell,
  numberCell,
  receiptOfFigure,
  timeRows,
  tokenRows,
} from './figure-rows.ts'

import styles from './column-figures.module.css'

interface ColumnFiguresProps {
  readonly result: ColumnResult | undefined
  /** Ids of the rows in which this column is the best. */
  readonly best: ReadonlySet<string>
  /** With several runs each row says the least, the middle and the most. */
  readonly repeated: boolean
}

/** What a column's runs weighed, took and cost: two groups, the same rows in the same order under every column. */
export function ColumnFigures({ result, best, repeated }: ColumnFiguresProps) {
  return (
    <div className={classNames(styles.figures, repeated && styles.repeated)}>
      <Group name={t('Tokens')} rows={tokenRows} result={result} best={best} repeated={repeated} />
      <Group name={t('Time and cost')} rows={timeRows} result={result} best={best} repeated={repeated} />
    </div>
  )
}

interface GroupProps extends ColumnFiguresProps {
  readonly name: string
  readonly rows: readonly FigureRow[]
}

function Group({ name, rows, result, best, repeated }: GroupProps) {
  return (
    <table className={styles.group}>
      <caption>
        <VisuallyHidden>{name}</VisuallyHidden>
      </caption>
      <thead hidden={!repeated}>
        <tr>
          <th scope="col">
            <VisuallyHidden>{t('Figure')}</VisuallyHidden>
          </th>
          {(repeated ? [t('least'), t('median'), t('most')] : [t('value')]).map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className={classNames(row.indent === true && styles.indent)}>
            <th scope="row">{row.figure === 'money' ? row.name(result) : t(row.name)}</th>
            <Cells row={row} result={result} best={best.has(row.id)} repeated={repeated} />
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface CellsProps {
  readonly row: FigureRow
  readonly result: ColumnResult | undefined
  readonly best: boolean
  readonly repeated: boolean
}

function Cells({ row, result, best, repeated }: CellsProps) {
  if (row.figure === 'money') {
    const write = (amount: Amount) => ({
      text: formatMoney(amount),
      title: fullAmount(amount, row.currency),
      receipt: receiptOfFigure(row, result, amount),
    })
    return (
      <Written
        cell={moneyCell(row, result)}
        write={write}
        best={best}
        repeated={repeated}
        currency={row.currency}
      />
    )
  }
  const write = (value: number) => ({ text: formatFigure(row.figure, value), title: String(value) })
  return <Written cell={numberCell(row, result)} write={write} best={best} repeated={repeated} />
}

interface WrittenFigure {
  readonly text: string
  readonly title: string
  /** What an amount opens; absent where it is that of no single run: a median between two. */
  readonly receipt?: ReceiptSubject | null
}

interface WrittenProps<Value> {
  readonly cell: FigureCell<Value>
  readonly write: (value: Value) => WrittenFigure
  /** Of an amount. */
  readonly currency?: Currency
  readonly best: boolean
  readonly repeated: boolean
}

function Written<Value>({ cell, write, currency, best, repeated }: WrittenProps<Value>) {
  if (cell.kind !== 'spread') return <td colSpan={repeated ? 3 : 1}>{missingFigure(cell, write)}</td>
  const { min, median, max, count } = cell.spread
  const figure = (value: Value): ReactNode => {
    const { text, title, receipt } = write(value)
    const written = (
      <ExactFigure
        title={cell.of > 1 ? t('{title}, of {count} of {of} runs', { title, count, of: cell.of }) : title}
      >
        {text}
      </ExactFigure>
    )
    if (!receipt || currency === undefined) return written
    return (
      <AmountWithReceipt subject={receipt} currency={currency}>
        {written}
      </AmountWithReceipt>
    )
  }
  const middle = (
    <td className={classNames(best && styles.best)}>
      <span className={styles.marked}>
        {best && <BestMark />}
        {figure(median)}
      </span>
    </td>
  )
  if (!repeated) return middle
  return (
    <>
      <td className={styles.end}>{figure(min)}</td>
      {middle}
      <td className={styles.end}>{figure(max)}</td>
    </>
  )
}

function missingFigure<Value>(
  cell: Exclude<FigureCell<Value>, { readonly kind: 'spread' }>,
  write: WrittenProps<Value>['write'],
): ReactNode {
  if (cell.kind === 'at-least') return <AtLeastFigure>{write(cell.value).text}</AtLeastFigure>
  return cell.kind === 'unknown' ? <UnknownFigure word={cell.word} /> : null
}

function formatFigure(kind: FigureKind, value: number): string {
  if (kind !== 'tokens') return value === 0 ? '0' : value.toFixed(decimals[kind])
  return Number.isInteger(value) ? formatInteger(value) : `${formatInteger(Math.floor(value))}.5`
}
