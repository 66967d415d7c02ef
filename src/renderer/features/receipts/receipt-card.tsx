import type { Receipt, ReceiptSheet } from '../../../contract/receipts.ts'
import type { Currency } from '../../../contract/values.ts'
import { formatExact, formatInteger, formatMoneyFixed, fullAmount } from '../../lib/format.ts'
import { bandName } from '../prices/band-words.ts'
import {
  beijingInstant,
  decidingWords,
  lineNames,
  type Scenario,
  sharedDecimals,
  sheetsOf,
  shortHash,
  sourceName,
  totalName,
} from './receipt-words.ts'

import styles from './receipt.module.css'

interface ReceiptCardProps {
  readonly receipt: Receipt
  readonly scenario: Scenario
  readonly currency: Currency
}

/** Tokens times rate for each kind, the sum, the other price list, and what it all rests on. */
export function ReceiptCard({ receipt, scenario, currency }: ReceiptCardProps) {
  const { sheet, other } = sheetsOf(receipt, scenario, currency)
  if (sheet === undefined) return <p className={styles.sentence}>{receipt.notes.join(' ')}</p>
  return (
    <>
      <Sheet sheet={sheet} other={other} practice={receipt.practice} />
      <Facts receipt={receipt} sheet={sheet} />
    </>
  )
}

interface SheetProps {
  readonly sheet: ReceiptSheet
  readonly other: ReceiptSheet | undefined
  readonly practice: boolean
}

function Sheet({ sheet, other, practice }: SheetProps) {
  const { currency, lines, total, scenario } = sheet
  const decimals = sharedDecimals([...lines.map(({ amount }) => amount), total, other?.total ?? '0'])
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col" aria-label="Kind" />
          <th scope="col">Tokens</th>
          <th scope="col">{currency} per 1M</th>
          <th scope="col">{currency}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.kind}>
            <th scope="row">{lineNames[line.kind]}</th>
            <td>{formatInteger(line.tokens)}</td>
            <td className={styles.rate}>× {formatExact(line.per1M, 2)}</td>
            <td title={fullAmount(line.amount, currency)}>{formatMoneyFixed(line.amount, decimals)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className={styles.total}>
          <th scope="row" colSpan={3}>
            {totalName(scenario, practice)}
          </th>
          <td title={fullAmount(total, currency)}>{formatMoneyFixed(total, decimals)}</td>
        </tr>
        {other && (
          <tr className={styles.other}>
            <th scope="row" colSpan={3}>
              On the {other.currency} list
            </th>
            <td title={fullAmount(other.total, other.currency)}>{formatMoneyFixed(other.total, decimals)}</td>
          </tr>
        )}
      </tfoot>
    </table>
  )
}

function Facts({ receipt, sheet }: { readonly receipt: Receipt; readonly sheet: ReceiptSheet }) {
  const { band, notes, sha256 } = receipt
  const { priceRow } = sheet
  // The worst case may rest on the row of another band than the one in force.
  const why = priceRow.band === band.band || priceRow.band === 'all-day' ? `: ${band.why}` : ''
  const decided = band.decidedBy === null ? '' : `, by ${decidingWords[band.decidedBy]}`
  return (
    <div className={styles.facts}>
      <p>
        Price row from {beijingInstant(priceRow.effectiveFrom)}, recorded{' '}
        {beijingInstant(priceRow.recordedAt).slice(0, -6)}
      </p>
      <p>
        {bandName(priceRow.band)}
        {why}, {band.beijing} Beijing{decided}
        {!band.certain && <b className={styles.unknown}> uncertain</b>}
      </p>
      <p title={priceRow.source}>Source: {sourceName(priceRow.source)}</p>
      <p title={sha256}>
        Reproduce: <code>{shortHash(sha256)}</code>
      </p>
      {notes.map((note) => (
        <p key={note} className={styles.note}>
          {note}
        </p>
      ))}
    </div>
  )
}
