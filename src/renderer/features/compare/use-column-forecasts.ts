import { useEffect, useRef, useState } from 'react'

import type { ComparisonColumn } from '../../../contract/compare.ts'
import type { LiveEstimate } from '../../../contract/estimates.ts'
import type { ColumnForecast } from '../../../contract/forecasts.ts'
import { useApi, useEvent } from '../../lib/api-context.tsx'

/** A forecast rests on the whole prompt, so a stretch of typing asks for one. Milliseconds. */
const PAUSE = 250

/** What each column's next run may find in the cache, write and cost, by column id; empty until it is known. */
export function useColumnForecasts(
  promptId: string,
  live: LiveEstimate | null,
  columns: readonly ComparisonColumn[],
  practice: boolean,
): ReadonlyMap<string, ColumnForecast> {
  const { send } = useApi()
  const [forecasts, setForecasts] = useState<ReadonlyMap<string, ColumnForecast>>(new Map())
  const [learnt, setLearnt] = useState(0)
  const asked = useRef(0)
  useEvent('runs.changed', ({ progress }) => {
    if (progress.state === 'ended') setLearnt((times) => times + 1)
  })
  useEvent('forecasts.changed', () => setLearnt((times) => times + 1))
  // What was learnt since may change the answer to the same question.
  const key = JSON.stringify({ columns, learnt })
  const revision = live === null || live.stale ? null : live.revision
  useEffect(() => {
    if (revision === null) return undefined
    const { columns: wanted } = JSON.parse(key) as { readonly columns: readonly ComparisonColumn[] }
    asked.current += 1
    const mine = asked.current
    const ask = async (): Promise<void> => {
      const parameters = wanted.map((column) => column.parameters)
      // Where nothing can be forecast the bounds of the estimates stand.
      const answer = await send('compare.forecast', { promptId, practice, columns: parameters }).catch(
        () => null,
      )
      if (mine !== asked.current) return
      const found = wanted.flatMap(({ id }, place) => {
        const forecast = answer?.[place]
        return forecast === undefined ? [] : [[id, forecast] as const]
      })
      setForecasts(new Map(found))
    }
    const pause = setTimeout(() => void ask(), PAUSE)
    return () => clearTimeout(pause)
  }, [send, promptId, practice, revision, key])
  return forecasts
}
