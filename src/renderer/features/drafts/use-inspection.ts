import { useEffect, useState } from 'react'

import type { ToolResults } from '../../../contract/tools.ts'
import { useApi } from '../../lib/api-context.tsx'

/** What main sees in a list of tools, and of which text that is. */
export interface Inspection {
  readonly text: string
  readonly found: ToolResults['tools.inspect']
}

/** Milliseconds after the last key. */
const PAUSE = 150

/** Looks at a list of tools while it is written; the last look stays until the next is there. */
export function useInspection(text: string, model: string): Inspection | null {
  const { send } = useApi()
  const [inspection, setInspection] = useState<Inspection | null>(null)
  useEffect(() => {
    let wanted = true
    const timer = setTimeout(() => {
      send('tools.inspect', { tools: text, model }).then(
        (found) => wanted && setInspection({ text, found }),
        // The window says elsewhere that main cannot be reached; the list is looked at again with the next key.
        () => {},
      )
    }, PAUSE)
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [send, text, model])
  return inspection
}
