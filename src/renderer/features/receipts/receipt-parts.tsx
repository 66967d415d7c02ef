import type { ReactNode } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import type { Currency } from '../../../contract/values.ts'
import { CopyReceipt } from './copy-receipt.tsx'
import { EstimateReceipt } from './estimate-receipt.tsx'
import type { EstimateSubject, ReceiptSubject, RunSubject, SentSubject } from './receipt-subject.ts'
import { RunReceipt } from './run-receipt.tsx'
import { DrawnReceipt, SumReceipt } from './sum-receipt.tsx'
import { useEstimateReceipt, useRunReceipt } from './use-receipt.ts'
import { WhatIfReceipt } from './what-if-receipt.tsx'

import styles from './receipt.module.css'

/** Title, copy button and body of the card that a receipt stands on. */
export interface ReceiptParts {
  readonly title: ReactNode
  readonly end?: ReactNode
  readonly children: ReactNode
}

export function receiptParts(subject: ReceiptSubject, currency: Currency): ReceiptParts {
  if (subject.kind === 'run') {
    return {
      title: <Title word={t('Receipt')} of={t('of this run')} />,
      end: <CopyRun subject={subject} />,
      children: (
        <Body>
          <RunReceipt subject={subject} currency={currency} />
        </Body>
      ),
    }
  }
  if (subject.kind === 'what-if') {
    return {
      title: <Title word={t('What if')} of={subject.question.model} />,
      children: (
        <Body>
          <WhatIfReceipt subject={subject} currency={currency} />
        </Body>
      ),
    }
  }
  if (subject.kind === 'sum' || subject.kind === 'drawn') {
    return {
      title: (
        <Title word={t('Receipt')} of={subject.kind === 'sum' ? t('of this sum') : t('of this worst case')} />
      ),
      children: (
        <Body>
          {subject.kind === 'sum' ? (
            <SumReceipt subject={subject} currency={currency} />
          ) : (
            <DrawnReceipt subject={subject} currency={currency} />
          )}
        </Body>
      ),
    }
  }
  return {
    title: (
      <Title
        word={t('Receipt')}
        of={
          subject.kind === 'sent'
            ? t('estimate, as it was sent')
            : t('estimate, {model}', { model: subject.model })
        }
      />
    ),
    end: <CopyEstimate subject={subject} />,
    children: (
      <Body>
        <EstimateReceipt subject={subject} currency={currency} />
      </Body>
    ),
  }
}

function Title({ word, of }: { readonly word: string; readonly of: string }) {
  return (
    <>
      {word} <span className={styles.subject}>{of}</span>
    </>
  )
}

function Body({ children }: { readonly children: ReactNode }) {
  return <div className={styles.body}>{children}</div>
}

function CopyRun({ subject }: { readonly subject: RunSubject }) {
  return <CopyReceipt receipt={useRunReceipt(subject).data?.receipt} />
}

function CopyEstimate({ subject }: { readonly subject: EstimateSubject | SentSubject }) {
  return <CopyReceipt receipt={useEstimateReceipt(subject).data} />
}
