import { useEffect, useId, useState } from 'react'

import { useCommand } from '../../lib/command-context.tsx'

export interface VariablesBandControl {
  readonly id: string
  readonly open: boolean
  readonly toggle: () => void
  readonly close: () => void
  /** Opens the band and puts the caret where the first value is missing. */
  readonly showMissing: () => void
}

/** Whether the variables are shown, and the way to the one that is missing. */
export function useVariablesBand(): VariablesBandControl {
  const id = useId()
  const [open, setOpen] = useState(false)
  /** Counts up each time the missing value is asked for, so that it is led to again. */
  const [sought, setSought] = useState(0)
  const toggle = (): void => setOpen(!open)
  useCommand('variables.toggle', toggle)
  useEffect(() => {
    if (sought === 0) return
    const field = document.getElementById(id)?.querySelector<HTMLElement>('[aria-invalid]')
    field?.focus()
    field?.scrollIntoView({ block: 'nearest' })
  }, [id, sought])
  return {
    id,
    open,
    toggle,
    close: () => setOpen(false),
    showMissing: () => {
      setOpen(true)
      setSought((before) => before + 1)
    },
  }
}
