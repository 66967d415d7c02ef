import type { RequestOf } from '../../../contract/routes.ts'
import type { RunStatus } from '../../../contract/runs.ts'
import type { Zone } from '../../../contract/values.ts'
import { type Period, periodRequest } from '../ledger/ledger-filter.ts'

/** The filters as the user sets them; null is "not in force". */
export interface HistoryFilters {
  readonly period: Period
  readonly promptId: string | null
  readonly model: string | null
  readonly status: RunStatus | null
  readonly kind: 'all' | 'real' | 'practice'
  readonly words: string
}

export const noFilters: HistoryFilters = {
  period: 'all',
  promptId: null,
  model: null,
  status: null,
  kind: 'all',
  words: '',
}

export function isFiltered({ period, promptId, model, status, kind, words }: HistoryFilters): boolean {
  return period !== 'all' || kind !== 'all' || [promptId, model, status, words.trim()].some(Boolean)
}

/** The filter as main takes it; `now` matters to periods alone, which begin with a day of the zone. */
export function historyRequest(
  { period, promptId, model, status, kind, words }: HistoryFilters,
  now: number,
  zone: Zone,
): RequestOf<'history.list'>['filter'] {
  return {
    ...periodRequest(period, now, zone),
    ...(promptId === null ? {} : { promptId }),
    ...(model === null ? {} : { model }),
    ...(status === null ? {} : { status }),
    ...(kind === 'all' ? {} : { practice: kind === 'practice' }),
    ...(words.trim() === '' ? {} : { text: words.trim() }),
  }
}
