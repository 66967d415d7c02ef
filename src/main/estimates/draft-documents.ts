import type { Draft, DraftChange, MessageDetails } from '../../contract/drafts.ts'
import type { DraftEvent, Drafts } from '../drafts/drafts.ts'
import {
  createFilledDraft,
  type FilledDraft,
  type FilledMessageEdits,
  type FilledVariable,
} from '../variables/filled-draft.ts'
import { documentName, reasoningName } from './document-names.ts'
import type { DraftCounter, OpenText } from './draft-counter.ts'
import { advanceOutline, type DraftOutline, outlineOf } from './draft-outline.ts'

/** The texts of drafts as open documents of the counter: with the values of their variables in place, as they are sent. */
export interface DraftDocuments {
  /** Errors: those of `Drafts.get`. */
  open(promptId: string): DraftOutline
  close(promptId: string, outline: DraftOutline): void
  /** Brings the documents to where an event has brought the draft, and gives its outline there. */
  follow(outline: DraftOutline, event: DraftEvent): DraftOutline
  /** The outline of an open draft as it is sent: the lengths are those of the filled texts. */
  filled(promptId: string, outline: DraftOutline): DraftOutline
  variables(promptId: string): readonly FilledVariable[]
  /** The place in the filled text of a message. */
  toFilled(promptId: string, messageId: string, offset: number): number
  /** The range of a message as it is written that a range of its filled text came from. */
  toWritten(promptId: string, messageId: string, from: number, to: number): { from: number; to: number }
  texts(promptId: string): readonly OpenText[]
}

/**
 * Keeps the documents of drafts in the counter in step with the drafts, with the values of their variables
 * in place.
 */
export function createDraftDocuments(drafts: Drafts, counter: DraftCounter): DraftDocuments {
  const filledDrafts = new Map<string, FilledDraft>()

  function open(promptId: string): DraftOutline {
    const draft = drafts.get(promptId)
    const filled = createFilledDraft(draft)
    filledDrafts.set(promptId, filled)
    for (const { document, text } of textsOf(draft, filled)) counter.open(document, text)
    return outlineOf(draft)
  }

  function close(promptId: string, outline: DraftOutline): void {
    filledDrafts.delete(promptId)
    for (const { id, details } of outline.messages) {
      counter.close(documentName(promptId, id))
      if (details?.reasoning !== undefined) counter.close(reasoningName(promptId, id))
    }
  }

  /** Thinking changes as a whole or not at all. */
  function followReasoning(promptId: string, messageId: string, details: MessageDetails | undefined): void {
    const document = reasoningName(promptId, messageId)
    if (details?.reasoning === undefined) counter.close(document)
    else counter.open(document, details.reasoning)
  }

  function edit(promptId: string, changes: readonly FilledMessageEdits[]): void {
    for (const { messageId, edits } of changes) counter.edit(documentName(promptId, messageId), edits)
  }

  function followTexts(filled: FilledDraft, event: DraftEvent, order: readonly string[]): void {
    const { promptId } = event
    if (event.kind === 'edits') {
      for (const { messageId, from, to, insert } of event.edits)
        edit(promptId, filled.edit(messageId, from, to, insert))
    }
    if (event.kind === 'change') followChange(filled, promptId, event.change, order)
  }

  function followChange(
    filled: FilledDraft,
    promptId: string,
    change: DraftChange,
    order: readonly string[],
  ): void {
    if (change.kind === 'set-variable') edit(promptId, filled.setValue(change.name, change.value))
    if (change.kind === 'add-message') counter.open(documentName(promptId, change.messageId), '')
    if (change.kind === 'remove-message') counter.close(documentName(promptId, change.messageId))
    if (change.kind === 'add-message' || change.kind === 'remove-message' || change.kind === 'move-message')
      edit(promptId, filled.arrange(order))
    if (change.kind === 'add-message' || change.kind === 'set-details')
      followReasoning(promptId, change.messageId, change.details)
    if (change.kind === 'remove-message') followReasoning(promptId, change.messageId, undefined)
  }

  return {
    open,
    close,
    follow: (outline, event) => {
      const advanced = advanceOutline(outline, event)
      const filled = filledDrafts.get(event.promptId)
      if (advanced !== null && filled !== undefined) {
        const order = advanced.messages.map(({ id }) => id)
        followTexts(filled, event, order)
        return advanced
      }
      close(event.promptId, outline)
      return open(event.promptId)
    },
    filled: (promptId, outline) => {
      const filled = filledDrafts.get(promptId)
      const messages = outline.messages.map((message) => ({
        ...message,
        length: filled?.template(message.id)?.length ?? message.length,
      }))
      return { ...outline, messages }
    },
    variables: (promptId) => filledDrafts.get(promptId)?.variables() ?? [],
    toFilled: (promptId, messageId, offset) =>
      filledDrafts.get(promptId)?.template(messageId)?.toFilled(offset) ?? offset,
    toWritten: (promptId, messageId, from, to) =>
      filledDrafts.get(promptId)?.template(messageId)?.toWritten(from, to) ?? { from, to },
    texts: (promptId) => {
      const draft = drafts.get(promptId)
      return textsOf(draft, filledDrafts.get(promptId) ?? createFilledDraft(draft))
    },
  }
}

function textsOf({ promptId, messages }: Draft, filled: FilledDraft): OpenText[] {
  return messages.flatMap(({ id, content, details }) => {
    const text = { document: documentName(promptId, id), text: filled.template(id)?.text() ?? content }
    if (details?.reasoning === undefined) return [text]
    return [text, { document: reasoningName(promptId, id), text: details.reasoning }]
  })
}
