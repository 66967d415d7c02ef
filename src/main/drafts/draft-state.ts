import type {
  DraftChange,
  DraftMessage,
  Edit,
  MessageDetails,
  Parameters,
  Role,
  Variables,
  VariableValue,
} from '../../contract/drafts.ts'
import { FathomError } from '../errors.ts'
import { type ChunkedText, createChunkedText } from './chunked-text.ts'

/** A draft as plain values: what is stored as a snapshot. */
export interface DraftContent {
  readonly messages: readonly DraftMessage[]
  readonly parameters: Parameters
  readonly variables: Variables
}

/** A draft being edited. Changed only by `applyEdits` and `applyChange`, after their checks have passed. */
export interface DraftState {
  messages: LiveMessage[]
  parameters: Parameters
  variables: Variables
}

interface LiveMessage {
  readonly id: string
  role: Role
  /** Undefined where there are none. */
  details: MessageDetails | undefined
  readonly text: ChunkedText
}

/** Far beyond the largest context (1M tokens are some 4 MB); above it a paste is an accident. In UTF-16 units. */
const MAX_DRAFT_LENGTH = 64 * 1024 * 1024

/** What a new prompt is sent with: the model's own defaults as far as the API has them (2026-11). */
export const defaultParameters: Parameters = {
  model: 'deepseek-flash',
  thinking: 'enabled',
  effort: 'high',
  maxTokens: null,
  temperature: null,
  topP: null,
  mode: 'chat',
  responseFormat: 'text',
  tools: '',
  toolsOff: [],
  toolChoice: 'auto',
  stop: [],
  topLogprobs: null,
  userId: null,
  stream: true,
}

/** Parameters as they were stored; what did not exist then is as it was sent then: not at all. */
type StoredParameters = Pick<Parameters, 'model' | 'thinking' | 'effort'> & Partial<Parameters>

/** A draft as it was stored, by this Fathom or an older one. */
export interface StoredContent {
  readonly messages: readonly DraftMessage[]
  readonly parameters: StoredParameters
  /** Absent where it was stored before there were any. */
  readonly variables?: Variables
}

/** A stored draft, ready to be edited; what an older Fathom did not store yet gets its default. */
export function draftStateFrom(content: StoredContent): DraftState {
  return {
    messages: content.messages.map(({ id, role, content: text, details }) => ({
      id,
      role,
      details: knownDetails(details),
      text: createChunkedText(text),
    })),
    parameters: { ...defaultParameters, ...content.parameters },
    variables: content.variables ?? {},
  }
}

/** The state as plain text, as it is stored. */
export function contentOf(state: DraftState): DraftContent {
  return {
    messages: state.messages.map(({ id, role, details, text }) => ({
      id,
      role,
      content: text.toString(),
      ...(details !== undefined && { details }),
    })),
    parameters: state.parameters,
    variables: state.variables,
  }
}

/** Details without any field are none. */
export function knownDetails(details: MessageDetails | undefined): MessageDetails | undefined {
  return details === undefined || Object.keys(details).length === 0 ? undefined : details
}

/** Characters of all messages and values, in UTF-16 units. */
export function lengthOf(state: DraftState): number {
  const values = Object.values(state.variables).reduce((sum, { text }) => sum + text.length, 0)
  return state.messages.reduce((sum, message) => sum + message.text.length(), values)
}

/**
 * Throws when one of the edits, in order, cannot be applied, and changes nothing.
 * Errors: EDIT_OUT_OF_RANGE, MESSAGE_NOT_FOUND, DRAFT_TOO_LONG.
 */
export function checkEdits(state: DraftState, edits: readonly Edit[]): void {
  const lengths = new Map(state.messages.map((message) => [message.id, message.text.length()]))
  let total = lengthOf(state)
  for (const { messageId, from, to, insert } of edits) {
    const length = lengths.get(messageId)
    if (length === undefined) throw messageNotFound(messageId)
    if (from < 0 || from > to || to > length) throw outOfRange({ messageId, from, to, length })
    const growth = insert.length - (to - from)
    lengths.set(messageId, length + growth)
    total += growth
    if (total > MAX_DRAFT_LENGTH) throw tooLong(total)
  }
}

