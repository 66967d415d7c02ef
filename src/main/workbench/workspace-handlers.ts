import { t } from '../../contract/i18n/t.ts'
import type { Workspace } from '../../contract/workspace.ts'
import type { Handlers } from '../router/handlers.ts'
import type { Services } from '../services.ts'
import { chosenPath } from './chosen-path.ts'
import type { Host } from './host.ts'

type WorkspaceRoutes = Extract<keyof Handlers, `workspace.${string}`>

/** A folder of prompt files that is kept in step with the library. */
export function workspaceHandlers(
  { workspace, folderWatch }: Services,
  { chooseFolder }: Host,
): Pick<Handlers, WorkspaceRoutes> {
  const looked = (): Workspace => {
    folderWatch.look()
    return workspace.view()
  }
  return {
    'workspace.get': () => {
      // A drive may have no watch to tell of its changes; a look costs little, but the window need not wait for it.
      folderWatch.soon()
      return workspace.view()
    },
    'workspace.open': async (request) => {
      const folder = await chosenPath(
        request,
        chooseFolder && (() => chooseFolder(t('Folder of prompt files'))),
        t('There is no file dialog here. Give the path of the folder on the machine that Fathom runs on.'),
      )
      if (folder !== null) workspace.open(folder)
      return looked()
    },
    'workspace.close': () => {
      workspace.close()
      return looked()
    },
    'workspace.add': ({ promptId }) => {
      workspace.add(promptId)
      return looked()
    },
    'workspace.remove': ({ promptId }) => {
      workspace.remove(promptId)
      return looked()
    },
    'workspace.sides': ({ promptId }) => workspace.sides(promptId),
    'workspace.resolve': ({ promptId, choice }) => {
      workspace.resolve(promptId, choice)
      return looked()
    },
  }
}
