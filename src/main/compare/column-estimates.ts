import type { ColumnParameters, CompareResults } from '../../contract/compare.ts'
import type { ColumnForecast } from '../../contract/forecasts.ts'
import type { Clock } from '../clock.ts'
import type { Drafts } from '../drafts/drafts.ts'
import type { Books } from '../estimates/books.ts'
import type { DraftCounter } from '../estimates/draft-counter.ts'
import { estimateColumnOfBody } from '../estimates/estimate-body.ts'
import type { LiveEstimates } from '../estimates/live-estimates.ts'
import type { Forecasts } from '../forecasts/forecasts.ts'
import type { Versions } from '../versions/versions.ts'
import { bodyOfColumn, requestParameters } from './column-content.ts'

/** What the columns of a comparison weigh, cost and may come to before they are sent. */
export interface ColumnEstimates {
  /** As the contract's `compare.estimate`. */
  estimate(
    promptId: string,
    columns: readonly ColumnParameters[],
  ): Promise<CompareResults['compare.estimate']>
  /** As the contract's `compare.forecast`. */
  forecast(
    promptId: string,
    practice: boolean,
    columns: readonly ColumnParameters[],
  ): Promise<CompareResults['compare.forecast']>
}

export interface ColumnEstimatesOptions {
  readonly books: Books
  readonly counter: Pick<DraftCounter, 'count'>
  readonly clock: Clock
  readonly drafts: Pick<Drafts, 'get'>
  readonly versions: Pick<Versions, 'get'>
  readonly estimates: Pick<LiveEstimates, 'columns'>
  readonly forecasts: Pick<Forecasts, 'ofColumn' | 'ofBody'>
}

/** The draft is counted as it stands in the editor; a version by its text, which never changes. */
export function createColumnEstimates(options: ColumnEstimatesOptions): ColumnEstimates {
  const { books, counter, clock, drafts, versions, estimates, forecasts } = options

  const bodyOf = (promptId: string, column: ColumnParameters): string =>
    bodyOfColumn(versions, drafts.get(promptId), column)

  async function estimate(
    promptId: string,
    columns: readonly ColumnParameters[],
  ): Promise<CompareResults['compare.estimate']> {
    const live = await estimates.columns(promptId, columns.map(requestParameters))
    if (live === null) return null
    const at = clock()
    const counted = live.columns.map(async (ofDraft, place) => {
      const column = columns[place]
      return column?.versionId ? estimateColumnOfBody(books, counter, bodyOf(promptId, column), at) : ofDraft
    })
    return { revision: live.revision, columns: await Promise.all(counted) }
  }

  return {
    estimate,
    forecast: async (promptId, practice, columns) => {
      const counted = await estimate(promptId, columns)
      if (counted === null) return null
      const asked = counted.columns.map((column, place): Promise<ColumnForecast | null> => {
        const own = columns[place]
        return own?.versionId
          ? forecasts.ofBody(promptId, practice, column, bodyOf(promptId, own))
          : forecasts.ofColumn(promptId, practice, column, own === undefined ? {} : requestParameters(own))
      })
      const known = (await Promise.all(asked)).filter((forecast) => forecast !== null)
      return known.length === columns.length ? known : null
    },
  }
}
