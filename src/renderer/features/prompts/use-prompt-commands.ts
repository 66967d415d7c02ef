import type { AppState } from '../../../contract/app.ts'
import { t } from '../../../contract/i18n/t.ts'
import { useNote } from '../../components/ui/toaster.tsx'
import { useApi, useRoute } from '../../lib/api-context.tsx'
import { useCommand } from '../../lib/command-context.tsx'
import { useNavigation } from '../../navigation/navigation.tsx'
import { usePromptActions } from './use-prompt-actions.ts'

/** The commands of the library that need no list on screen: they work with the sidebar hidden too. */
export function usePromptCommands({ shell }: AppState): void {
  const note = useNote()
  const { data: prompts = [] } = useRoute('prompts.list', {})
  const { page } = useNavigation()
  const actions = usePromptActions()
  const { send } = useApi()
  const open = prompts.find(({ id }) => id === page.promptId)
  useCommand('prompt.new', () => void actions.create())
  useCommand('prompt.duplicate', () => open && void actions.duplicate(open), open !== undefined)
  const copyLink = async (id: string) => {
    try {
      await navigator.clipboard.writeText(`fathom://prompt/${id}`)
      note(t('Copied the link'))
    } catch {
      note(t('The link could not be copied. Click into the window and try again.'))
    }
  }
  // Only the desktop app is asked by the system to open such a link.
  useCommand(
    'prompt.copyLink',
    () => open && void copyLink(open.id),
    shell === 'electron' && open !== undefined,
  )
  const reopen = async () => {
    const [last] = await send('prompts.removed', {})
    if (last === undefined) note(t('No prompt was removed'))
    else await actions.restore(last.id)
  }
  useCommand('prompt.reopen', () => void reopen())
  useCommand('prompt.remove', () => open && void actions.remove(open, prompts), open !== undefined)
}
