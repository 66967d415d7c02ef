import { t } from '../../../contract/i18n/t.ts'
import type { PromptSummary } from '../../../contract/prompts.ts'
import { useNote } from '../../components/ui/toaster.tsx'
import { useApi } from '../../lib/api-context.tsx'
import { errorSentence } from '../../lib/api.ts'
import { type Dragged, pathIn } from './drag.ts'
import { nameOf, parentOf } from './library-rows.ts'

export interface FolderActions {
  readonly place: (prompt: PromptSummary, folder: string, tags: readonly string[]) => Promise<void>
  /** Makes a folder with the next free name in another one; empty: in none. */
  readonly create: (within: string, folders: readonly string[]) => Promise<void>
  readonly rename: (path: string, name: string) => Promise<void>
  readonly remove: (path: string) => Promise<void>
  /** Puts what was dragged into a folder; empty: into none. */
  readonly drop: (dragged: Dragged, folder: string) => Promise<void>
}

/** What can be done with the folders and tags of the library. The list itself follows main's events. */
export function useFolderActions(): FolderActions {
  const { send } = useApi()
  const note = useNote()
  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work()
    } catch (error) {
      note(errorSentence(error))
    }
  }
  return {
    place: (prompt, folder, tags) =>
      attempt(async () => {
        if (folder !== prompt.folder) await send('prompts.move', { promptId: prompt.id, folder })
        if (tags.join() !== prompt.tags.join())
          await send('prompts.tag', { promptId: prompt.id, tags: [...tags] })
      }),
    create: (within, folders) => attempt(() => send('folders.create', { path: freePath(within, folders) })),
    rename: (path, name) => attempt(() => send('folders.rename', { path, to: pathIn(parentOf(path), name) })),
    remove: (path) =>
      attempt(async () => {
        await send('folders.remove', { path })
        note(t('Removed the folder {name}. What was in it is kept.', { name: nameOf(path) }))
      }),
    drop: (dragged, folder) =>
      attempt(async () => {
        if ('promptId' in dragged) await send('prompts.move', { promptId: dragged.promptId, folder })
        else if (pathIn(folder, dragged.folder) !== dragged.folder)
          await send('folders.rename', { path: dragged.folder, to: pathIn(folder, dragged.folder) })
      }),
  }
}

function freePath(within: string, folders: readonly string[]): string {
  const taken = new Set(folders.map((path) => path.toLowerCase()))
  const base = pathIn(within, t('New folder'))
  let path = base
  for (let count = 2; taken.has(path.toLowerCase()); count += 1) path = `${base} ${count}`
  return path
}
