import { t } from '../../../contract/i18n/t.ts'
import type { Currency } from '../../../contract/values.ts'
import { bandName } from '../../lib/bands.ts'
import { formatInteger } from '../../lib/format.ts'
import { NoReceipt } from './no-receipt.tsx'
import { PriceRowFacts } from './price-row-facts.tsx'
import type { WhatIfSubject } from './receipt-subject.ts'
import { ReceiptTable } from './receipt-table.tsx'
import { beijingInstant } from './receipt-words.ts'
import { useWhatIfReceipt } from './use-receipt.ts'

import styles from './receipt.module.css'

interface WhatIfReceiptProps {
  readonly subject: WhatIfSubject
  readonly currency: Currency
}

/** One assumed run, and all of them: nothing was sent, so there is nothing to reproduce. */
export function WhatIfReceipt({ subject: { question }, currency }: WhatIfReceiptProps) {
  const { data, error } = useWhatIfReceipt({ kind: 'what-if', question })
  if (error) return <NoReceipt error={error} />
  const sheet = data?.sheets.find((each) => each.currency === currency) ?? data?.sheets[0]
  if (!data || sheet === undefined) return null
  const one = { name: t('One run'), amount: sheet.total, currency: sheet.currency, main: true }
  const all = {
    name: t('× {count} runs', { count: formatInteger(data.runs) }),
    amount: sheet.ofAllRuns,
    currency: sheet.currency,
    main: true,
  }
  const output = formatInteger(question.output)
  return (
    <>
      <ReceiptTable
        currency={sheet.currency}
        lines={sheet.lines}
        sums={data.runs === 1 ? [one] : [one, all]}
      />
      <div className={styles.facts}>
        <p>
          {question.cache === 'cold'
            ? t('Assumed: nothing cached, {output} output tokens a run.', { output })
            : t('Assumed: all whole units of 128 tokens cached, {output} output tokens a run.', { output })}
        </p>
        <PriceRowFacts priceRow={sheet.priceRow} />
        <p>
          {t('{band} rates of {instant} Beijing', {
            band: bandName(sheet.priceRow.band),
            instant: beijingInstant(data.at),
          })}
        </p>
        {!data.prompt.exact && <p className={styles.unknown}>{t('The prompt tokens are not exact.')}</p>}
      </div>
    </>
  )
}
