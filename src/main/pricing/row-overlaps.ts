import type { PriceRow } from './price-row.ts'

/** Whether two rows set a price for the same hours of one model and currency: an all-day row meets every band. */
function sameHours(one: PriceRow, other: PriceRow): boolean {
  return (
    one.model === other.model &&
    one.currency === other.currency &&
    (one.band === other.band || one.band === 'all-day' || other.band === 'all-day')
  )
}

function intersect(one: PriceRow, other: PriceRow): boolean {
  const oneEnd = one.effectiveUntil ?? Infinity
  const otherEnd = other.effectiveUntil ?? Infinity
  return one.effectiveFrom < otherEnd && other.effectiveFrom < oneEnd
}

/** The pairs of rows that overlap in model, currency, band and time. */
export function overlappingRows(rows: readonly PriceRow[]): readonly (readonly [PriceRow, PriceRow])[] {
  return rows.flatMap((one, index) =>
    rows
      .slice(index + 1)
      .filter((other) => sameHours(one, other) && intersect(one, other))
      .map((other) => [one, other] as const),
  )
}

/** Overlapping rows that a recorded-at cannot tell apart. A later row over an earlier one is a correction. */
export function ambiguousRows(rows: readonly PriceRow[]): readonly (readonly [PriceRow, PriceRow])[] {
  return overlappingRows(rows).filter(([one, other]) => one.recordedAt === other.recordedAt)
}
