import type { EstimateColumn } from '../../contract/estimates.ts'
import type { ColumnForecast } from '../../contract/forecasts.ts'
import type { Clock } from '../clock.ts'
import type { PromptRequest } from '../encoding/request.ts'
import type { Books } from '../estimates/books.ts'
import type { ResolvedModel } from '../pricing/model-book.ts'
import { UNIT_TOKENS } from '../tokenizer/prompt-units.ts'
import { forecastCache } from './cache-forecast.ts'
import { costRanges } from './cost-range.ts'
import type { FactStore } from './fact-store.ts'
import { forecastOutput } from './output-forecast.ts'
import { effortOf } from './read-run.ts'
import type { CacheScope } from './run-facts.ts'

/** Whose forecast is asked for: a counted request of a prompt, with the hashes of its units. */
export interface ColumnQuestion {
  readonly promptId: string
  readonly practice: boolean
  readonly column: EstimateColumn
  readonly hashes: Uint8Array
  readonly request: PromptRequest
  readonly model: ResolvedModel | null
  readonly userId: string
}

export interface ColumnForecastOptions {
  readonly books: Books
  readonly facts: Pick<FactStore, 'nearest' | 'hits' | 'outputs'>
  readonly whom: (practice: boolean) => Promise<Pick<CacheScope, 'baseUrl' | 'keyHint'> | null>
  readonly clock: Clock
}

/** What a request may find in the cache, write and cost. Where nobody can be asked yet nothing is cached. */
export async function forecastColumn(
  { books, facts, whom, clock }: ColumnForecastOptions,
  { promptId, practice, column, hashes, request, model: resolved, userId }: ColumnQuestion,
): Promise<ColumnForecast> {
  const { model: names, prompt, at } = column.estimate
  const model = names.requested
  const asked = await whom(practice)
  const scope = asked === null ? null : { ...asked, practice, model, userId }
  const near = scope === null ? null : facts.nearest(scope, hashes, clock())
  const nobody = { practice, model, baseUrl: '', keyHint: null, userId: '' }
  const cache = forecastCache((near?.units ?? 0) * UNIT_TOKENS, facts.hits(scope ?? nobody))
  const known = facts.outputs(promptId, nobody, effortOf(request, resolved))
  const output = forecastOutput(known, column.maxTokens.value)
  const { tokens } = prompt
  const bands = costRanges(books.prices, { model, tokens, cache, output }, Date.parse(at))
  return { model, tokens, cache, output, bands }
}
