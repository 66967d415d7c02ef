import { Popover as Base } from '@base-ui/react/popover'
import type { ReactElement, ReactNode, RefObject } from 'react'

import styles from './popover.module.css'

type Side = 'top' | 'bottom' | 'left' | 'right'

interface CardProps {
  readonly title: ReactNode
  /** Right of the title: a copy button. */
  readonly end?: ReactNode
  readonly children: ReactNode
  readonly side?: Side
}

interface PopoverProps extends CardProps {
  /** The button or figure that it points at. */
  readonly trigger: ReactElement
  /** Also opens after 200 ms of hover and closes 300 ms after leaving. */
  readonly hover?: boolean
}

/** A small card that explains one figure: opens on click or Enter, Esc closes it, focus returns. */
export function Popover({ trigger, hover = false, ...card }: PopoverProps) {
  return (
    <Base.Root>
      <Base.Trigger
        render={trigger}
        openOnHover={hover}
        {...(hover ? { delay: 200, closeDelay: 300 } : {})}
      />
      <Card {...card} />
    </Base.Root>
  )
}

interface AnchoredPopoverProps extends CardProps {
  /** The button that opens and closes it, which has the focus again afterwards. */
  readonly anchor: RefObject<HTMLElement | null>
  readonly open: boolean
  readonly onClose: () => void
}

/** The same card for a button that is there a thousand times: it is made only where it was opened. */
export function AnchoredPopover({ anchor, open, onClose, ...card }: AnchoredPopoverProps) {
  return (
    <Base.Root
      open={open}
      onOpenChange={(_, { event }) => {
        // A press on the button itself is its own to answer.
        if (event.target instanceof Node && anchor.current?.contains(event.target)) return
        onClose()
      }}
    >
      <Card anchor={anchor} {...card} />
    </Base.Root>
  )
}

interface AnchoredCardProps extends CardProps {
  readonly anchor?: RefObject<HTMLElement | null>
}

function Card({ anchor, title, end, children, side = 'bottom' }: AnchoredCardProps) {
  return (
    <Base.Portal>
      <Base.Positioner
        {...(anchor ? { anchor } : {})}
        side={side}
        sideOffset={9}
        collisionPadding={8}
        className={styles.positioner}
      >
        <Base.Popup className={styles.popup} {...(anchor ? { finalFocus: anchor } : {})}>
          <Base.Arrow className={styles.arrow}>
            <svg width="16" height="9" viewBox="0 0 16 9" aria-hidden>
              <path d="M0 9 8 1l8 8" className={styles.point} />
            </svg>
          </Base.Arrow>
          <div className={styles.head}>
            <Base.Title className={styles.title}>{title}</Base.Title>
            {end}
          </div>
          <div className={styles.body}>{children}</div>
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  )
}
