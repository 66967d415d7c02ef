import type { Virtualizer } from '@tanstack/react-virtual'
import { type FocusEvent, type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'

import type { LibraryRow } from './library-rows.ts'

export interface LibraryKeys {
  /** Place of the row that Tab leads to. */
  readonly active: number
  readonly setActive: (index: number) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly onFocus: (event: FocusEvent) => void
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 20, PageUp: -20 }

/** The library as one tab stop: arrows go from row to row, right and left open and close a folder. */
export function useLibraryKeys(
  rows: readonly LibraryRow[],
  virtual: Pick<Virtualizer<HTMLDivElement, Element>, 'scrollToIndex'>,
  scroller: RefObject<HTMLDivElement | null>,
  onToggle: (path: string, open: boolean) => void,
): LibraryKeys {
  const [chosen, setActive] = useState(0)
  const moved = useRef(false)
  const active = Math.min(chosen, Math.max(rows.length - 1, 0))
  useEffect(() => {
    if (!moved.current) return
    const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${active}"] [data-row]`)
    if (!row) return
    moved.current = false
    row.focus({ preventScroll: true })
  })
  const move = (index: number): void => {
    moved.current = true
    const next = Math.max(0, Math.min(rows.length - 1, index))
    setActive(next)
    virtual.scrollToIndex(next)
  }
  return {
    active,
    setActive,
    onFocus({ target }) {
      const index = target.closest<HTMLElement>('[data-index]')?.dataset['index']
      if (index !== undefined) setActive(Number(index))
    },
    onKeyDown(event) {
      // A field, or the menu button of a row, has keys of its own.
      if (!(event.target instanceof HTMLElement) || event.target.dataset['row'] === undefined) return
      if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
      const row = rows[active]
      const step = steps[event.key]
      if (step !== undefined) move(active + step)
      else if (event.key === 'Home') move(0)
      else if (event.key === 'End') move(rows.length - 1)
      else if (event.key === 'ArrowRight' && row?.kind === 'folder' && !row.open) onToggle(row.path, true)
      else if (event.key === 'ArrowLeft' && row?.kind === 'folder' && row.open) onToggle(row.path, false)
      else if (event.key === 'ArrowLeft' && row !== undefined) move(outer(rows, active))
      else return
      event.preventDefault()
    },
  }
}

/** The row of the folder that a row stands in; itself where it is in none. */
function outer(rows: readonly LibraryRow[], index: number): number {
  const depth = rows[index]?.depth ?? 0
  const found = rows.slice(0, index).findLastIndex((row) => row.kind === 'folder' && row.depth < depth)
  return found < 0 ? index : found
}
