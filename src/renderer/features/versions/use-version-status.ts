import { useEffect } from 'react'

import type { VersionStatus } from '../../../contract/versions.ts'
import type { DraftSession } from '../../editor/draft-session.ts'
import { useRoute } from '../../lib/api-context.tsx'

/** Milliseconds without a key until the draft is held against its versions: that reads all of it. */
const LOOK_AFTER = 300

/** How the draft stands to its versions; null until that is known. It follows the draft when the typing pauses. */
export function useVersionStatus(session: DraftSession): VersionStatus | null {
  const { data, refetch } = useRoute('versions.status', { promptId: session.promptId })
  const known = data?.revision
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const lookSoon = (): void => {
      clearTimeout(timer)
      if (!session.queue.isSettled() || session.queue.revision() === known) return
      timer = setTimeout(() => void refetch(), LOOK_AFTER)
    }
    lookSoon()
    const unwatch = session.status.subscribe(lookSoon)
    return () => {
      clearTimeout(timer)
      unwatch()
    }
  }, [session, known, refetch])
  return data ?? null
}
