import { Menu as Base } from '@base-ui/react/menu'
import { Check, type LucideIcon } from 'lucide-react'
import type { ReactElement, RefObject } from 'react'

import { Kbd } from './kbd.tsx'

import styles from './menu.module.css'

export interface MenuItem {
  readonly id: string
  readonly label: string
  readonly icon?: LucideIcon
  /** A caption beside the words: what it would cost, what it stands for. */
  readonly detail?: string
  readonly shortcut?: string
  readonly disabled?: boolean
  readonly checked?: boolean
  readonly onSelect: () => void
}

interface MenuProps {
  /** The button that opens it; it carries the menu's name. */
  readonly trigger: ReactElement
  readonly items: readonly MenuItem[]
  readonly align?: 'start' | 'end'
  readonly side?: 'top' | 'bottom'
}

/** A list of actions under a button. */
export function Menu({ trigger, items, align = 'start', side = 'bottom' }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Items items={items} align={align} side={side} />
    </Base.Root>
  )
}

interface AnchoredMenuProps {
  /** The button that opened it, which has the focus again afterwards. */
  readonly anchor: RefObject<HTMLElement | null>
  readonly items: readonly MenuItem[]
  readonly onClose: () => void
}

/** The same list for a button that is there a thousand times: it is made only where it was opened. */
export function AnchoredMenu({ anchor, items, onClose }: AnchoredMenuProps) {
  return (
    <Base.Root
      open
      onOpenChange={(open, { event }) => {
        // A press on the button itself is its own to answer.
        if (event.target instanceof Node && anchor.current?.contains(event.target)) return
        if (!open) onClose()
      }}
    >
      <Items items={items} align="end" side="bottom" anchor={anchor} />
    </Base.Root>
  )
}

interface ItemsProps {
  readonly items: readonly MenuItem[]
  readonly align: 'start' | 'end'
  readonly side: 'top' | 'bottom'
  readonly anchor?: RefObject<HTMLElement | null>
}

function Items({ items, align, side, anchor }: ItemsProps) {
  return (
    <Base.Portal>
      <Base.Positioner
        {...(anchor ? { anchor } : {})}
        className={styles.positioner}
        align={align}
        side={side}
        sideOffset={4}
      >
        <Base.Popup className={styles.popup} {...(anchor ? { finalFocus: anchor } : {})}>
          {items.map((item) => (
            <Base.Item
              key={item.id}
              className={styles.item}
              disabled={item.disabled ?? false}
              onClick={item.onSelect}
            >
              <ItemMark item={item} />
              <span className={styles.label}>{item.label}</span>
              {item.detail && <span className={styles.detail}>{item.detail}</span>}
              {item.shortcut && <Kbd plain>{item.shortcut}</Kbd>}
            </Base.Item>
          ))}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  )
}

function ItemMark({ item: { icon, checked } }: { readonly item: MenuItem }) {
  const Icon = checked ? Check : icon
  if (Icon) return <Icon size={14} strokeWidth={1.5} aria-hidden />
  return checked === undefined ? null : <span className={styles.space} />
}
