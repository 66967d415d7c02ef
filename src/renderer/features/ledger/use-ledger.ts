import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'

import type { LedgerPage } from '../../../contract/ledger.ts'
import type { Zone } from '../../../contract/values.ts'
import { useApi } from '../../lib/api-context.tsx'
import { queryKey } from '../../lib/api.ts'
import { PAGE_SIZE } from './ledger-rows.ts'
import type { LedgerRequest } from './sum-within.ts'

/** The totals, the days and the first page of the ledger under a filter; the last answer stays until the next is there. */
export function useLedger(filter: LedgerRequest, zone: Zone): UseQueryResult<LedgerPage> {
  const { send } = useApi()
  const request = { filter, zone, offset: 0, limit: PAGE_SIZE }
  return useQuery({
    queryKey: queryKey('ledger.list', request),
    queryFn: () => send('ledger.list', request),
    placeholderData: keepPreviousData,
  })
}
