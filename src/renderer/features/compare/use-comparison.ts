import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import type { GateRefusal } from '../../../contract/budgets.ts'
import type {
  ColumnParameters,
  Comparison,
  ComparisonColumn,
  ComparisonSetup,
} from '../../../contract/compare.ts'
import type { DraftSession } from '../../editor/draft-session.ts'
import { useApi, useRoute } from '../../lib/api-context.tsx'
import { ApiError, errorSentence, queryKey } from '../../lib/api.ts'
import { type ShowGate, useGate } from '../budgets/gate-context.tsx'
import { type RunControl, startRun, useOffPeak } from '../runs/use-run-control.ts'
import { useFreshRefusals } from './use-fresh-refusals.ts'

/** The column that the gate may offer to run alone. */
const FLASH = 'deepseek-flash'

export interface ComparisonControl {
  readonly comparison: Comparison | undefined
  /** A sentence when something could not be remembered, started or stopped. */
  readonly failure: string | null
  readonly closeFailure: () => void
  readonly starting: boolean
  readonly hasKey: boolean
  readonly setUp: (setup: ComparisonSetup) => void
  /** One column, or all. */
  readonly run: (practice: boolean, columnId?: string) => void
  /** Shows what held a column's request back, with what would fit. */
  readonly openGate: (gate: GateRefusal, columnId: string) => void
  /** Queues all columns for off-peak, at this instant; null where it is not peak. */
  readonly queue: RunControl['queue']
  readonly stop: (columnId?: string) => void
}

/** The comparison of one prompt, which main owns: a window that was reloaded finds it as it is. */
export function useComparison(promptId: string, session: DraftSession): ComparisonControl {
  const { send } = useApi()
  const showGate = useGate()
  const client = useQueryClient()
  const request = { promptId }
  const { data: comparison, error } = useRoute('compare.get', request)
  const { data: key } = useRoute('keys.status', {})
  const offPeak = useOffPeak()
  const [failure, setFailure] = useState<string | null>(null)
  const [starting, setStarting] = useState(false)

  const attempt = async (work: () => Promise<unknown>, columnId?: string): Promise<void> => {
    setFailure(null)
    try {
      await work()
    } catch (thrown) {
      if (!showGate(thrown, gateAnswers(columnId))) setFailure(errorSentence(thrown))
      void client.invalidateQueries({ queryKey: queryKey('compare.get', request) })
    }
  }

  const run = (practice: boolean, columnId?: string, allowOnce = false): void => {
    if (starting) return
    setStarting(true)
    const only = columnId === undefined ? {} : { columnId }
    const order = { promptId, practice, allowOnce, ...only }
    void attempt(
      () => startRun(session, (revision) => send('compare.run', { ...order, revision })),
      columnId,
    ).finally(() => setStarting(false))
  }

  /** With fewer tokens all columns still run; with another model only the column that has it. */
  function gateAnswers(columnId: string | undefined): Parameters<ShowGate>[1] {
    const columns = comparison?.setup.columns ?? []
    const flash = columns.find(({ parameters }) => parameters.model === FLASH)
    const toModel =
      columnId === undefined
        ? flash && (() => run(false, flash.id))
        : ({ model }: { readonly model: string }) => void changeAndRun(columnId, { model })
    return {
      apply: {
        'max-tokens': ({ value }) => void changeAndRun(columnId, { maxTokens: value }),
        'off-peak': () => queueFor(columnId),
        ...(toModel && { model: toModel }),
      },
      runAnyway: () => run(false, columnId, true),
    }
  }

  /** Of one column or all; a limit is never raised. */
  async function changeAndRun(
    columnId: string | undefined,
    change: Partial<ColumnParameters>,
  ): Promise<void> {
    if (comparison === undefined) return
    const columns = comparison.setup.columns.map((column): ComparisonColumn => {
      const { id, parameters } = column
      if (columnId !== undefined && id !== columnId) return column
      const { maxTokens = null } = change
      const most =
        maxTokens === null ? {} : { maxTokens: Math.min(parameters.maxTokens ?? maxTokens, maxTokens) }
      return { id, parameters: { ...parameters, ...change, ...most } }
    })
    await attempt(() => send('compare.setUp', { promptId, setup: { ...comparison.setup, columns } }))
    run(false, columnId)
  }

  function queueFor(columnId: string | undefined): void {
    const order = columnId === undefined ? request : { promptId, columnId }
    void attempt(() => startRun(session, (revision) => send('compare.queue', { ...order, revision })))
  }

  const openGate = (gate: GateRefusal, columnId: string): void => {
    showGate(new ApiError({ code: 'GATE', message: '', details: { gate } }), gateAnswers(columnId))
  }
  useFreshRefusals(comparison, openGate)

  return {
    comparison,
    failure: failure ?? (comparison === undefined && error ? errorSentence(error) : null),
    closeFailure: () => setFailure(null),
    starting,
    hasKey: key?.present ?? false,
    setUp: (setup) => {
      client.setQueryData<Comparison>(
        queryKey('compare.get', request),
        (known) => known && { ...known, setup },
      )
      void attempt(() => send('compare.setUp', { promptId, setup }))
    },
    run,
    queue: offPeak === null ? null : { at: offPeak, add: () => queueFor(undefined) },
    openGate,
    stop: (columnId) =>
      void attempt(() => send('compare.stop', columnId === undefined ? request : { promptId, columnId })),
  }
}
