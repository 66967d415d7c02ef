import type { RepricingChange, RepricingPreview } from '../../../contract/repricings.ts'
import type { Amount, Currency } from '../../../contract/values.ts'
import { addAmounts } from '../../lib/amount.ts'

/** What changes in one currency: sums over the runs that change, and how many of them have a price. */
export interface ChangeSum {
  readonly runs: number
  readonly before: Amount
  readonly after: Amount
  readonly pricedBefore: number
  readonly pricedAfter: number
}

/** The changes of one run, at most one a currency. */
export interface ChangedRun {
  readonly entryId: string
  readonly changes: readonly RepricingChange[]
}

/** A preview as far as it has come. */
export interface Gathered {
  readonly basis: string
  readonly done: number
  readonly total: number
  readonly changed: number
  readonly unchanged: number
  readonly withoutUsage: number
  readonly sums: Readonly<Partial<Record<Currency, ChangeSum>>>
  /** The first of the runs that change: as many as anyone reads. */
  readonly shown: readonly ChangedRun[]
}

/** More than a person looks through; the sums are over all. */
export const MOST_SHOWN = 200

const nothing: Omit<Gathered, 'basis'> = {
  done: 0,
  total: 0,
  changed: 0,
  unchanged: 0,
  withoutUsage: 0,
  sums: {},
  shown: [],
}

/** The parts so far with one more; amounts are added exactly, and never across currencies. */
export function gather(before: Gathered | null, part: RepricingPreview): Gathered {
  const held = before ?? { ...nothing, basis: part.basis }
  const runs = [...Map.groupBy(part.changes, ({ entryId }) => entryId)].map(
    ([entryId, changes]): ChangedRun => ({ entryId, changes }),
  )
  return {
    basis: part.basis,
    done: held.done + part.done,
    total: part.total,
    changed: held.changed + runs.length,
    unchanged: held.unchanged + part.unchanged,
    withoutUsage: held.withoutUsage + part.withoutUsage,
    sums: part.changes.reduce(addChange, held.sums),
    shown: [...held.shown, ...runs].slice(0, MOST_SHOWN),
  }
}

function addChange(sums: Gathered['sums'], { currency, before, after }: RepricingChange): Gathered['sums'] {
  const sum = sums[currency] ?? { runs: 0, before: '0', after: '0', pricedBefore: 0, pricedAfter: 0 }
  return {
    ...sums,
    [currency]: {
      runs: sum.runs + 1,
      before: before ? addAmounts(sum.before, before.amount) : sum.before,
      after: after ? addAmounts(sum.after, after.amount) : sum.after,
      pricedBefore: sum.pricedBefore + (before ? 1 : 0),
      pricedAfter: sum.pricedAfter + (after ? 1 : 0),
    },
  }
}
