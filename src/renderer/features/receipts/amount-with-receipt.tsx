import type { KeyboardEvent, MouseEvent, ReactNode } from 'react'

import type { Currency } from '../../../contract/values.ts'
import { VisuallyHidden } from '../../components/ui/visually-hidden.tsx'
import { ReceiptPopover, type ReceiptSubject } from './receipt-popover.tsx'

import styles from './receipt.module.css'

interface AmountWithReceiptProps {
  readonly subject: ReceiptSubject
  readonly currency: Currency
  readonly side?: 'top' | 'bottom' | 'left' | 'right'
  /** The figure. */
  readonly children: ReactNode
}

/** An amount that opens its receipt, inside a row that opens something else or alone. */
export function AmountWithReceipt({ subject, currency, side = 'top', children }: AmountWithReceiptProps) {
  const keep = (event: MouseEvent | KeyboardEvent): void => event.stopPropagation()
  return (
    <ReceiptPopover
      subject={subject}
      currency={currency}
      side={side}
      trigger={
        <button type="button" className={styles.amount} onClick={keep} onKeyDown={keep}>
          {children}
          <VisuallyHidden> {currency}, open the receipt</VisuallyHidden>
        </button>
      }
    />
  )
}
