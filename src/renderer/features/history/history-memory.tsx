import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'

import { type HistoryFilters, noFilters } from './history-filter.ts'

export interface HistoryMemory {
  readonly filters: HistoryFilters
  readonly changeFilters: (part: Partial<HistoryFilters>) => void
  /** The two runs that are held against each other; null: the list is on screen. */
  readonly compared: readonly [left: string, right: string] | null
  readonly compare: (runs: readonly [left: string, right: string] | null) => void
}

const HistoryContext = createContext<HistoryMemory | null>(null)

/** Keeps what the history shows while the user is elsewhere in the window. */
export function HistoryProvider({ children }: { readonly children: ReactNode }) {
  const [filters, setFilters] = useState(noFilters)
  const [compared, compare] = useState<HistoryMemory['compared']>(null)
  const memory = useMemo<HistoryMemory>(
    () => ({
      filters,
      changeFilters: (part) => setFilters((before) => ({ ...before, ...part })),
      compared,
      compare,
    }),
    [filters, compared],
  )
  return <HistoryContext value={memory}>{children}</HistoryContext>
}

export function useHistoryMemory(): HistoryMemory {
  const memory = useContext(HistoryContext)
  if (!memory) throw new Error('useHistoryMemory needs a HistoryProvider around it.')
  return memory
}
