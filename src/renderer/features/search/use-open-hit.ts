import type { SearchHit } from '../../../contract/search.ts'
import { useNavigation } from '../../navigation/navigation.tsx'
import { useOpenRun } from '../../navigation/use-open-run.ts'

/** Goes to what was found: the prompt's draft, the version over it, or the run. */
export function useOpenHit(): (hit: Pick<SearchHit, 'kind' | 'id' | 'promptId'>) => void {
  const { openPrompt, openVersion } = useNavigation()
  const openRun = useOpenRun()
  return ({ kind, id, promptId }) => {
    if (kind === 'run') void openRun(id)
    else if (kind === 'version' && promptId !== null) openVersion(promptId, id)
    else openPrompt(promptId ?? id)
  }
}
