import type { DecidingInstant } from './band-rules.ts'
import { cost } from './cost.ts'
import { pricesForRun } from './deciding-instant.ts'
import type { RunInstants } from './deciding-instant.ts'
import { currencies } from './money.ts'
import type { Currency, Pico } from './money.ts'
import type { PriceBook } from './price-book.ts'
import type { TokenCounts } from './usage-counts.ts'

/** The price of an entry in one currency: the row and the amount, or null for unpriced. */
export type EntryPrice = { readonly rowId: string; readonly amount: Pico } | null

/** A past run as the ledger holds it: usage is kept, so that a wrong or missing price can be mended. */
export type PricedEntry = {
  readonly id: string
  readonly model: string
  readonly usage: TokenCounts
  readonly run: RunInstants
  readonly prices: Readonly<Record<Currency, EntryPrice>>
}

export type Repricing = {
  readonly entryId: string
  readonly currency: Currency
  readonly before: EntryPrice
  readonly after: EntryPrice
}

export type RepricingPlan = {
  readonly changes: readonly Repricing[]
  /** Entries that stay as they are. */
  readonly unchanged: number
}

/**
 * What the book of today would change in past entries: a list to show before anything is done. Nothing is changed here;
 * the ledger writes the changes as corrections.
 */
export function planRepricing(
  book: PriceBook,
  entries: readonly PricedEntry[],
  setting: DecidingInstant,
): RepricingPlan {
  const changesOf = (entry: PricedEntry): readonly Repricing[] => {
    const { rows } = pricesForRun(book, entry.model, entry.run, setting).chosen.prices
    return currencies.flatMap((currency): Repricing[] => {
      const row = rows.find((candidate) => candidate.currency === currency)
      const before = entry.prices[currency]
      const after = row ? { rowId: row.id, amount: cost(entry.usage, row).total } : null
      const same = before?.rowId === after?.rowId && before?.amount === after?.amount
      return same ? [] : [{ entryId: entry.id, currency, before, after }]
    })
  }
  const perEntry = entries.map(changesOf)
  return { changes: perEntry.flat(), unchanged: perEntry.filter((changes) => changes.length === 0).length }
}
