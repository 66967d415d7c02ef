import { useQuery, type UseQueryResult } from '@tanstack/react-query'

import type { Receipt, RunReceipt, SumReceipt, WhatIfReceipt } from '../../../contract/receipts.ts'
import type { RequestOf } from '../../../contract/routes.ts'
import { useApi, useRoute } from '../../lib/api-context.tsx'
import { type QueryKey, queryKey } from '../../lib/api.ts'
import type {
  EstimateSubject,
  RunSubject,
  SentSubject,
  SumSubject,
  WhatIfSubject,
} from './receipt-subject.ts'

/** The receipt of what would be or was sent, made when it is opened and kept until it is closed. */
export function useEstimateReceipt(subject: EstimateSubject | SentSubject): UseQueryResult<Receipt> {
  const { send } = useApi()
  const sent = { runId: subject.kind === 'sent' ? subject.runId : '' }
  const draft = subject.kind === 'estimate' ? requestOf(subject) : null
  return useFresh(
    draft === null ? queryKey('receipts.sent', sent) : queryKey('receipts.estimate', draft),
    () => (draft === null ? send('receipts.sent', sent) : send('receipts.estimate', draft)),
  )
}

function requestOf({ promptId, model, at }: EstimateSubject): RequestOf<'receipts.estimate'> {
  return { promptId, model, ...(at === undefined ? {} : { at }) }
}

export function useRunReceipt({ runId }: RunSubject): UseQueryResult<RunReceipt> {
  return useRoute('receipts.run', { runId })
}

export function useWhatIfReceipt({ question }: WhatIfSubject): UseQueryResult<WhatIfReceipt | null> {
  const { send } = useApi()
  return useFresh(queryKey('receipts.whatIf', question), () => send('receipts.whatIf', question))
}

export function useSumReceipt({ question }: SumSubject): UseQueryResult<SumReceipt> {
  const { send } = useApi()
  const request = { subject: question }
  return useFresh(queryKey('receipts.sum', request), () => send('receipts.sum', request))
}

/** Drafts and sums go on changing: nothing that was asked before is kept for the next time. */
function useFresh<Value>(key: QueryKey, ask: () => Promise<Value>): UseQueryResult<Value> {
  return useQuery<Value>({
    queryKey: key,
    queryFn: ask,
    staleTime: 0,
    gcTime: 0,
    refetchOnMount: false,
    refetchOnReconnect: false,
  })
}
