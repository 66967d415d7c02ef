import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { useCallback, useState } from 'react'

import type { SearchHit, SearchKind } from '../../../contract/search.ts'
import { useApi } from '../../lib/api-context.tsx'
import { queryKey } from '../../lib/api.ts'
import { usePaused } from '../../lib/use-paused.ts'

export interface FindQuery {
  readonly text: string
  /** All kinds where null. */
  readonly kind: SearchKind | null
  readonly promptId: string | null
}

export interface Found {
  /** What was looked for: what is typed, once the typing pauses. */
  readonly text: string
  /** Undefined while nothing is typed, or nothing is known yet. */
  readonly total: number | undefined
  readonly complete: boolean
  /** Undefined until its page is there. */
  readonly hitAt: (index: number) => SearchHit | undefined
  readonly onRange: (first: number, last: number) => void
  readonly error: Error | null
}

const FOUND_AT_ONCE = 50

/** Milliseconds after the last key until main is asked; and until it is asked again while the index is being made. */
const PAUSE = 120
const AGAIN = 1_500

/** Texts that hold what is typed, page by page as they come into view. Each question has its own answer: the newest wins. */
export function useFind({ text: typed, kind, promptId }: FindQuery, enabled = true): Found {
  const { send } = useApi()
  const text = usePaused(typed.trim(), PAUSE)
  const [wanted, setWanted] = useState<readonly number[]>([])
  const pageQuery = (page: number) => {
    const request = {
      text,
      offset: page * FOUND_AT_ONCE,
      limit: FOUND_AT_ONCE,
      ...(kind === null ? {} : { kind }),
      ...(promptId === null ? {} : { promptId }),
    }
    return {
      queryKey: queryKey('search.find', request),
      queryFn: () => send('search.find', request),
      enabled: enabled && text !== '',
      // The index follows what is written, and nothing is told of it.
      staleTime: 0,
    }
  }
  const head = useQuery({
    ...pageQuery(0),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.complete === false ? AGAIN : false),
  })
  const pages = useQueries({ queries: wanted.map(pageQuery) })
  const byPage = new Map(wanted.map((page, index) => [page, pages[index]?.data]))
  const onRange = useCallback((first: number, last: number) => {
    const [from, to] = [Math.floor(first / FOUND_AT_ONCE), Math.floor(last / FOUND_AT_ONCE)]
    const inView = Array.from({ length: to - from + 1 }, (_, index) => from + index).filter(
      (page) => page > 0,
    )
    setWanted((before) => (before.join() === inView.join() ? before : inView))
  }, [])
  const data = text === '' ? undefined : head.data
  return {
    text,
    total: data?.total,
    complete: data?.complete ?? true,
    hitAt: (index) => {
      const page = Math.floor(index / FOUND_AT_ONCE)
      return (page === 0 ? data : byPage.get(page))?.hits[index % FOUND_AT_ONCE]
    },
    onRange,
    error: head.error,
  }
}
