import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { useCallback, useState } from 'react'

import type { RequestOf } from '../../../contract/routes.ts'
import type { RunSummary } from '../../../contract/runs.ts'
import { useApi } from '../../lib/api-context.tsx'
import { queryKey } from '../../lib/api.ts'

const PAGE_SIZE = 100

/** Milliseconds until words are looked for again while the index is being made. */
const AGAIN = 1_500

export interface HistoryView {
  /** How many runs match; undefined until that is known. */
  readonly total: number | undefined
  /** False while more may be found. */
  readonly complete: boolean
  /** Undefined until its page is there. */
  readonly runAt: (index: number) => RunSummary | undefined
  readonly onRange: (first: number, last: number) => void
  readonly error: Error | null
  readonly retry: () => void
}

/** The runs under a filter, newest first: how many at once, the runs page by page as they come into view. */
export function useHistory(filter: RequestOf<'history.list'>['filter']): HistoryView {
  const { send } = useApi()
  const [wanted, setWanted] = useState<readonly number[]>([])
  const pageQuery = (page: number) => {
    const request = { filter, offset: page * PAGE_SIZE, limit: PAGE_SIZE }
    return { queryKey: queryKey('history.list', request), queryFn: () => send('history.list', request) }
  }
  const head = useQuery({
    ...pageQuery(0),
    placeholderData: keepPreviousData,
    // What words find changes with the index, of which nothing is told.
    ...(filter.text === undefined ? {} : { staleTime: 0 }),
    refetchInterval: ({ state }) => (state.data?.complete === false ? AGAIN : false),
  })
  const pages = useQueries({ queries: wanted.map(pageQuery) })
  const byPage = new Map(wanted.map((page, index) => [page, pages[index]?.data]))
  // Scrolling moves the range with every frame, the pages in it seldom: only these are state.
  const onRange = useCallback((first: number, last: number) => {
    const [from, to] = [Math.floor(first / PAGE_SIZE), Math.floor(last / PAGE_SIZE)]
    const inView = Array.from({ length: to - from + 1 }, (_, index) => from + index).filter(
      (page) => page > 0,
    )
    setWanted((before) => (before.join() === inView.join() ? before : inView))
  }, [])
  return {
    total: head.data?.total,
    complete: head.data?.complete ?? true,
    runAt: (index) => {
      const page = Math.floor(index / PAGE_SIZE)
      const data = page === 0 ? head.data : byPage.get(page)
      return data?.runs[index - page * PAGE_SIZE]
    },
    onRange,
    error: head.error ?? pages.find((page) => page.error)?.error ?? null,
    retry: () => void Promise.all([head, ...pages].map((query) => query.refetch())),
  }
}
