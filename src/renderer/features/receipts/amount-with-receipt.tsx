import { type KeyboardEvent, type ReactNode, type SyntheticEvent, useRef, useState } from 'react'

import type { Currency } from '../../../contract/values.ts'
import { AnchoredPopover } from '../../components/ui/popover.tsx'
import { receiptParts } from './receipt-parts.tsx'
import type { ReceiptSubject } from './receipt-subject.ts'

import styles from './receipt.module.css'

interface AmountWithReceiptProps {
  readonly subject: ReceiptSubject
  readonly currency: Currency
  readonly side?: 'top' | 'bottom' | 'left' | 'right'
  /** In a grid: reached from its cell or row by its keys, so that the grid stays one tab stop. */
  readonly inTable?: boolean
  /** The figure. */
  readonly children: ReactNode
}

/** An amount that opens its receipt, alone or inside a row that opens something else. */
export function AmountWithReceipt(props: AmountWithReceiptProps) {
  const { subject, currency, side = 'top', inTable = false, children } = props
  const button = useRef<HTMLButtonElement>(null)
  const [state, setState] = useState<'never' | 'open' | 'closed'>('never')
  const open = state === 'open'
  return (
    <span role="presentation" className={styles.place} onClick={keep} onKeyDown={keepPress}>
      <button
        ref={button}
        type="button"
        className={styles.amount}
        tabIndex={inTable ? -1 : undefined}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setState(open ? 'closed' : 'open')}
      >
        {children}
      </button>
      {state !== 'never' && (
        <AnchoredPopover
          anchor={button}
          open={open}
          onClose={() => setState('closed')}
          side={side}
          {...receiptParts(subject, currency)}
        />
      )}
    </span>
  )
}

/** The row around it does not learn of a press. */
function keep(event: SyntheticEvent): void {
  event.stopPropagation()
}

function keepPress(event: KeyboardEvent): void {
  if (event.key === 'Enter' || event.key === ' ') event.stopPropagation()
}
