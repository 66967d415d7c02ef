import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'

import type { LedgerPage } from '../../../contract/ledger.ts'
import type { RequestOf } from '../../../contract/routes.ts'
import type { Zone } from '../../../contract/values.ts'
import { useApi } from '../../lib/api-context.tsx'
import { queryKey } from '../../lib/api.ts'
import { PAGE_SIZE } from './ledger-rows.ts'

export type Filter = RequestOf<'ledger.list'>['filter']

/** The totals, the days and the first page of the ledger under a filter; the last answer stays until the next is there. */
export function useLedger(filter: Filter, zone: Zone): UseQueryResult<LedgerPage> {
  const { send } = useApi()
  const request = { filter, zone, offset: 0, limit: PAGE_SIZE }
  return useQuery({
    queryKey: queryKey('ledger.list', request),
    queryFn: () => send('ledger.list', request),
    placeholderData: keepPreviousData,
  })
}
