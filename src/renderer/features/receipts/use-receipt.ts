import { useQuery, type UseQueryResult } from '@tanstack/react-query'

import type { Receipt, RunReceipt, WhatIfReceipt } from '../../../contract/receipts.ts'
import type { Route } from '../../../contract/routes.ts'
import { useApi, useRoute } from '../../lib/api-context.tsx'
import { type QueryKey, queryKey } from '../../lib/api.ts'
import type { EstimateSubject, RunSubject, WhatIfSubject } from './receipt-subject.ts'

/** The receipt of the draft as it is when it is opened, until it is closed. */
export function useEstimateReceipt({ promptId, model, at }: EstimateSubject): UseQueryResult<Receipt> {
  const { send } = useApi()
  const request = { promptId, model, ...(at === undefined ? {} : { at }) }
  return useFresh(queryKey('receipts.estimate', request), () => send('receipts.estimate', request))
}

export function useRunReceipt({ runId }: RunSubject): UseQueryResult<RunReceipt> {
  return useRoute('receipts.run', { runId })
}

export function useWhatIfReceipt({ question }: WhatIfSubject): UseQueryResult<WhatIfReceipt | null> {
  const { send } = useApi()
  return useFresh(queryKey('receipts.whatIf', question), () => send('receipts.whatIf', question))
}

/** The draft goes on changing: nothing that was asked before is kept for the next time. */
function useFresh<Value>(key: QueryKey<Route>, ask: () => Promise<Value>): UseQueryResult<Value> {
  return useQuery<Value>({
    queryKey: key,
    queryFn: ask,
    staleTime: 0,
    gcTime: 0,
    refetchOnMount: false,
    refetchOnReconnect: false,
  })
}
