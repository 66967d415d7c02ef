import type { Clock } from '../clock.ts'
import type { Database } from '../db/database.ts'
import type { Drafts } from '../drafts/drafts.ts'
import type { DraftCounter } from '../estimates/draft-counter.ts'
import type { Places } from '../places.ts'
import type { ExtendedBook } from '../prices/extend-book.ts'
import { createPriceEdits, type PriceEdits } from '../prices/price-edits.ts'
import { createReceipts, type Receipts } from '../prices/receipts.ts'
import { createRepricings, type Repricings } from '../prices/repricings.ts'
import { vocabularyHash } from '../prices/vocabulary-hash.ts'
import type { DecidingInstant } from '../pricing/band-rules.ts'
import type { RunStore } from '../runs/run-store.ts'
import type { UserBooks } from './compose-books.ts'

export interface PricesOptions {
  readonly database: Database
  readonly clock: Clock
  readonly places: Places
  readonly userBooks: UserBooks
  readonly drafts: Drafts
  readonly runStore: RunStore
  readonly counter: DraftCounter
  readonly decidingInstant: () => DecidingInstant
  /** A correction was entered into the ledger. */
  readonly onEntry: (entryId: string) => void
  readonly onRepricing: () => void
  readonly log: (message: string, cause?: unknown) => void
}

/** What the user does with prices: adds to the book, prices the past anew, asks for receipts. */
export interface Prices {
  /** The price book with what is said of the user's additions. */
  readonly extendedPrices: () => ExtendedBook
  readonly priceEdits: PriceEdits
  readonly repricings: Repricings
  readonly receipts: Receipts
}

/** The price book's editor, re-pricing and receipts over the user's books. */
export function composePrices(options: PricesOptions): Prices {
  const { database, clock, userBooks, decidingInstant, log } = options
  const { additions, books, extended } = userBooks
  const priceEdits = createPriceEdits({
    database,
    store: additions,
    extended: () => extended.extended(),
    clock,
  })
  const repricings = createRepricings({
    database,
    clock,
    prices: () => books.prices,
    version: () => additions.version(),
    decidingInstant,
    onCorrected: (correctionIds) => {
      const last = correctionIds.at(-1)
      if (last !== undefined) options.onEntry(last)
    },
    onChange: options.onRepricing,
    log,
  })
  const receipts = createReceipts({
    database,
    drafts: options.drafts,
    runs: options.runStore,
    books,
    counter: options.counter,
    vocabulary: vocabularyHash(options.places.vocabulary),
    decidingInstant,
    clock,
  })
  return { extendedPrices: () => extended.extended(), priceEdits, repricings, receipts }
}