/** Carries out edits that `checkEdits` has passed. Changes the state. */
export function applyEdits(state: DraftState, edits: readonly Edit[]): void {
  for (const { messageId, from, to, insert } of edits)
    messageOf(state, messageId).text.replace(from, to, insert)
}

/** Throws when the change cannot be applied, and changes nothing. Errors as `checkEdits`, and MESSAGE_EXISTS. */
export function checkChange(state: DraftState, change: DraftChange): void {
  if (change.kind === 'set-parameters') return
  if (change.kind === 'set-variable') {
    const before = state.variables[change.name]?.text.length ?? 0
    const total = lengthOf(state) - before + (change.value?.text.length ?? 0)
    if (total > MAX_DRAFT_LENGTH) throw tooLong(total)
    return
  }
  const count = state.messages.length
  if (change.kind === 'add-message') {
    if (state.messages.some(({ id }) => id === change.messageId)) throw messageExists(change.messageId)
    if (change.index > count) throw outOfRange({ messageId: change.messageId, index: change.index, count })
    return
  }
  messageOf(state, change.messageId)
  if (change.kind === 'move-message' && change.index >= count) {
    throw outOfRange({ messageId: change.messageId, index: change.index, count })
  }
}

/** `move-message` counts its index among the other messages: the place where the message stands afterwards. */
export function applyChange(state: DraftState, change: DraftChange): void {
  switch (change.kind) {
    case 'add-message':
      state.messages.splice(change.index, 0, {
        id: change.messageId,
        role: change.role,
        details: knownDetails(change.details),
        text: createChunkedText(''),
      })
      break
    case 'remove-message':
      state.messages = state.messages.filter(({ id }) => id !== change.messageId)
      break
    case 'move-message': {
      const message = messageOf(state, change.messageId)
      state.messages = state.messages.filter((other) => other !== message)
      state.messages.splice(change.index, 0, message)
      break
    }
    case 'set-role':
      messageOf(state, change.messageId).role = change.role
      break
    case 'set-details':
      messageOf(state, change.messageId).details = knownDetails(change.details)
      break
    case 'set-parameters':
      state.parameters = { ...state.parameters, ...definedOf(change.parameters) }
      break
    case 'set-variable':
      state.variables = variablesWith(state.variables, change.name, change.value)
  }
}

/** The values with another one for a name; null takes it away. */
function variablesWith(variables: Variables, name: string, value: VariableValue | null): Variables {
  const { [name]: _before, ...others } = variables
  return value === null ? others : { ...others, [name]: value }
}

/** Only what was given: an `undefined` that a schema let through must not erase a value. */
function definedOf(
  given: Extract<DraftChange, { kind: 'set-parameters' }>['parameters'],
): Partial<Parameters> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

function messageOf(state: DraftState, messageId: string): LiveMessage {
  const message = state.messages.find(({ id }) => id === messageId)
  if (!message) throw messageNotFound(messageId)
  return message
}

function messageNotFound(messageId: string): FathomError {
  return new FathomError(
    'MESSAGE_NOT_FOUND',
    'That message is no longer in this draft. Load the draft again.',
    {
      messageId,
    },
  )
}

function messageExists(messageId: string): FathomError {
  return new FathomError('MESSAGE_EXISTS', 'That message is in this draft already. Load the draft again.', {
    messageId,
  })
}

function outOfRange(details: Readonly<Record<string, unknown>>): FathomError {
  return new FathomError(
    'EDIT_OUT_OF_RANGE',
    'That edit does not fit this draft, so nothing was changed. Load the draft again.',
    details,
  )
}

function tooLong(length: number): FathomError {
  return new FathomError(
    'DRAFT_TOO_LONG',
    'A draft holds at most 64 million characters. Shorten the text and paste again.',
    {
      length,
      limit: MAX_DRAFT_LENGTH,
    },
  )
}
