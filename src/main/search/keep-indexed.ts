import type { Search } from './search.ts'

export interface KeepIndexedOptions {
  readonly search: Pick<Search, 'indexSome' | 'changed'>
  readonly log: (message: string, cause?: unknown) => void
}

/** Takes new texts into the index while there is time for it. */
export interface Indexer {
  /** Something was written; the index follows a moment later. */
  soon(): void
  close(): void
}

// After the last key of a burst; then in steps, so that whatever the window asks comes between.
const QUIET = 3_000
const BETWEEN = 20
const STEP = 25

/** Nothing is lost when it ends early: what is missing is found again by its stamp. */
export function keepIndexed({ search, log }: KeepIndexedOptions): Indexer {
  let timer: NodeJS.Timeout | null = null

  function step(): void {
    timer = null
    try {
      if (search.indexSome(STEP)) timer = setTimeout(step, BETWEEN)
    } catch (error) {
      log('The search index could not be brought up to date', error)
    }
  }

  return {
    soon: () => {
      search.changed()
      if (timer !== null) clearTimeout(timer)
      timer = setTimeout(step, QUIET)
      timer.unref()
    },
    close: () => {
      if (timer !== null) clearTimeout(timer)
      timer = null
    },
  }
}
