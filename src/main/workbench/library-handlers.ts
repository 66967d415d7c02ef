import type { PromptSummary } from '../../contract/prompts.ts'
import type { Handlers } from '../router/handlers.ts'
import type { Services } from '../services.ts'
import type { Tell } from './tell.ts'

type LibraryRoutes = Extract<keyof Handlers, `prompts.${string}` | `folders.${string}`>

/** The library: prompts, their folders and tags, and what was removed. Every window hears of what changed. */
export function libraryHandlers(
  { prompts, library }: Pick<Services, 'prompts' | 'library'>,
  tell: Tell,
): Pick<Handlers, LibraryRoutes> {
  const changed = (prompt: PromptSummary): PromptSummary => {
    tell('prompts.changed', { prompts: [prompt] })
    return prompt
  }
  const foldersChanged = (): readonly string[] => {
    const folders = library.folders()
    tell('folders.changed', { folders })
    return folders
  }
  /** Folders first: a window must know the folder that a prompt is in. */
  const moved = (prompt: PromptSummary): PromptSummary => {
    foldersChanged()
    return changed(prompt)
  }
  const allChanged = (): readonly string[] => {
    const folders = foldersChanged()
    tell('prompts.changed', { prompts: prompts.list() })
    return folders
  }
  return {
    'prompts.list': () => prompts.list(),
    'prompts.create': ({ name, folder }) => moved(library.create(name, folder)),
    'prompts.rename': ({ promptId, name }) => changed(prompts.rename(promptId, name)),
    'prompts.duplicate': ({ promptId }) => changed(prompts.duplicate(promptId)),
    'prompts.remove': ({ promptId }) => {
      prompts.remove(promptId)
      tell('prompts.changed', { prompts: [], gone: [promptId] })
      return null
    },
    'prompts.restore': ({ promptId }) => moved(library.restore(promptId)),
    'prompts.removed': () => prompts.removed(),
    'prompts.emptyTrash': () => {
      const gone = prompts.emptyTrash()
      tell('prompts.changed', { prompts: [], gone })
      tell('budgets.changed', {})
      return { deleted: gone.length, kept: prompts.removed().length }
    },
    'prompts.move': ({ promptId, folder }) => moved(library.move(promptId, folder)),
    'prompts.tag': ({ promptId, tags }) => changed(library.tag(promptId, tags)),
    'folders.list': () => library.folders(),
    'folders.create': ({ path }) => {
      library.createFolder(path)
      return foldersChanged()
    },
    'folders.rename': ({ path, to }) => {
      library.renameFolder(path, to)
      return allChanged()
    },
    'folders.remove': ({ path }) => {
      library.removeFolder(path)
      return allChanged()
    },
  }
}
