import { useNote } from '../components/ui/toaster.tsx'
import { useApi, useRoute } from '../lib/api-context.tsx'
import { errorSentence } from '../lib/api.ts'
import { useNavigation } from './navigation.tsx'

/** Opens a run under its prompt; alone when its prompt was removed or when it came from the command line. */
export function useOpenRun(): (runId: string) => Promise<void> {
  const { send } = useApi()
  const { openRun } = useNavigation()
  const { data: prompts = [] } = useRoute('prompts.list', {})
  const note = useNote()
  return async (runId) => {
    try {
      const { promptId } = await send('runs.get', { runId })
      openRun(runId, prompts.some(({ id }) => id === promptId) ? promptId : null)
    } catch (error) {
      note(errorSentence(error))
    }
  }
}
