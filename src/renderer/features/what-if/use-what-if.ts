import { keepPreviousData, useQuery } from '@tanstack/react-query'

import type { LiveEstimate } from '../../../contract/estimates.ts'
import type { WhatIf } from '../../../contract/prices.ts'
import { useApi } from '../../lib/api-context.tsx'
import { errorSentence, queryKey } from '../../lib/api.ts'
import { usePaused } from '../../lib/use-paused.ts'

/** Each answer counts the draft once for each model and effort, so it waits until the typing has paused (ms). */
const PAUSE = 200
/** How long an answer is kept that nobody looks at (ms). */
const KEPT = 60_000

export interface FollowedWhatIf {
  /** The last answer; of another question while `stale`. */
  readonly whatIf: WhatIf | null
  readonly stale: boolean
  /** A sentence when it cannot be had. */
  readonly failure: string | null
}

export interface WhatIfQuestion {
  /** Epoch ms; null is now. */
  readonly at: number | null
  readonly output: number
  readonly runs: number
}

/** What the draft would cost otherwise: asked again when the draft, the prices or the question change. */
export function useWhatIf(estimate: LiveEstimate, { at, output, runs }: WhatIfQuestion): FollowedWhatIf {
  const { send } = useApi()
  const { promptId, revision } = estimate
  // A new count of the same revision may rest on another band, or on another key's cache.
  const counted = usePaused(`${revision} ${estimate.columns[0]?.estimate.at}`, PAUSE)
  const asked = usePaused(JSON.stringify({ at, output, runs }), PAUSE)
  const request = {
    promptId,
    output,
    runs,
    ...(at === null ? {} : { at: new Date(at).toISOString() }),
  }
  const settled = asked === JSON.stringify({ at, output, runs })
  const { data, error, isPlaceholderData } = useQuery<WhatIf | null>({
    queryKey: [...queryKey('prices.whatIf', request), counted],
    queryFn: () => send('prices.whatIf', request),
    enabled: settled,
    placeholderData: keepPreviousData,
    gcTime: KEPT,
  })
  const whatIf = data ?? null
  return {
    whatIf,
    stale:
      estimate.stale || !settled || isPlaceholderData || (whatIf !== null && whatIf.revision !== revision),
    failure: error === null ? null : errorSentence(error),
  }
}
