import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'

import type { TestEstimate, TestScope, TestTable } from '../../../contract/test-cases.ts'
import { useEvent, useRoute } from '../../lib/api-context.tsx'

const ESTIMATE = 'tests.estimate'
/** Milliseconds without a change before a table is counted anew. */
const QUIET_MS = 500

/** What a run of some cells would cost; counted anew after changes, not while tests run. */
export function useEstimate(
  { promptId, batch, counts }: TestTable,
  scope: TestScope,
): TestEstimate | undefined {
  const client = useQueryClient()
  const { data } = useRoute(
    ESTIMATE,
    { promptId, scope },
    {
      enabled: counts.all > 0 && batch === null,
      keepPrevious: true,
    },
  )
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const recount = (): void => {
    clearTimeout(timer.current)
    // Of every scope: another one may be looked at again, and a cell's stands in its panel.
    timer.current = setTimeout(() => void client.invalidateQueries({ queryKey: [ESTIMATE] }), QUIET_MS)
  }
  useEvent('tests.changed', (change) => change.promptId === promptId && recount())
  useEffect(() => () => clearTimeout(timer.current), [])
  return counts.all === 0 ? EMPTY : data
}

const EMPTY: TestEstimate = {
  requests: 0,
  promptTokens: 0,
  exact: true,
  judgeRequests: 0,
  forecast: 0,
  bands: [],
  worstCase: {},
  worstSheets: [],
  unpriced: 0,
  missing: [],
}
