import type {
  Draft,
  DraftChange,
  DraftMessage,
  Edit,
  MessageDetails,
  Parameters,
  Role,
} from '../../contract/drafts.ts'
import { knownDetails } from '../drafts/draft-state.ts'
import type { DraftEvent } from '../drafts/drafts.ts'

/** What the counter must know of a draft: everything but its texts. */
export interface DraftOutline {
  readonly revision: number
  readonly messages: readonly OutlinedMessage[]
  readonly parameters: Parameters
}

export interface OutlinedMessage {
  readonly id: string
  readonly role: Role
  /** Length of the text in UTF-16 code units. */
  readonly length: number
  /** Absent where there are none. */
  readonly details?: MessageDetails
}

/** A draft without its texts: roles, lengths (UTF-16 units) and parameters. */
export function outlineOf({ revision, messages, parameters }: Draft): DraftOutline {
  return { revision, parameters, messages: messages.map(outlineMessage) }
}

function outlineMessage({ id, role, content, details }: DraftMessage): OutlinedMessage {
  return withDetails({ id, role, length: content.length }, details)
}

function withDetails(
  { id, role, length }: OutlinedMessage,
  given: MessageDetails | undefined,
): OutlinedMessage {
  const details = knownDetails(given)
  return { id, role, length, ...(details !== undefined && { details }) }
}

/** The outline after an event that was accepted; null where the draft has to be read afresh. */
export function advanceOutline(outline: DraftOutline, event: DraftEvent): DraftOutline | null {
  if (event.kind === 'reloaded' || event.revision !== outline.revision + 1) return null
  const { revision } = event
  if (event.kind === 'edits') return { ...outline, revision, messages: grow(outline.messages, event.edits) }
  const { change } = event
  // Values are in the texts of the counter and nowhere in the outline.
  if (change.kind === 'set-variable') return { ...outline, revision }
  if (change.kind === 'set-parameters') {
    const parameters = { ...outline.parameters, ...definedOnly(change.parameters) }
    return { ...outline, revision, parameters }
  }
  return { ...outline, revision, messages: changeMessages(outline.messages, change) }
}

function grow(messages: DraftOutline['messages'], edits: readonly Edit[]): OutlinedMessage[] {
  const growth = new Map<string, number>()
  for (const { messageId, from, to, insert } of edits) {
    growth.set(messageId, (growth.get(messageId) ?? 0) + insert.length - (to - from))
  }
  return messages.map((message) => ({ ...message, length: message.length + (growth.get(message.id) ?? 0) }))
}

type MessageChange = Exclude<DraftChange, { readonly kind: 'set-parameters' | 'set-variable' }>

function changeMessages(messages: DraftOutline['messages'], change: MessageChange): OutlinedMessage[] {
  const { messageId } = change
  const others = messages.filter(({ id }) => id !== messageId)
  const message = messages.find(({ id }) => id === messageId)
  switch (change.kind) {
    case 'add-message':
      return others.toSpliced(
        change.index,
        0,
        withDetails({ id: messageId, role: change.role, length: 0 }, change.details),
      )
    case 'remove-message':
      return others
    case 'move-message':
      return message === undefined ? others : others.toSpliced(change.index, 0, message)
    case 'set-role':
      return changed(messages, messageId, (other) => ({ ...other, role: change.role }))
    default:
      return changed(messages, messageId, (other) => withDetails(other, change.details))
  }
}

function changed(
  messages: DraftOutline['messages'],
  messageId: string,
  change: (message: OutlinedMessage) => OutlinedMessage,
): OutlinedMessage[] {
  return messages.map((message) => (message.id === messageId ? change(message) : message))
}

function definedOnly(
  parameters: Extract<DraftChange, { kind: 'set-parameters' }>['parameters'],
): Partial<Parameters> {
  return Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== undefined))
}
