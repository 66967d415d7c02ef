import { useEffect, useRef } from 'react'

import type { GateRefusal } from '../../../contract/budgets.ts'
import type { Comparison } from '../../../contract/compare.ts'

/** Tells of a request that the gate holds back while the page is open, once; those of before only stand in their columns. */
export function useFreshRefusals(
  comparison: Comparison | undefined,
  onRefused: (gate: GateRefusal, columnId: string) => void,
): void {
  const seen = useRef<Set<string> | null>(null)
  const tell = useRef(onRefused)
  useEffect(() => {
    tell.current = onRefused
  })
  useEffect(() => {
    if (comparison === undefined) return
    const refusals = comparison.results.flatMap(({ batchId, columnId, runs }) =>
      runs.flatMap(({ repeat, error }) =>
        error?.gate ? [{ key: `${batchId} ${columnId} ${repeat}`, columnId, gate: error.gate }] : [],
      ),
    )
    const known = seen.current
    seen.current = new Set([...(known ?? []), ...refusals.map(({ key }) => key)])
    const fresh = known && refusals.find(({ key }) => !known.has(key))
    if (fresh) tell.current(fresh.gate, fresh.columnId)
  }, [comparison])
}
