import type { DraftContent } from '../../../contract/drafts.ts'
import type { DraftSession } from '../../editor/draft-session.ts'
import { contentOf } from '../../editor/text-changes.ts'

/** All that the draft on screen says now. Reads every text: not while typing. */
export function draftContent(session: DraftSession): DraftContent {
  const { messages, parameters, variables } = session.shape.get()
  return {
    parameters,
    variables,
    messages: messages.map((message) => {
      const document = session.document(message.id)
      return { ...message, content: document === undefined ? '' : contentOf(document.state().doc) }
    }),
  }
}
