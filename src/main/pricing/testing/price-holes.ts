import { currencies, type Currency } from '../money.ts'
import type { PriceBook } from '../price-book.ts'

type Interval = { readonly from: number; readonly until: number | null }

/** What is left of [from, forever) once the intervals are taken out. */
function uncovered(from: number, intervals: readonly Interval[]): readonly Interval[] {
  const holes: Interval[] = []
  let reached: number | null = from
  for (const interval of intervals.toSorted((one, other) => one.from - other.from)) {
    if (reached === null) break
    if (interval.from > reached) holes.push({ from: reached, until: interval.from })
    reached = interval.until === null ? null : Math.max(reached, interval.until)
  }
  return reached === null ? holes : [...holes, { from: reached, until: null }]
}

export type Hole = Interval & {
  readonly model: string
  readonly currency: Currency
  readonly hours: 'peak' | 'off-peak'
}

/** Every stretch since `coversFrom` in which a model of the book has no price for peak or for off-peak hours. */
export function holesIn(book: PriceBook): readonly Hole[] {
  const models = [...new Set(book.rows.map(({ model }) => model))]
  return models.flatMap((model) =>
    currencies.flatMap((currency) =>
      (['peak', 'off-peak'] as const).flatMap((hours) => {
        const rows = book.rows.filter(
          (row) =>
            row.model === model &&
            row.currency === currency &&
            (row.band === hours || row.band === 'all-day'),
        )
        const intervals = rows.map(({ effectiveFrom, effectiveUntil }) => ({
          from: effectiveFrom,
          until: effectiveUntil,
        }))
        return uncovered(book.coversFrom, intervals).map(({ from, until }) => ({
          model,
          currency,
          hours,
          from,
          until,
        }))
      }),
    ),
  )
}

/** The holes that no listed gap gives a reason for. */
export function silentHoles(book: PriceBook): readonly Hole[] {
  return holesIn(book).filter(
    (hole) =>
      !book.gaps.some(
        (gap) =>
          gap.model === hole.model &&
          gap.from <= hole.from &&
          (gap.until ?? Infinity) >= (hole.until ?? Infinity),
      ),
  )
}
