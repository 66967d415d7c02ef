import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { useCallback, useState } from 'react'

import type { TestFilter, TestRow } from '../../../contract/test-cases.ts'
import { useApi } from '../../lib/api-context.tsx'
import { queryKey } from '../../lib/api.ts'

export interface TestRows {
  readonly total: number
  /** Undefined until its page is there. */
  readonly rowAt: (index: number) => TestRow | undefined
  readonly onRange: (first: number, last: number) => void
  readonly known: boolean
}

const PAGE_SIZE = 100

/** The rows under a filter, page by page as they come into view. */
export function useTestRows(promptId: string, filter: TestFilter, search: string): TestRows {
  const { send } = useApi()
  const [wanted, setWanted] = useState<readonly number[]>([])
  const pageQuery = (page: number) => {
    const request = { promptId, filter, search, offset: page * PAGE_SIZE, limit: PAGE_SIZE }
    return {
      queryKey: queryKey('tests.rows', request),
      queryFn: () => send('tests.rows', request),
    }
  }
  // What stood there stays until the answer comes; of another page it would be the wrong rows.
  const head = useQuery({ ...pageQuery(0), placeholderData: keepPreviousData })
  const pages = useQueries({ queries: wanted.map(pageQuery) })
  const byPage = new Map(wanted.map((page, index) => [page, pages[index]?.data]))
  // Scrolling moves the range with every frame, the pages in it seldom: only these are state.
  const onRange = useCallback((first: number, last: number) => {
    const [from, until] = [Math.floor(first / PAGE_SIZE), Math.floor(last / PAGE_SIZE)]
    const inView = Array.from({ length: until - from + 1 }, (_, index) => from + index).filter(
      (page) => page > 0,
    )
    setWanted((before) => (before.join() === inView.join() ? before : inView))
  }, [])
  return {
    total: head.data?.total ?? 0,
    known: head.data !== undefined,
    rowAt: (index) => {
      const page = Math.floor(index / PAGE_SIZE)
      const data = page === 0 ? head.data : byPage.get(page)
      return data?.rows[index - page * PAGE_SIZE]
    },
    onRange,
  }
}
