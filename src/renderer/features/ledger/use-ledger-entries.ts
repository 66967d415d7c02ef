import { useQueries, type UseQueryResult } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'

import type { LedgerEntry, LedgerPage } from '../../../contract/ledger.ts'
import type { Zone } from '../../../contract/values.ts'
import { useApi } from '../../lib/api-context.tsx'
import { queryKey } from '../../lib/api.ts'
import { layOut, type LedgerLayout, PAGE_SIZE, pagesOf } from './ledger-rows.ts'
import type { LedgerRequest } from './sum-within.ts'

export interface LedgerEntries {
  readonly layout: LedgerLayout
  /** Undefined until its page is there. */
  readonly entryAt: (index: number) => LedgerEntry | undefined
  readonly onRange: (first: number, last: number) => void
  readonly error: Error | null
  readonly retry: () => void
}

/** Rows asked for beyond those in view, so that scrolling finds them there. */
const AHEAD = PAGE_SIZE
/** How long a page that is out of view is kept: a ledger of years would fill the memory. */
const KEPT_MS = 30_000

/** The entries behind the rows of the table, page by page as they come into view. */
export function useLedgerEntries(filter: LedgerRequest, zone: Zone, first: LedgerPage): LedgerEntries {
  const { send } = useApi()
  const [wanted, setWanted] = useState<readonly number[]>([])
  const layout = useMemo(() => layOut(first.days), [first.days])
  // The days of years stand in the first answer; to send them again with every page would hold up the scrolling.
  const pageQuery = (page: number) => {
    const request = { filter, zone, offset: page * PAGE_SIZE, limit: PAGE_SIZE }
    return {
      queryKey: queryKey('ledger.entries', request),
      queryFn: async () => ({ page, entries: await send('ledger.entries', request) }),
      structuralSharing: false,
      gcTime: KEPT_MS,
    }
  }
  const { pages, error, retry } = useQueries({ queries: wanted.map(pageQuery), combine: gather })
  const entryAt = (index: number) => {
    const page = Math.floor(index / PAGE_SIZE)
    const entries = page === 0 ? first.entries : pages.get(page)
    return entries?.[index - page * PAGE_SIZE]
  }
  // Scrolling moves the range with every frame, the pages in it seldom: only these are state.
  const onRange = useCallback(
    (from: number, until: number) => {
      const near = pagesOf(layout, from - AHEAD, until + AHEAD).filter((page) => page > 0)
      setWanted((before) => (before.join() === near.join() ? before : near))
    },
    [layout],
  )
  return { layout, entryAt, onRange, error, retry }
}

interface FoundPage {
  readonly page: number
  readonly entries: readonly LedgerEntry[]
}

/** A map, because plain objects would be compared value by value with those before. */
function gather(results: readonly UseQueryResult<FoundPage>[]) {
  return {
    pages: new Map(results.flatMap(({ data }) => (data ? [[data.page, data.entries]] : []))),
    error: results.find((result) => result.error)?.error ?? null,
    retry: () => void Promise.all(results.map((result) => result.refetch())),
  }
}
