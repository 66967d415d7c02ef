import { useState } from 'react'

import type { Currency } from '../../../contract/values.ts'
import { NoReceipt } from './no-receipt.tsx'
import { ReceiptCard } from './receipt-card.tsx'
import type { EstimateSubject, SentSubject } from './receipt-subject.ts'
import { ScenarioChoice } from './scenario-choice.tsx'
import { useEstimateReceipt } from './use-receipt.ts'

import styles from './receipt.module.css'

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
      <ScenarioChoice value={scenario} onChange={setScenario} />
      {subject.explain && <p className={styles.sentence}>{subject.explain}</p>}
      {data && <ReceiptCard receipt={data} scenario={scenario} currency={currency} />}
    </>
  )
}
