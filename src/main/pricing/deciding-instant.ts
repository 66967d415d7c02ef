import type { DecidingInstant } from './band-rules.ts'
import { bandRuleAt } from './bands.ts'
import { pricesAt } from './price-at.ts'
import type { PricesAt } from './price-at.ts'
import type { PriceBook } from './price-book.ts'

/** When a run was sent, began to answer and ended (epoch ms); null where it did not come to that. */
export type RunInstants = {
  readonly sentAt: number
  readonly firstByteAt: number | null
  readonly completedAt: number | null
}

/** The prices of a run under one assumption about what decides its band. */
export type RunPrices = { readonly decidedBy: DecidingInstant; readonly prices: PricesAt }

export type RunPricing = {
  /** The prices to bill by. */
  readonly chosen: RunPrices
  /** True where DeepSeek says which instant decides (2025: completion); then the setting plays no part. */
  readonly documented: boolean
  /** True where another instant of the run would give another row: show `others` beside it. */
  readonly mattered: boolean
  readonly others: readonly RunPrices[]
  readonly notes: readonly string[]
}

const words: Record<DecidingInstant, string> = {
  sent: 'when it was sent',
  'first-byte': 'when its first byte came',
  completed: 'when it was completed',
}

/**
 * Which rows price a run that may straddle an edge of band or tariff, and whether the choice of instant mattered.
 * A run that lacks the deciding instant is priced by the last one that it has.
 */
export function pricesForRun(
  book: PriceBook,
  model: string,
  run: RunInstants,
  setting: DecidingInstant,
): RunPricing {
  const known = (
    [
      ['sent', run.sentAt],
      ['first-byte', run.firstByteAt],
      ['completed', run.completedAt],
    ] as const
  ).flatMap(([decidedBy, instant]) =>
    instant === null ? [] : [{ decidedBy, prices: pricesAt(book, model, instant) }],
  )
  const last = known.at(-1) ?? {
    decidedBy: 'sent' as const,
    prices: pricesAt(book, model, run.sentAt),
  }
  const rule = bandRuleAt(book, run.sentAt) ?? bandRuleAt(book, last.prices.at)
  const documented = rule?.decidingInstant ?? null
  const wanted = documented ?? setting
  const chosen = known.find(({ decidedBy }) => decidedBy === wanted) ?? last
  const others = known.filter(({ prices }) => rowIds(prices) !== rowIds(chosen.prices))
  const notes = [...chosen.prices.notes]
  if (chosen.decidedBy !== wanted)
    notes.push(`Priced by ${words[chosen.decidedBy]}: it is not known ${words[wanted]}.`)
  if (others.length > 0) {
    notes.push(
      documented
        ? `The price changed while it ran; DeepSeek documented that ${words[documented]} decides.`
        : `The price changed while it ran and DeepSeek does not say what decides: taken is ${words[chosen.decidedBy]}.`,
    )
  }
  return { chosen, documented: documented !== null, mattered: others.length > 0, others, notes }
}

function rowIds(prices: PricesAt): string {
  return prices.rows.map(({ id }) => id).join(' ')
}
