import { useQuery } from '@tanstack/react-query'
import { Copy } from 'lucide-react'
import { type ReactElement, useState } from 'react'

import type { Receipt } from '../../../contract/receipts.ts'
import type { Currency, Instant } from '../../../contract/values.ts'
import { IconButton } from '../../components/ui/icon-button.tsx'
import { Popover } from '../../components/ui/popover.tsx'
import { Segmented } from '../../components/ui/segmented.tsx'
import { useNote } from '../../components/ui/toaster.tsx'
import { useApi, useRoute } from '../../lib/api-context.tsx'
import { errorSentence, queryKey } from '../../lib/api.ts'
import { formatMoney, fullAmount } from '../../lib/format.ts'
import { ReceiptCard } from './receipt-card.tsx'
import { decidingWords, type Scenario } from './receipt-words.ts'

import styles from './receipt.module.css'

/** An estimate of the draft on screen for a model, now or at an instant; or what a run was charged. */
export type ReceiptSubject =
  | {
      readonly kind: 'estimate'
      readonly promptId: string
      readonly model: string
      /** Where the figure is that of another moment: the start of the other band. */
      readonly at?: Instant | undefined
      readonly scenario?: Exclude<Scenario, 'billed'>
      /** What a figure adds to the sums of the receipt: the range of a forecast. */
      readonly explain?: string | undefined
    }
  | { readonly kind: 'run'; readonly runId: string }

interface ReceiptPopoverProps {
  readonly subject: ReceiptSubject
  readonly currency: Currency
  readonly trigger: ReactElement
  readonly side?: 'top' | 'bottom' | 'left' | 'right'
}

/** The receipt of an amount, asked for when it is opened. */
export function ReceiptPopover({ subject, currency, trigger, side = 'top' }: ReceiptPopoverProps) {
  return (
    <Popover
      side={side}
      trigger={trigger}
      title={
        <>
          Receipt{' '}
          <span className={styles.subject}>
            {subject.kind === 'run' ? 'of this run' : `estimate, ${subject.model}`}
          </span>
        </>
      }
      end={<CopyReceipt subject={subject} />}
    >
      <div className={styles.body}>
        {subject.kind === 'run' ? (
          <RunBody runId={subject.runId} currency={currency} />
        ) : (
          <EstimateBody subject={subject} currency={currency} />
        )}
      </div>
    </Popover>
  )
}

function CopyReceipt({ subject }: { readonly subject: ReceiptSubject }) {
  const { send } = useApi()
  const note = useNote()
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(JSON.stringify(await receiptOf()))
    note('Receipt copied. fathom verify recomputes it.')
  }
  const receiptOf = async (): Promise<Receipt> => {
    if (subject.kind === 'run') return (await send('receipts.run', { runId: subject.runId })).receipt
    return send('receipts.estimate', requestOf(subject))
  }
  return (
    <IconButton
      icon={Copy}
      label="Copy the receipt as JSON"
      small
      onClick={() => void copy().catch((error: unknown) => note(errorSentence(error)))}
    />
  )
}

type EstimateSubject = Extract<ReceiptSubject, { readonly kind: 'estimate' }>

function requestOf({ promptId, model, at }: EstimateSubject) {
  return { promptId, model, ...(at === undefined ? {} : { at }) }
}

const scenarios: readonly { readonly value: Exclude<Scenario, 'billed'>; readonly label: string }[] = [
  { value: 'all-miss', label: 'None cached' },
  { value: 'all-hit', label: 'All cached' },
  { value: 'worst-case', label: 'Worst case' },
]

function EstimateBody({
  subject,
  currency,
}: {
  readonly subject: EstimateSubject
  readonly currency: Currency
}) {
  const [scenario, setScenario] = useState(subject.scenario ?? 'all-miss')
  const { data, error } = useFresh(subject)
  if (error) return <p className={styles.sentence}>{errorSentence(error)}</p>
  return (
    <>
      <div className={styles.scenarios}>
        <Segmented label="Sum" hideLabel value={scenario} options={scenarios} onChange={setScenario} />
      </div>
      {data && <ReceiptCard receipt={data} scenario={scenario} currency={currency} />}
      {subject.explain && <p className={styles.sentence}>{subject.explain}</p>}
    </>
  )
}

/** The draft goes on changing: nothing that was asked before is kept for the next time. */
function useFresh(subject: EstimateSubject) {
  const { send } = useApi()
  const request = requestOf(subject)
  return useQuery({
    queryKey: queryKey('receipts.estimate', request),
    queryFn: () => send('receipts.estimate', request),
    staleTime: 0,
    gcTime: 0,
  })
}

function RunBody({ runId, currency }: { readonly runId: string; readonly currency: Currency }) {
  const { data, error } = useRoute('receipts.run', { runId })
  if (error) return <p className={styles.sentence}>{errorSentence(error)}</p>
  if (!data) return null
  const { receipt, others, corrections } = data
  return (
    <>
      <ReceiptCard receipt={receipt} scenario="billed" currency={currency} />
      {others.map(({ decidedBy, band, totals }) => (
        <p key={decidedBy} className={styles.sentence}>
          If {decidingWords[decidedBy]} decides: {band},{' '}
          <b title={fullAmount(totals[currency] ?? '0', currency)}>
            {totals[currency] === undefined ? 'unpriced' : formatMoney(totals[currency])}
          </b>{' '}
          {currency}
        </p>
      ))}
      {corrections.map(({ at, reason }) => (
        <p key={at + reason} className={styles.sentence}>
          {reason}
        </p>
      ))}
    </>
  )
}
