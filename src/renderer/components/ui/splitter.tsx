import { type KeyboardEvent, type PointerEvent, useRef } from 'react'

import { classNames } from '../../lib/class-names.ts'

import styles from './splitter.module.css'

interface SplitterProps {
  /** What it sizes: "Sidebar width". */
  readonly label: string
  /** Which way it moves: `horizontal` for a width, `vertical` for a height. */
  readonly axis: 'horizontal' | 'vertical'
  /** Where the sized region lies: before (left, top) or after (right, bottom) the splitter. */
  readonly region: 'before' | 'after'
  /** Pixels. */
  readonly value: number
  readonly min: number
  readonly max: number
  readonly initial: number
  /** While it moves. */
  readonly onChange: (value: number) => void
  /** When it came to rest: the moment to remember it. */
  readonly onCommit: (value: number) => void
}

const STEP = 16

/** The edge between two regions: drag it, move it with arrow keys, double-click puts it back. */
export function Splitter(props: SplitterProps) {
  const { label, axis, region, value, min, max, initial, onChange, onCommit } = props
  const drag = useRef<{ from: number; value: number } | null>(null)
  const clamp = (next: number) => Math.round(Math.min(max, Math.max(min, next)))
  const place = (next: number) => {
    onChange(clamp(next))
    onCommit(clamp(next))
  }
  const dragged = (event: PointerEvent): number => {
    const start = drag.current
    if (!start) return value
    const moved = (axis === 'horizontal' ? event.clientX : event.clientY) - start.from
    return clamp(start.value + (region === 'before' ? moved : -moved))
  }

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { from: axis === 'horizontal' ? event.clientX : event.clientY, value }
  }
  const onPointerMove = (event: PointerEvent) => {
    if (drag.current) onChange(dragged(event))
  }
  const onPointerUp = (event: PointerEvent) => {
    if (!drag.current) return
    onCommit(dragged(event))
    drag.current = null
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const next = keyTarget(event.key, props)
    if (next === null) return
    event.preventDefault()
    place(next)
  }

  return (
    <div
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an <hr> cannot be moved
      role="separator"
      aria-label={label}
      aria-orientation={axis === 'horizontal' ? 'vertical' : 'horizontal'}
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      className={classNames(styles.splitter, styles[axis])}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
      onDoubleClick={() => place(initial)}
      onKeyDown={onKeyDown}
    />
  )
}

/** Where a key moves the splitter to, or null for keys that are not its own. */
function keyTarget(key: string, { axis, region, value, min, max }: SplitterProps): number | null {
  const grow = region === 'before' ? STEP : -STEP
  const forward = axis === 'horizontal' ? 'ArrowRight' : 'ArrowDown'
  const backward = axis === 'horizontal' ? 'ArrowLeft' : 'ArrowUp'
  if (key === forward) return value + grow
  if (key === backward) return value - grow
  if (key === 'Home') return min
  if (key === 'End') return max
  return null
}
