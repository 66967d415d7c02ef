import type { DayTotal } from '../../../contract/ledger.ts'

/** What stands at one row of the table: a day's heading, or the entry with this place in the whole list. */
export type LedgerRow =
  | { readonly kind: 'day'; readonly day: DayTotal }
  | { readonly kind: 'entry'; readonly index: number }

export interface LedgerLayout {
  readonly rowCount: number
  readonly rowAt: (row: number) => LedgerRow | null
}

/** Where each day's heading stands among its entries, from the days' counts alone: entries load as they come into view. */
export function layOut(days: readonly DayTotal[]): LedgerLayout {
  const heads: number[] = []
  let row = 0
  for (const day of days) {
    heads.push(row)
    row += 1 + day.entries
  }
  const rowCount = row
  return {
    rowCount,
    rowAt: (at) => {
      const index = lastAtMost(heads, at)
      const day = days[index]
      const head = heads[index]
      if (!day || head === undefined || at >= rowCount) return null
      return head === at ? { kind: 'day', day } : { kind: 'entry', index: at - index - 1 }
    },
  }
}

/** The place of the last value that is at most `limit`, by halving; -1 when there is none. */
function lastAtMost(sorted: readonly number[], limit: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) <= limit) low = middle + 1
    else high = middle
  }
  return low - 1
}

export const PAGE_SIZE = 200

/** The pages that hold the entries of the rows first..last, as far as there are such rows. */
export function pagesOf(layout: LedgerLayout, first: number, last: number): readonly number[] {
  const from = pageAt(layout, Math.max(0, first), 1)
  const until = pageAt(layout, Math.min(last, layout.rowCount - 1), -1)
  return Array.from({ length: Math.max(0, until - from + 1) }, (_, index) => from + index)
}

/** The page of a row's entry; for the heading of a day that of the nearest entry in a direction. */
function pageAt(layout: LedgerLayout, row: number, direction: 1 | -1): number {
  let at = layout.rowAt(row)
  if (at?.kind === 'day') at = layout.rowAt(row + direction)
  return at?.kind === 'entry' ? Math.floor(at.index / PAGE_SIZE) : 0
}
