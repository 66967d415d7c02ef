import type { Books } from '../estimates/books.ts'
import { doubtModels, type MarkStore } from './marks.ts'

/** The books as estimates see them: with the doubts of the user's marks. */
export interface MarkedBooks {
  readonly books: Books
  /** The marks have changed. */
  refresh(): void
  /** Whether the marks of practice or those of real runs hold: where the window would send its draft. True: it changed. */
  lookAt(practice: boolean): boolean
}

/** Books that say of a profile that the user marked why its counts are not called exact. */
export function markBooks(books: Books, marks: Pick<MarkStore, 'list'>): MarkedBooks {
  let looksAtPractice = false
  let models = doubted()

  function doubted(): Books['models'] {
    return doubtModels(
      books.models,
      marks.list().filter(({ practice }) => practice === looksAtPractice),
    )
  }
  function refresh(): void {
    models = doubted()
  }
  return {
    books: {
      get models() {
        return models
      },
      get prices() {
        return books.prices
      },
    },
    refresh,
    lookAt: (practice) => {
      if (practice === looksAtPractice) return false
      looksAtPractice = practice
      refresh()
      return marks.list().length > 0
    },
  }
}
