import { useCallback, useEffect, useRef, useState } from 'react'

import { useApi, useEvent } from '../../lib/api-context.tsx'
import { errorSentence, type Send } from '../../lib/api.ts'
import { gather, type Gathered } from './repricing-sums.ts'

export interface RepricingPreviewState {
  readonly gathered: Gathered | null
  /** All past runs were looked at. */
  readonly complete: boolean
  readonly stopped: boolean
  readonly problem: string | null
  /** Stops looking; what was found stays in view. */
  readonly stop: () => void
  /** Begins again. */
  readonly again: () => void
}

interface Found {
  readonly gathered: Gathered | null
  readonly complete: boolean
  readonly stopped: boolean
  readonly problem: string | null
}

const nothing: Found = { gathered: null, complete: false, stopped: false, problem: null }

/** What pricing the past anew would change, asked for part by part; begun again when a price or the setting changes. */
export function useRepricingPreview(): RepricingPreviewState {
  const { send } = useApi()
  const [found, setFound] = useState(nothing)
  const looking = useRef<AbortController | null>(null)
  const begin = useCallback((): void => {
    const control = new AbortController()
    looking.current?.abort()
    looking.current = control
    void lookThrough(send, control.signal, setFound)
  }, [send])
  const again = (): void => {
    setFound(nothing)
    begin()
  }
  useEvent('prices.changed', again)
  useEvent('settings.changed', again)
  useEffect(() => {
    begin()
    return () => looking.current?.abort()
  }, [begin])
  const stop = (): void => {
    looking.current?.abort()
    setFound((before) => ({ ...before, stopped: true }))
  }
  return { ...found, stop, again }
}

async function lookThrough(send: Send, signal: AbortSignal, tell: (found: Found) => void): Promise<void> {
  let gathered: Gathered | null = null
  try {
    for (let after: number | null = 0; after !== null;) {
      const part: Awaited<ReturnType<typeof send<'repricings.preview'>>> = await send('repricings.preview', {
        after,
      })
      if (signal.aborted) return
      gathered = gather(gathered, part)
      after = part.next
      tell({ ...nothing, gathered, complete: after === null })
    }
  } catch (error) {
    if (!signal.aborted) tell({ ...nothing, gathered, problem: errorSentence(error) })
  }
}
