import { t } from '../../../contract/i18n/t.ts'
import type { ReceiptSheet } from '../../../contract/receipt-sheets.ts'
import { formatDate } from '../../lib/time.ts'
import { beijingInstant, sourceName } from './receipt-words.ts'

/** Which row of the price book says so, and where it comes from. */
export function PriceRowFacts({ priceRow }: { readonly priceRow: ReceiptSheet['priceRow'] }) {
  return (
    <>
      <p title={priceRow.id}>
        {t('Price row from {from}, recorded {recorded}', {
          from: beijingInstant(priceRow.effectiveFrom),
          recorded: formatDate(priceRow.recordedAt, 'Asia/Shanghai'),
        })}
      </p>
      <p title={priceRow.source}>{t('Source: {source}', { source: sourceName(priceRow.source) })}</p>
    </>
  )
}
