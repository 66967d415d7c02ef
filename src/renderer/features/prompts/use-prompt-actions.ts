import { t } from '../../../contract/i18n/t.ts'
import type { PromptSummary } from '../../../contract/prompts.ts'
import { useNote } from '../../components/ui/toaster.tsx'
import { useApi } from '../../lib/api-context.tsx'
import { errorSentence } from '../../lib/api.ts'
import { useNavigation } from '../../navigation/navigation.tsx'

export interface PromptActions {
  /** Opens what it made; null when it could not be made (the reason was shown). */
  readonly create: (folder?: string) => Promise<PromptSummary | null>
  readonly rename: (prompt: PromptSummary, name: string) => Promise<void>
  readonly duplicate: (prompt: PromptSummary) => Promise<void>
  /** Brings back what was removed, and opens it. */
  readonly restore: (promptId: string) => Promise<void>
  /** Deletes what was removed, for ever, and says when something of it had to stay. */
  readonly emptyTrash: () => Promise<void>
  /** Offers to undo, and opens the neighbour in the list when the open prompt goes. */
  readonly remove: (prompt: PromptSummary, all: readonly PromptSummary[]) => Promise<void>
}

/** What can be done with a prompt of the library. The list itself follows main's events. */
export function usePromptActions(): PromptActions {
  const { send } = useApi()
  const { page, openPrompt } = useNavigation()
  const note = useNote()
  const openId = page.promptId

  async function attempt<Value>(work: () => Promise<Value>): Promise<Value | null> {
    try {
      return await work()
    } catch (error) {
      note(errorSentence(error))
      return null
    }
  }

  async function open(made: Promise<PromptSummary>): Promise<PromptSummary> {
    const prompt = await made
    openPrompt(prompt.id)
    return prompt
  }

  return {
    create: (folder) => attempt(() => open(send('prompts.create', folder ? { folder } : {}))),
    rename: async (prompt, name) => {
      if (name === prompt.name) return
      await attempt(() => send('prompts.rename', { promptId: prompt.id, name }))
    },
    duplicate: async (prompt) => {
      await attempt(() => open(send('prompts.duplicate', { promptId: prompt.id })))
    },
    restore: async (promptId) => {
      await attempt(() => open(send('prompts.restore', { promptId })))
    },
    emptyTrash: async () => {
      await attempt(async () => {
        const { deleted, kept } = await send('prompts.emptyTrash', {})
        const words = t('{deleted, plural, one {# prompt was deleted} other {# prompts were deleted}}', {
          deleted,
        })
        note(
          kept === 0
            ? words
            : t(
                '{words}. {kept, plural, one {# stays} other {# stay}}: still running, waiting for off-peak, or with a file in the open folder.',
                { words, kept },
              ),
        )
      })
    },
    remove: async (prompt, all) => {
      await attempt(async () => {
        await send('prompts.remove', { promptId: prompt.id })
        const neighbour = neighbourOf(prompt.id, all)
        if (prompt.id === openId && neighbour !== null) openPrompt(neighbour)
        const undo = () => attempt(() => open(send('prompts.restore', { promptId: prompt.id })))
        note(t('Removed {name}', { name: prompt.name }), () => void undo())
      })
    },
  }
}

/** The next prompt in the list, else the one before, else none. */
function neighbourOf(id: string, all: readonly Pick<PromptSummary, 'id'>[]): string | null {
  const index = all.findIndex((prompt) => prompt.id === id)
  return (all[index + 1] ?? all[index - 1])?.id ?? null
}
