import type { DecidingInstant } from './band-rules.ts'
import { bandRuleAt, type BandReading, mayCross } from './bands.ts'
import { beijingText } from './beijing.ts'
import { requestHorizonMs } from './estimate-cost.ts'
import { pricesAt } from './price-at.ts'
import type { PriceBook } from './price-book.ts'

/** An edge at which the price of a request changes while it may still run. */
export interface Crossing {
  /** Epoch ms. */
  readonly at: number
  /** What begins there. */
  readonly reading: BandReading
  /** Which instant decides, where DeepSeek says so; null: not documented (all of 2026). */
  readonly documented: DecidingInstant | null
}

/**
 * The first edge within the time that a request may take behind which another price holds for this model.
 * Null where there is none, and for an unpriced model.
 */
export function crossingOf(book: PriceBook, model: string, sentAt: number): Crossing | null {
  const now = pricesAt(book, model, sentAt)
  if (now.rows.length === 0) return null
  const crossed = mayCross(book, sentAt, requestHorizonMs).find(({ at }) => {
    const then = pricesAt(book, model, at)
    return then.rows.some(({ id }) => !now.rows.some((row) => row.id === id))
  })
  if (crossed === undefined) return null
  return { ...crossed, documented: bandRuleAt(book, sentAt)?.decidingInstant ?? null }
}

/** Says that a request sent at an instant may meet another price, and which price is given meanwhile; null where not. */
export function crossingNote(book: PriceBook, model: string, sentAt: number): string | null {
  const crossing = crossingOf(book, model, sentAt)
  if (crossing === null) return null
  const { band, certain } = crossing.reading
  const begins = certain ? `${band} begins` : 'the band becomes uncertain'
  const rule =
    crossing.documented === null
      ? 'DeepSeek does not say which instant decides'
      : 'DeepSeek documented that its completion decides'
  return `A request sent now may still run at ${beijingText(crossing.at).slice(11)} Beijing, when ${begins}. ${rule}: the price given is that of the moment it is sent, the worst case the dearer of the two.`
}
