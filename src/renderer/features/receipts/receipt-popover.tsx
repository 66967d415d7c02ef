import type { ReactElement } from 'react'

import type { Currency } from '../../../contract/values.ts'
import { Popover } from '../../components/ui/popover.tsx'
import { receiptParts } from './receipt-parts.tsx'
import type { ReceiptSubject } from './receipt-subject.ts'

interface ReceiptPopoverProps {
  readonly subject: ReceiptSubject
  readonly currency: Currency
  readonly trigger: ReactElement
  readonly side?: 'top' | 'bottom' | 'left' | 'right'
}

/** The receipt behind a button of its own. */
export function ReceiptPopover({ subject, currency, trigger, side = 'top' }: ReceiptPopoverProps) {
  return <Popover side={side} trigger={trigger} {...receiptParts(subject, currency)} />
}
