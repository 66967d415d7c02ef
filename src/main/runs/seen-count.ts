import type { LiveEstimate } from '../../contract/estimates.ts'
import type { SentForecast } from '../../contract/forecasts.ts'

/** The count of a draft for a model that stood on screen when a later revision of it was sent; null where it was of that one. */
export function seenCount(
  shown: Pick<LiveEstimate, 'revision' | 'columns'> | null,
  revision: number,
  model: string,
): SentForecast['seen'] {
  if (shown === null || shown.revision === revision) return null
  const column = shown.columns.find(({ estimate }) => estimate.model.requested === model)
  return column === undefined ? null : { revision: shown.revision, tokens: column.estimate.prompt.tokens }
}
