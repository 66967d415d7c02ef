import { useState } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import { useNote } from '../../components/ui/toaster.tsx'
import { useApi } from '../../lib/api-context.tsx'

/** What one answer holds at most. */
const RANGE = 1_024

interface CopyIds {
  /** Percent done; null when nothing is being copied. */
  readonly progress: number | null
  readonly start: () => void
}

/** Copies the ids of the whole prompt, a range at a time; nothing is copied when the draft changes meanwhile. */
export function useCopyIds(promptId: string, model: string, total: number): CopyIds {
  const { send } = useApi()
  const note = useNote()
  const [progress, setProgress] = useState<number | null>(null)

  const collect = async (): Promise<string | null> => {
    const ids: number[] = []
    let revision: number | null = null
    while (ids.length < total) {
      setProgress(Math.floor((ids.length / total) * 100))
      const from = ids.length
      // oxlint-disable-next-line no-await-in-loop -- one range after the other, so that typing is answered in between
      const range = await send('tokens.range', { promptId, model, from, to: from + RANGE })
      revision ??= range?.revision ?? null
      if (range === null || range.revision !== revision || range.tokens.length === 0) return null
      for (const { id } of range.tokens) ids.push(id)
    }
    return ids.join(' ')
  }
  const copy = async (): Promise<void> => {
    try {
      const ids = await collect()
      if (ids === null) {
        note(t('The draft changed while its ids were copied. Copy again.'))
        return
      }
      await navigator.clipboard.writeText(ids)
      note(t('Ids copied'))
    } catch {
      note(t('The ids could not be copied. Try again.'))
    } finally {
      setProgress(null)
    }
  }
  return { progress, start: () => void copy() }
}
