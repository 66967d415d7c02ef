import { ReceiptText } from 'lucide-react'

import { t } from '../../../contract/i18n/t.ts'
import type { Run } from '../../../contract/runs.ts'
import { useRoute } from '../../lib/api-context.tsx'
import { bandWord } from '../../lib/bands.ts'
import { formatDate } from '../../lib/time.ts'
import { useCurrency } from '../../lib/use-settings.ts'
import { ReceiptPopover } from '../receipts/receipt-popover.tsx'
import { sheetsOf, shortHash } from '../receipts/receipt-words.ts'

import styles from './run-receipt.module.css'

/** The stamp of the receipt of a billed run, and the price row that it rests on. */
export function RunReceipt({ run }: { readonly run: Run }) {
  const currency = useCurrency()
  const billed = run.status !== 'running' && run.bill !== null
  const { data } = useRoute('receipts.run', { runId: run.id }, { enabled: billed })
  if (!billed) return null
  const row = data && sheetsOf(data.receipt, 'billed', currency).sheet?.priceRow
  return (
    <footer className={styles.foot}>
      <ReceiptPopover
        subject={{ kind: 'run', runId: run.id }}
        currency={currency}
        trigger={
          <button type="button" className={styles.open}>
            <ReceiptText size={14} strokeWidth={1.5} aria-hidden />
            {t('Receipt')}
            {data && <code className={styles.stamp}>{shortHash(data.receipt.sha256)}</code>}
          </button>
        }
      />
      {row && (
        <span>
          {t('{band} row of {date}', {
            band: bandWord(row.band),
            date: formatDate(row.effectiveFrom, 'Asia/Shanghai'),
          })}
        </span>
      )}
    </footer>
  )
}
