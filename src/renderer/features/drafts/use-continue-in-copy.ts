import type { Run } from '../../../contract/runs.ts'
import { useNote } from '../../components/ui/toaster.tsx'
import type { DraftSession } from '../../editor/draft-session.ts'
import { useApi } from '../../lib/api-context.tsx'
import { errorSentence } from '../../lib/api.ts'
import { useNavigation } from '../../navigation/navigation.tsx'
import { type Continuation, continueFrom } from '../runs/continue-run.ts'
import { useOpenSession } from './use-draft-session.ts'

/** Goes on from a run in a copy of its prompt, and opens that. */
export function useContinueInCopy(session: DraftSession): (run: Run, way: Continuation) => Promise<void> {
  const { send } = useApi()
  const { openPrompt } = useNavigation()
  const open = useOpenSession()
  const note = useNote()
  return async (run, way) => {
    try {
      await session.queue.settled()
      const copy = await send('prompts.duplicate', { promptId: session.promptId })
      continueFrom(await open(copy.id), run, way)
      openPrompt(copy.id)
    } catch (error) {
      note(errorSentence(error))
    }
  }
}
