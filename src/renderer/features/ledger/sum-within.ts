import type { SpendSlice } from '../../../contract/ledger.ts'
import type { RequestOf } from '../../../contract/routes.ts'
import type { Instant } from '../../../contract/values.ts'
import type { SumSubject } from '../receipts/receipt-subject.ts'

/** What the ledger was asked for. */
export type LedgerRequest = RequestOf<'ledger.list'>['filter']

/** What opens of a sum over a part of it: a day, a bar, some models and bands of a bar. */
export function sumWithin(
  filter: LedgerRequest,
  { from, until }: { readonly from: Instant; readonly until: Instant },
  slices?: readonly Pick<SpendSlice, 'model' | 'band'>[],
): SumSubject {
  return {
    kind: 'sum',
    question: {
      of: 'ledger',
      filter: { ...filter, from, to: until },
      ...(slices && { slices: slices.map(({ model, band }) => ({ model, band })) }),
    },
  }
}
