import {
  createContext,
  type ReactNode,
  type RefObject,
  useContext,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'

import type { Currency } from '../../../contract/values.ts'
import { AnchoredPopover } from '../../components/ui/popover.tsx'
import { classNames } from '../../lib/class-names.ts'
import { receiptParts } from './receipt-parts.tsx'
import type { ReceiptSubject } from './receipt-subject.ts'

import styles from './receipt.module.css'

interface Shown {
  readonly anchor: RefObject<HTMLElement>
  readonly subject: ReceiptSubject
  readonly currency: Currency
  readonly open: boolean
}

type Press = (button: HTMLElement, subject: Shown['subject'], currency: Currency) => void

const PressContext = createContext<Press>(() => {})

/** Around a long table: one card for the receipts of all its amounts, at the one that was pressed. */
export function TableReceipts({ children }: { readonly children: ReactNode }) {
  const [shown, setShown] = useState<Shown | null>(null)
  const [press] = useState(() => (...[button, subject, currency]: Parameters<Press>) => {
    setShown((before) => {
      const again = before !== null && before.open && before.anchor.current === button
      return { anchor: { current: button }, subject, currency, open: !again }
    })
  })
  const close = () => setShown((before) => before && { ...before, open: false })
  return (
    <PressContext value={press}>
      {children}
      {shown !== null && (
        <TableReceipt key={JSON.stringify([shown.subject, shown.currency])} shown={shown} onClose={close} />
      )}
    </PressContext>
  )
}

/** The card; it goes with the row that it points at. */
function TableReceipt({ shown, onClose }: { readonly shown: Shown; readonly onClose: () => void }) {
  const { anchor, subject, currency, open } = shown
  useLayoutEffect(() => {
    const button = anchor.current
    button.setAttribute('aria-expanded', String(open))
    return () => button.removeAttribute('aria-expanded')
  }, [anchor, open])
  const latest = useRef(onClose)
  useEffect(() => {
    latest.current = onClose
  })
  useEffect(() => {
    const table = anchor.current.closest('[role="grid"]')
    if (!open || table === null) return undefined
    const watch = new MutationObserver(() => {
      if (!anchor.current.isConnected) latest.current()
    })
    watch.observe(table, { childList: true, subtree: true })
    return () => watch.disconnect()
  }, [anchor, open])
  return (
    <AnchoredPopover
      anchor={anchor}
      open={open}
      onClose={onClose}
      side="left"
      {...receiptParts(subject, currency)}
    />
  )
}

interface TableAmountProps {
  readonly subject: ReceiptSubject
  readonly currency: Currency
  readonly className?: string | undefined
  readonly title?: string | undefined
  /** The figure. */
  readonly children: ReactNode
}

/** An amount in a long table that opens its receipt: reached from its row by the right arrow, so that the table stays one tab stop. */
export function TableAmount({ subject, currency, className, title, children }: TableAmountProps) {
  const press = useContext(PressContext)
  return (
    <button
      type="button"
      className={classNames(styles.inTable, className)}
      title={title}
      tabIndex={-1}
      aria-haspopup="dialog"
      onClick={(event) => press(event.currentTarget, subject, currency)}
    >
      {children}
    </button>
  )
}
