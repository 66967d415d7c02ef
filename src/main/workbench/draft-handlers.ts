import type { Handlers } from '../router/handlers.ts'
import type { Services } from '../services.ts'
import type { Tell } from './handlers.ts'

type DraftRoutes = Extract<keyof Handlers, `prompts.${string}` | `drafts.${string}` | `estimates.${string}`>

/** The library, the drafts and their live estimates. */
export function draftHandlers(
  { prompts, drafts, estimates }: Services,
  tell: Tell,
): Pick<Handlers, DraftRoutes> {
  /** Every window hears of a changed library. */
  const changed = <Value>(value: Value): Value => {
    tell('prompts.changed', { prompts: prompts.list() })
    return value
  }
  /** With its first edit the sample is one no longer, and the library shows it. */
  const afterFirst = <Value>(revision: number, value: Value): Value =>
    revision === 0 ? changed(value) : value
  return {
    'prompts.list': () => prompts.list(),
    'prompts.create': ({ name }) => changed(prompts.create(name)),
    'prompts.rename': ({ promptId, name }) => changed(prompts.rename(promptId, name)),
    'prompts.duplicate': ({ promptId }) => changed(prompts.duplicate(promptId)),
    'prompts.remove': ({ promptId }) => {
      prompts.remove(promptId)
      return changed(null)
    },
    'prompts.restore': ({ promptId }) => changed(prompts.restore(promptId)),
    'drafts.get': ({ promptId }) => drafts.get(promptId),
    'drafts.edit': ({ promptId, revision, edits }) =>
      afterFirst(revision, drafts.edit(promptId, revision, edits)),
    'drafts.change': ({ promptId, revision, change }) =>
      afterFirst(revision, drafts.change(promptId, revision, change)),
    'drafts.undo': ({ promptId }) => drafts.undo(promptId),
    'drafts.keepUndo': ({ promptId, revision, undo }) => {
      drafts.keepUndo(promptId, revision, undo)
      return null
    },
    'estimates.watch': ({ promptId }, client) => estimates.watch(promptId, client.id),
    'estimates.unwatch': ({ promptId }, client) => {
      estimates.unwatch(promptId, client.id)
      return null
    },
    'estimates.depths': ({ promptId, model, messageId, offsets }) =>
      estimates.depths(promptId, model, messageId, offsets),
  }
}
