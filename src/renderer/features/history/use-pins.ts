import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'

import type { RunSummary } from '../../../contract/runs.ts'
import { useNote } from '../../components/ui/toaster.tsx'
import { useApi, useRoute } from '../../lib/api-context.tsx'
import { errorSentence, queryKey } from '../../lib/api.ts'

export interface PinsAccess {
  /** The first pinned first. */
  readonly pins: readonly RunSummary[]
  readonly pinned: ReadonlySet<string>
  readonly pin: (runId: string, pinned: boolean) => void
}

const none: readonly RunSummary[] = []

/** The runs that are kept at hand, and the way to keep another one. */
export function usePins(): PinsAccess {
  const { send } = useApi()
  const client = useQueryClient()
  const note = useNote()
  const { data: pins = none } = useRoute('history.pins', {})
  const pinned = useMemo(() => new Set(pins.map(({ id }) => id)), [pins])
  const pin = useCallback(
    (runId: string, wanted: boolean) => {
      send('history.pin', { runId, pinned: wanted }).then(
        (all) => client.setQueryData(queryKey('history.pins', {}), all),
        (error: unknown) => note(errorSentence(error)),
      )
    },
    [send, client, note],
  )
  return { pins, pinned, pin }
}
