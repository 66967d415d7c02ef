/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows are placed by hand, which the elements of a table do not allow */
import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type CSSProperties,
  type FocusEvent,
  type KeyboardEvent,
  memo,
  type MouseEvent,
  type ReactNode,
  type SyntheticEvent,
  useEffect,
  useRef,
  useState,
} from 'react'

import { classNames } from '../../lib/class-names.ts'
import { useLanguage } from '../../lib/language.tsx'

import styles from './virtual-table.module.css'

export interface TableColumn {
  readonly id: string
  readonly title: string
  /** A grid track: "72px", "minmax(120px, 1fr)". */
  readonly width: string
  readonly align?: 'start' | 'end'
}

export interface TableRow {
  /** `Cell`s, as many as there are columns (a cell may span several). */
  readonly cells: ReactNode
  /** A day row: on bg, not to be opened. */
  readonly group?: boolean
  readonly onOpen?: () => void
}

interface VirtualTableProps {
  readonly label: string
  readonly columns: readonly TableColumn[]
  /** Pixels: below it the table scrolls sideways. */
  readonly minWidth: number
  readonly rowCount: number
  /** A row is drawn anew when this is another function: keep the same one while it says the same. */
  readonly row: (index: number) => TableRow
  /** Told which rows are in view, so that what is missing can be asked for. */
  readonly onRange?: (first: number, last: number) => void
}

const ROW = 25
const HEAD = 28
const pageKeys: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 20, PageUp: -20 }

/**
 * A long table that draws only what is in view. One tab stop: up, down, Page and Home/End move between rows, right and
 * left between a row and the buttons in it, Enter opens.
 */
export function VirtualTable({ label, columns, minWidth, rowCount, row, onRange }: VirtualTableProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(0)
  const moved = useRef(false)
  // oxlint-disable-next-line react/incompatible-library -- no compiler is set up; nothing here is memoized
  const virtual = useVirtualizer({
    count: rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
    scrollPaddingStart: HEAD,
  })
  const items = virtual.getVirtualItems()
  const [first = 0, last = 0] = [items[0]?.index, items.at(-1)?.index]

  useEffect(() => onRange?.(first, last), [onRange, first, last])
  useEffect(() => {
    if (!moved.current) return
    const element = scroller.current?.querySelector<HTMLElement>(`[data-index="${active}"]`)
    if (!element) return
    moved.current = false
    element.focus({ preventScroll: true })
  })

  const move = (index: number) => {
    const next = Math.max(0, Math.min(rowCount - 1, index))
    moved.current = true
    setActive(next)
    virtual.scrollToIndex(next)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (!isWithin(event)) return
    const inside = moveInRow(event)
    const step = pageKeys[event.key]
    if (inside) inside.focus()
    else if (step !== undefined) move(active + step)
    else if (event.key === 'Home') move(0)
    else if (event.key === 'End') move(rowCount - 1)
    else if (event.key === 'Enter' && !isOwnControl(event)) row(active).onOpen?.()
    else return
    event.preventDefault()
  }

  const onFocus = ({ target }: FocusEvent<HTMLElement>) => {
    const index = indexOf(target)
    if (index !== null) setActive(index)
  }
  const onClick = (event: MouseEvent<HTMLElement>) => {
    const index = isWithin(event) && !isOwnControl(event) ? indexOf(event.target) : null
    if (index !== null) row(index).onOpen?.()
  }

  const tabStop = tabStopOf(active, items, virtual.range?.startIndex ?? first)
  const tracks = columns.map((column) => column.width).join(' ')
  return (
    <div ref={scroller} className={styles.scroller}>
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the grid takes Enter for its active row */}
      <div
        role="grid"
        tabIndex={-1}
        aria-label={label}
        aria-rowcount={rowCount + 1}
        style={{ minWidth, '--tracks': tracks } as CSSProperties}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
        onClick={onClick}
      >
        <div role="row" aria-rowindex={1} className={styles.head}>
          {columns.map((column) => (
            <span
              key={column.id}
              role="columnheader"
              className={classNames(column.align === 'end' && styles.end)}
            >
              {column.title}
            </span>
          ))}
        </div>
        <div role="rowgroup" className={styles.body} style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => (
            <Row key={index} index={index} start={start} tabbable={index === tabStop} row={row} />
          ))}
        </div>
      </div>
    </div>
  )
}

interface RowProps {
  readonly index: number
  /** Pixels from the top. */
  readonly start: number
  readonly tabbable: boolean
  readonly row: VirtualTableProps['row']
}

/** Drawn once while it is in view: what is scrolled through a frame is all that a frame draws. */
const Row = memo(function Row({ index, start, tabbable, row }: RowProps) {
  useLanguage()
  const { cells, group = false, onOpen } = row(index)
  return (
    <div
      role="row"
      data-index={index}
      aria-rowindex={index + 2}
      tabIndex={tabbable ? 0 : -1}
      className={classNames(styles.row, group && styles.group, onOpen && styles.open)}
      style={{ top: start }}
    >
      {cells}
    </div>
  )
})

/** The row that Tab leads to: the one that had the focus, or the first in view where that was scrolled away or is gone. */
export function tabStopOf(
  active: number,
  drawn: readonly { readonly index: number }[],
  firstInView: number,
): number {
  return drawn.some(({ index }) => index === active) ? active : firstInView
}

/** The row that something stands in. */
function indexOf(target: EventTarget): number | null {
  const index =
    target instanceof Element ? target.closest<HTMLElement>('[data-index]')?.dataset['index'] : undefined
  return index === undefined ? null : Number(index)
}

/** What opens from a cell is drawn elsewhere in the page; its events are its own. */
function isWithin({ currentTarget, target }: SyntheticEvent<HTMLElement>): boolean {
  return target instanceof Node && currentTarget.contains(target)
}

/** A button in a cell does what it says, not what its row does. */
function isOwnControl({ target }: SyntheticEvent<HTMLElement>): boolean {
  return target instanceof Element && target.closest('button, a') !== null
}

/** Where the right and left arrows lead: from the row to its first button, on to the next, and back. */
function moveInRow({ key, target }: KeyboardEvent<HTMLElement>): HTMLElement | null {
  if ((key !== 'ArrowRight' && key !== 'ArrowLeft') || !(target instanceof Element)) return null
  const row = target.closest<HTMLElement>('[role="row"]')
  if (row === null) return null
  const stops = [row, ...row.querySelectorAll<HTMLElement>('button, a')]
  const here = stops.findIndex((stop) => stop === target)
  return stops[here + (key === 'ArrowRight' ? 1 : -1)] ?? null
}

interface CellProps {
  readonly align?: 'start' | 'end'
  readonly span?: number
  readonly title?: string | undefined
  readonly quiet?: boolean
  /** Digits of one width: for figures and times, since it widens the hyphens of words. Figures are never cut off. */
  readonly figures?: boolean
  readonly className?: string | undefined
  readonly children?: ReactNode
}

/** One cell; `quiet` is for figures of second rank. */
export function Cell({ align, span = 1, title, quiet, figures, className, children }: CellProps) {
  let names = align === 'end' ? styles.end : figures ? styles.figures : styles.words
  if (quiet) names += ` ${styles.quiet}`
  if (className !== undefined) names += ` ${className}`
  return (
    <span
      role="gridcell"
      aria-colspan={span > 1 ? span : undefined}
      title={title}
      className={names}
      style={span > 1 ? { gridColumn: `span ${span}` } : undefined}
    >
      {children}
    </span>
  )
}
