import { t } from '../../../contract/i18n/t.ts'
import type { ReceiptLine } from '../../../contract/receipt-sheets.ts'
import type { Amount, Currency } from '../../../contract/values.ts'
import { VisuallyHidden } from '../../components/ui/visually-hidden.tsx'
import { classNames } from '../../lib/class-names.ts'
import { formatExact, formatInteger, formatMoneyFixed, fullAmount } from '../../lib/format.ts'
import { lineNames, sharedDecimals } from './receipt-words.ts'

import styles from './receipt.module.css'

export interface ReceiptSum {
  readonly name: string
  readonly amount: Amount
  readonly currency: Currency
  /** The sum itself, under the double line; others stand quietly below it. */
  readonly main: boolean
}

interface ReceiptTableProps {
  readonly currency: Currency
  readonly lines: readonly ReceiptLine[]
  readonly sums: readonly ReceiptSum[]
}

/** Tokens times rate is amount, one row a kind, points in one column; the sums below. */
export function ReceiptTable({ currency, lines, sums }: ReceiptTableProps) {
  const decimals = sharedDecimals([...lines, ...sums].map(({ amount }) => amount))
  return (
    <table className={styles.table}>
      <TableHead currency={currency} />
      <tbody>
        <LineRows lines={lines} currency={currency} decimals={decimals} />
      </tbody>
      <SumRows sums={sums} decimals={decimals} />
    </table>
  )
}

export function TableHead({ currency }: { readonly currency: Currency }) {
  return (
    <thead>
      <tr>
        <th scope="col">
          <VisuallyHidden>{t('Kind')}</VisuallyHidden>
        </th>
        <th scope="col">{t('Tokens')}</th>
        <th scope="col">{t('{currency} per 1M', { currency })}</th>
        <th scope="col">{currency}</th>
      </tr>
    </thead>
  )
}

interface LineRowsProps extends Pick<ReceiptTableProps, 'currency' | 'lines'> {
  readonly decimals: number
}

export function LineRows({ lines, currency, decimals }: LineRowsProps) {
  return lines.map((line) => (
    <tr key={line.kind} className={classNames(line.tokens === 0 && styles.empty)}>
      <th scope="row">{t(lineNames[line.kind])}</th>
      <td>{formatInteger(line.tokens)}</td>
      <td className={styles.rate}>× {formatExact(line.per1M, 2)}</td>
      <td title={fullAmount(line.amount, currency)}>{formatMoneyFixed(line.amount, decimals)}</td>
    </tr>
  ))
}

interface SumRowsProps extends Pick<ReceiptTableProps, 'sums'> {
  readonly decimals: number
}

export function SumRows({ sums, decimals }: SumRowsProps) {
  return (
    <tfoot>
      {sums.map((sum, place) => (
        <tr
          key={sum.name}
          className={classNames(place === 0 && styles.first, sum.main ? styles.total : styles.other)}
        >
          <th scope="row" colSpan={3}>
            {sum.name}
          </th>
          <td title={fullAmount(sum.amount, sum.currency)}>{formatMoneyFixed(sum.amount, decimals)}</td>
        </tr>
      ))}
    </tfoot>
  )
}
