import { readDatabase } from '../db/open-for-reading.ts'
import { type Books, openBooks } from '../estimates/books.ts'
import { readAdditions } from './addition-store.ts'
import { extendBook } from './extend-book.ts'

/**
 * The shipped books with what the user added in a data folder, which is only read and need not be there. What cannot be
 * used is told to `warn`: then prices are those that ship.
 * @throws FathomError when a shipped file is missing or damaged
 */
export function openBooksOf(resources: string, dataFolder: string, warn: (sentence: string) => void): Books {
  const shipped = openBooks(resources)
  try {
    const additions = readDatabase(dataFolder, readAdditions)
    if (additions === null) return shipped
    const { book, setAside } = extendBook(shipped.prices, additions)
    for (const sentence of setAside) warn(sentence)
    return { models: shipped.models, prices: book }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    warn(
      `The prices that were added in ${dataFolder} could not be read, so only those that ship are used. ${reason}`,
    )
    return shipped
  }
}
