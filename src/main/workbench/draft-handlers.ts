import type { Handlers } from '../router/handlers.ts'
import type { Services } from '../services.ts'
import type { Tell } from './tell.ts'

type DraftRoutes = Extract<keyof Handlers, `drafts.${string}` | `estimates.${string}`>

/** The drafts and their live estimates. */
export function draftHandlers(
  { prompts, drafts, estimates }: Services,
  tell: Tell,
): Pick<Handlers, DraftRoutes> {
  /** With its first edit the sample is one no longer, and the library shows it. */
  const afterFirst = <Value>(promptId: string, revision: number, value: Value): Value => {
    const prompt = revision === 0 ? prompts.listed(promptId) : null
    if (prompt !== null) tell('prompts.changed', { prompts: [prompt] })
    return value
  }
  return {
    'drafts.get': ({ promptId }) => drafts.get(promptId),
    'drafts.edit': ({ promptId, revision, edits }) =>
      afterFirst(promptId, revision, drafts.edit(promptId, revision, edits)),
    'drafts.change': ({ promptId, revision, change }) =>
      afterFirst(promptId, revision, drafts.change(promptId, revision, change)),
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
