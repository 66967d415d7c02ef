import type { Books } from '../estimates/books.ts'
import type { AdditionStore } from './addition-store.ts'
import { type ExtendedBook, extendBook } from './extend-book.ts'

/** The books with what the user added, up to date whoever added it. */
export interface ExtendedBooks {
  readonly books: Books
  /** The price book with what is said of the additions. */
  extended(): ExtendedBook
}

/** Puts a store of additions behind the shipped books: every price asked for later knows every addition made before. */
export function extendBooks(shipped: Books, store: Pick<AdditionStore, 'version' | 'read'>): ExtendedBooks {
  let version = -1
  let current: ExtendedBook = { book: shipped.prices, own: new Set(), setAside: [] }

  function extended(): ExtendedBook {
    const latest = store.version()
    if (latest !== version) {
      current = extendBook(shipped.prices, store.read())
      version = latest
    }
    return current
  }

  return {
    books: {
      models: shipped.models,
      get prices() {
        return extended().book
      },
    },
    extended,
  }
}
