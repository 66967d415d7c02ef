import type { Handlers } from '../router/handlers.ts'
import type { Services } from '../services.ts'
import type { Tell } from './tell.ts'

type VersionRoutes = Extract<keyof Handlers, `versions.${string}`>

/** Versions of a prompt and their labels. */
export function versionHandlers(
  { versions }: Pick<Services, 'versions'>,
  tell: Tell,
): Pick<Handlers, VersionRoutes> {
  const changed = <Value>(promptId: string, value: Value): Value => {
    tell('versions.changed', { promptId })
    return value
  }
  return {
    'versions.list': ({ promptId }) => versions.list(promptId),
    'versions.get': ({ versionId }) => versions.get(versionId),
    'versions.status': ({ promptId }) => versions.status(promptId),
    'versions.save': (order) => changed(order.promptId, versions.save(order)),
    'versions.label': ({ promptId, name, versionId }) =>
      changed(promptId, versions.label(promptId, name, versionId)),
    'versions.labelMoves': ({ promptId }) => versions.labelMoves(promptId),
    'versions.estimate': ({ versionId }) => versions.estimate(versionId),
  }
}
