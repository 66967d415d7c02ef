import { kept } from '../../../contract/i18n/kept.ts'
import { t } from '../../../contract/i18n/t.ts'
import type { RunReceipt as Charged } from '../../../contract/receipts.ts'
import type { Currency } from '../../../contract/values.ts'
import { bandWord } from '../../lib/bands.ts'
import { formatMoney, fullAmount } from '../../lib/format.ts'
import { formatDate } from '../../lib/time.ts'
import { NoReceipt } from './no-receipt.tsx'
import { ReceiptCard } from './receipt-card.tsx'
import type { RunSubject } from './receipt-subject.ts'
import { decidingWords } from './receipt-words.ts'
import { useRunReceipt } from './use-receipt.ts'

import styles from './receipt.module.css'

interface RunReceiptProps {
  readonly subject: RunSubject
  readonly currency: Currency
}

/** What the ledger charges a run, what another deciding instant would have made of it, and what corrected it. */
export function RunReceipt({ subject, currency }: RunReceiptProps) {
  const { data, error } = useRunReceipt(subject)
  if (error) return <NoReceipt error={error} />
  if (!data) return null
  return (
    <>
      {subject.explain && <p className={styles.sentence}>{subject.explain}</p>}
      <ReceiptCard receipt={data.receipt} scenario="billed" currency={currency} />
      <Others others={data.others} currency={currency} />
      <Corrections corrections={data.corrections} />
    </>
  )
}

interface OthersProps {
  readonly others: Charged['others']
  readonly currency: Currency
}

function Others({ others, currency }: OthersProps) {
  return others.map(({ decidedBy, band, totals }) => {
    const amount = totals[currency]
    const decides = t(decidingWords[decidedBy])
    return (
      <p key={decidedBy} className={styles.sentence}>
        {t('If {what} decides, {band}:', { what: decides, band: bandWord(band) })}{' '}
        {amount === undefined ? (
          <b className={styles.unknown}>{t('unpriced')}</b>
        ) : (
          <b title={fullAmount(amount, currency)}>
            {formatMoney(amount)} {currency}
          </b>
        )}
      </p>
    )
  })
}

function Corrections({ corrections }: { readonly corrections: Charged['corrections'] }) {
  return corrections.map(({ at, reason }) => (
    <p key={at + reason} className={styles.sentence}>
      {t('Corrected {date}:', { date: formatDate(at, 'Asia/Shanghai') })} {kept(reason)}
    </p>
  ))
}
