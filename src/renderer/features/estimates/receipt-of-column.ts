import type { EstimateColumn } from '../../../contract/estimates.ts'
import type { CostRange } from '../../../contract/forecasts.ts'
import { t } from '../../../contract/i18n/t.ts'
import type { Band, Currency } from '../../../contract/values.ts'
import { formatMoney } from '../../lib/format.ts'
import type { EstimateSubject } from '../receipts/receipt-subject.ts'

/** What the amounts of a column open: its receipt now, or at the moment when the other band begins. */
export function receiptOfColumn(
  promptId: string,
  { estimate }: EstimateColumn,
  band: Band | null = estimate.band,
): EstimateSubject {
  const { model, nextBand } = estimate
  const at = band !== estimate.band && nextBand?.band === band ? nextBand.at : undefined
  return { kind: 'estimate', promptId, model: model.requested, at }
}

/** What the range of a forecast has besides the sums of its receipt. */
export function rangeWords({ low, high }: CostRange, currency: Currency): string {
  return t(
    'The figure is a forecast, {low} to {high} {currency}: from what earlier runs found in the cache and wrote. The receipt has what is sure before sending.',
    { low: formatMoney(low), high: formatMoney(high), currency },
  )
}
