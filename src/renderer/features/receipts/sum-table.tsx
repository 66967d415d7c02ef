import { t } from '../../../contract/i18n/t.ts'
import type { SumGroup, SumSheet } from '../../../contract/receipt-sheets.ts'
import type { Currency } from '../../../contract/values.ts'
import { bandWord } from '../../lib/bands.ts'
import { formatMoneyFixed, fullAmount } from '../../lib/format.ts'
import { LineRows, type ReceiptSum, SumRows, TableHead } from './receipt-table.tsx'
import { beijingInstant, sharedDecimals, sourceName } from './receipt-words.ts'

import styles from './receipt.module.css'

interface SumTableProps {
  readonly sheet: SumSheet
  readonly sums: readonly ReceiptSum[]
}

/** A group for each price row, points in one column over all of them; then the sums. */
export function SumTable({ sheet: { currency, groups }, sums }: SumTableProps) {
  const amounts = groups.flatMap(({ lines, rest, total }) => [
    ...lines.map(({ amount }) => amount),
    rest,
    total,
  ])
  const decimals = sharedDecimals([...amounts, ...sums.map(({ amount }) => amount)])
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it
    <section className={styles.scroll} tabIndex={0} aria-label={t('What the sum is made of')}>
      <table className={styles.table}>
        <TableHead currency={currency} />
        {groups.map((group) => (
          <Group
            key={group.rowId}
            group={group}
            currency={currency}
            decimals={decimals}
            alone={groups.length === 1}
          />
        ))}
        <SumRows sums={sums} decimals={decimals} />
      </table>
    </section>
  )
}

interface GroupProps {
  readonly group: SumGroup
  readonly currency: Currency
  readonly decimals: number
  /** Its total is the sum below. */
  readonly alone: boolean
}

function Group({ group, currency, decimals, alone }: GroupProps) {
  const { row, runs, lines, rest, total } = group
  const withTotal = lines.length > 0 && !alone
  const figure = (amount: string) => (
    <td title={fullAmount(amount, currency)}>{formatMoneyFixed(amount, decimals)}</td>
  )
  return (
    <tbody className={styles.group}>
      <tr>
        <th scope="rowgroup" colSpan={withTotal ? 3 : 4}>
          <b>{groupName(group)}</b> {t('{count, plural, one {# run} other {# runs}}', { count: runs })}
        </th>
        {withTotal && figure(total)}
      </tr>
      <LineRows lines={lines} currency={currency} decimals={decimals} />
      {(lines.length === 0 || /[1-9]/.test(rest)) && (
        <tr>
          <th scope="row" colSpan={3}>
            {lines.length === 0 ? t('As recorded') : t('Recorded beyond that')}
          </th>
          {figure(rest)}
        </tr>
      )}
      {row !== null && (
        <tr className={styles.origin}>
          <td colSpan={4} title={`${row.id}, ${row.source}`}>
            {t('from {from}, {source}', {
              from: beijingInstant(row.effectiveFrom),
              source: sourceName(row.source),
            })}
          </td>
        </tr>
      )}
    </tbody>
  )
}

/** Main gives requests that were refused this id in place of a row's. */
const NOT_BILLED = 'not billed'

function groupName({ row, rowId }: SumGroup): string {
  if (row !== null) return t('{model}, {band}', { model: row.model, band: bandWord(row.band) })
  return rowId === NOT_BILLED
    ? t('Refused by DeepSeek, not billed')
    : t('Price row {id}, not in this price book', { id: rowId })
}
