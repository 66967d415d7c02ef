import { useState } from 'react'

import { message, t } from '../../../contract/i18n/t.ts'
import type { Currency } from '../../../contract/values.ts'
import { Segmented } from '../../components/ui/segmented.tsx'
import { NoReceipt } from './no-receipt.tsx'
import { ReceiptCard } from './receipt-card.tsx'
import type { EstimateSubject, SentSubject } from './receipt-subject.ts'
import type { Scenario } from './receipt-words.ts'
import { useEstimateReceipt } from './use-receipt.ts'

import styles from './receipt.module.css'

const scenarios: readonly { readonly value: Exclude<Scenario, 'billed'>; readonly label: string }[] = [
  { value: 'all-miss', label: message('None cached') },
  { value: 'all-hit', label: message('All cached') },
  { value: 'worst-case', label: message('Worst case') },
]

interface EstimateReceiptProps {
  readonly subject: EstimateSubject | SentSubject
  readonly currency: Currency
}

/** What is sure before sending: the prompt with nothing and with all of it cached, and the most that it can cost. */
export function EstimateReceipt({ subject, currency }: EstimateReceiptProps) {
  const [scenario, setScenario] = useState(subject.scenario ?? 'all-miss')
  const { data, error } = useEstimateReceipt(subject)
  if (error) return <NoReceipt error={error} />
  return (
    <>
      <div className={styles.scenarios}>
        <Segmented
          label={t('Sum')}
          hideLabel
          value={scenario}
          options={scenarios.map(({ value, label }) => ({ value, label: t(label) }))}
          onChange={setScenario}
        />
      </div>
      {subject.explain && <p className={styles.sentence}>{subject.explain}</p>}
      {data && <ReceiptCard receipt={data} scenario={scenario} currency={currency} />}
    </>
  )
}
