import { kept } from '../../../contract/i18n/kept.ts'
import { listed } from '../../../contract/i18n/list.ts'
import { t } from '../../../contract/i18n/t.ts'
import type { ReceiptSheet } from '../../../contract/receipt-sheets.ts'
import type { Receipt } from '../../../contract/receipts.ts'
import type { Currency } from '../../../contract/values.ts'
import { bandName } from '../../lib/bands.ts'
import { PriceRowFacts } from './price-row-facts.tsx'
import { ReceiptTable } from './receipt-table.tsx'
import {
  beijingInstant,
  decidedWords,
  hashNames,
  type Scenario,
  sheetsOf,
  shortHash,
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
  if (sheet === undefined) return <p className={styles.sentence}>{receipt.notes.map(kept).join(' ')}</p>
  const sums = [
    {
      name: totalName(scenario, receipt.practice),
      amount: sheet.total,
      currency: sheet.currency,
      main: true,
    },
    ...(other === undefined
      ? []
      : [
          {
            name: t('On the {currency} list', { currency: other.currency }),
            amount: other.total,
            currency: other.currency,
            main: false,
          },
        ]),
  ]
  return (
    <>
      <ReceiptTable currency={sheet.currency} lines={sheet.lines} sums={sums} />
      <Facts receipt={receipt} sheet={sheet} />
    </>
  )
}

function Facts({ receipt, sheet }: { readonly receipt: Receipt; readonly sheet: ReceiptSheet }) {
  const { at, band, notes, prompt } = receipt
  const { priceRow } = sheet
  // The worst case may rest on the row of another band than the one in force.
  const why = priceRow.band === band.band || priceRow.band === 'all-day' ? kept(band.why) : null
  const moment = t('{instant} Beijing', { instant: beijingInstant(at) })
  return (
    <div className={styles.facts}>
      <PriceRowFacts priceRow={priceRow} />
      <p>
        {listed([
          why === null
            ? bandName(priceRow.band)
            : t('{what}: {words}', { what: bandName(priceRow.band), words: why }),
          moment,
        ])}
        {!band.certain && <b className={styles.unknown}> {t('uncertain')}</b>}
      </p>
      {band.decidedBy !== null && <p>{t(decidedWords[band.decidedBy])}</p>}
      {!prompt.exact && <p className={styles.unknown}>{t('The prompt tokens are not exact.')}</p>}
      <Hashes receipt={receipt} />
      {notes.map((note) => (
        <p key={note} className={styles.note}>
          {kept(note)}
        </p>
      ))}
    </div>
  )
}

/** The stamp of the whole receipt, and on asking those of what went into it. */
function Hashes({ receipt: { hashes, sha256 } }: { readonly receipt: Receipt }) {
  return (
    <details className={styles.hashes}>
      <summary title={sha256}>
        {t('Reproduce:')} <code>{shortHash(sha256)}</code>
      </summary>
      <dl>
        {hashNames.map(([key, name]) => (
          <div key={key}>
            <dt>{t(name)}</dt>
            <dd title={hashes[key] ?? undefined}>
              <code>{hashes[key] === null ? t('none') : shortHash(hashes[key])}</code>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
