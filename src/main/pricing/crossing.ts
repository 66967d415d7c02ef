import { bandRuleAt, mayCross } from './bands.ts'
import { beijingText } from './beijing.ts'
import { requestHorizonMs } from './estimate-cost.ts'
import { pricesAt } from './price-at.ts'
import type { PriceBook } from './price-book.ts'

/**
 * Says that a request sent at an instant may still run when another price begins, and which price is given meanwhile.
 * Null where no such edge is within the time that a request may take.
 */
export function crossingNote(book: PriceBook, model: string, sentAt: number): string | null {
  const now = pricesAt(book, model, sentAt)
  if (now.rows.length === 0) return null
  const crossed = mayCross(book, sentAt, requestHorizonMs).find(({ at }) => {
    const then = pricesAt(book, model, at)
    return then.rows.some(({ id }) => !now.rows.some((row) => row.id === id))
  })
  if (crossed === undefined) return null
  const { band, certain } = crossed.reading
  const begins = certain ? `${band} begins` : 'the band becomes uncertain'
  const documented = bandRuleAt(book, sentAt)?.decidingInstant ?? null
  const rule =
    documented === null
      ? 'DeepSeek does not say which instant decides'
      : 'DeepSeek documented that its completion decides'
  return `A request sent now may still run at ${beijingText(crossed.at).slice(11)} Beijing, when ${begins}. ${rule}: the price given is that of the moment it is sent, the worst case the dearer of the two.`
}
