import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'

import type { DayTotal, LedgerEntry, LedgerTotals } from '../../../contract/ledger.ts'
import type { RequestOf } from '../../../contract/routes.ts'
import type { Zone } from '../../../contract/values.ts'
import { useApi } from '../../lib/api-context.tsx'
import { queryKey } from '../../lib/api.ts'
import { layOut, type LedgerLayout, PAGE_SIZE, pagesOf } from './ledger-rows.ts'

export interface LedgerView {
  readonly totals: LedgerTotals | undefined
  readonly layout: LedgerLayout
  /** Undefined until its page is there. */
  readonly entryAt: (index: number) => LedgerEntry | undefined
  readonly onRange: (first: number, last: number) => void
  readonly error: Error | null
  readonly retry: () => void
}

const noDays: readonly DayTotal[] = []

/** The ledger under a filter: totals and days at once, entries page by page as they come into view. */
export function useLedger(filter: RequestOf<'ledger.list'>['filter'], zone: Zone): LedgerView {
  const { send } = useApi()
  const [wanted, setWanted] = useState<readonly number[]>([])
  const first = { filter, zone, offset: 0, limit: PAGE_SIZE }
  const head = useQuery({
    queryKey: queryKey('ledger.list', first),
    queryFn: () => send('ledger.list', first),
    placeholderData: keepPreviousData,
  })
  // The days of years stand in the first answer; to send them again with every page would hold up the scrolling.
  const pageQuery = (page: number) => {
    const request = { filter, zone, offset: page * PAGE_SIZE, limit: PAGE_SIZE }
    return {
      queryKey: queryKey('ledger.entries', request),
      queryFn: () => send('ledger.entries', request),
      structuralSharing: false,
    }
  }
  const days = head.data?.days ?? noDays
  const layout = useMemo(() => layOut(days), [days])
  const pages = useQueries({ queries: wanted.map(pageQuery) })
  const byPage = new Map(wanted.map((page, index) => [page, pages[index]?.data]))
  // Scrolling moves the range with every frame, the pages in it seldom: only these are state.
  const onRange = useCallback(
    (first: number, last: number) => {
      const inView = pagesOf(layout, first, last).filter((page) => page > 0)
      setWanted((before) => (before.join() === inView.join() ? before : inView))
    },
    [layout],
  )
  return {
    totals: head.data?.totals,
    layout,
    entryAt: (index) => {
      const page = Math.floor(index / PAGE_SIZE)
      const entries = page === 0 ? head.data?.entries : byPage.get(page)
      return entries?.[index - page * PAGE_SIZE]
    },
    onRange,
    error: head.error ?? pages.find((page) => page.error)?.error ?? null,
    retry: () => void Promise.all([head, ...pages].map((query) => query.refetch())),
  }
}
