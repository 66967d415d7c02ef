import type { Clock } from '../clock.ts'
import type { Database } from '../db/database.ts'
import type { Books } from '../estimates/books.ts'
import { type MarkedBooks, markBooks } from '../forecasts/marked-books.ts'
import { createMarkStore, type MarkStore } from '../forecasts/marks.ts'
import { type AdditionStore, createAdditionStore } from '../prices/addition-store.ts'
import { type ExtendedBooks, extendBooks } from '../prices/extended-books.ts'

/** The shipped books, with what the user added to them and doubts of them. */
export interface UserBooks {
  readonly additions: AdditionStore
  readonly marks: MarkStore
  readonly extended: ExtendedBooks
  readonly marked: MarkedBooks
  /** The books that everything is counted and priced by. */
  readonly books: Books
}

/** Puts the user's additions and marks over the shipped books. */
export function composeBooks(shipped: Books, database: Database, clock: Clock): UserBooks {
  const marks = createMarkStore(database)
  const additions = createAdditionStore(database, clock)
  const extended = extendBooks(shipped, additions)
  const marked = markBooks(extended.books, marks)
  return { additions, marks, extended, marked, books: marked.books }
}
