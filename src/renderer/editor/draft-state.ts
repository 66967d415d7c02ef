import type { ChangeSet, Text } from '@codemirror/state'

import type {
  Draft,
  DraftChange,
  MessageDetails,
  Parameters,
  Role,
  Variables,
} from '../../contract/drafts.ts'
import { textOf } from './text-changes.ts'
import { sameVariables, withVariable } from './variable-values.ts'

export interface MessageOutline {
  readonly id: string
  readonly role: Role
  /** Absent where there are none. */
  readonly details?: MessageDetails
}

/** What a draft is at one moment. Texts are persistent ropes: to keep an old state costs nothing. */
export interface DraftState {
  readonly messages: readonly MessageOutline[]
  readonly parameters: Parameters
  readonly variables: Variables
  readonly texts: ReadonlyMap<string, Text>
}

/** One step from a state to the next: typing in one message, or a change of the draft's shape. */
export type Operation =
  | { readonly kind: 'text'; readonly messageId: string; readonly changes: ChangeSet }
  | { readonly kind: 'change'; readonly change: DraftChange }

export function stateOf(draft: Draft): DraftState {
  return {
    messages: draft.messages.map(({ id, role, details }) => outlineOf(id, role, details)),
    parameters: draft.parameters,
    variables: draft.variables,
    texts: new Map(draft.messages.map(({ id, content }) => [id, textOf(content)])),
  }
}

/** Details without any field are none. */
export function outlineOf(id: string, role: Role, details: MessageDetails | undefined): MessageOutline {
  return details === undefined || Object.keys(details).length === 0 ? { id, role } : { id, role, details }
}

/** The texts around a gap are shown in their mode and nowhere else; all other messages in a conversation. */
export function isShown({ role }: MessageOutline, mode: Parameters['mode']): boolean {
  return (role === 'prompt' || role === 'suffix') === (mode === 'fim')
}

/** The state after an operation. What aims at a message that is not there changes nothing. */
export function applyOperation(state: DraftState, operation: Operation): DraftState {
  if (operation.kind === 'change') return applyChange(state, operation.change)
  const text = state.texts.get(operation.messageId)
  if (text === undefined) return state
  return {
    ...state,
    texts: new Map(state.texts).set(operation.messageId, operation.changes.apply(text)),
  }
}

function applyChange(state: DraftState, change: DraftChange): DraftState {
  switch (change.kind) {
    case 'add-message': {
      const added = outlineOf(change.messageId, change.role, change.details)
      const messages = state.messages.toSpliced(change.index, 0, added)
      return { ...state, messages, texts: new Map(state.texts).set(change.messageId, textOf('')) }
    }
    case 'remove-message': {
      const texts = new Map(state.texts)
      texts.delete(change.messageId)
      return { ...state, messages: state.messages.filter(({ id }) => id !== change.messageId), texts }
    }
    case 'move-message': {
      const moved = state.messages.find(({ id }) => id === change.messageId)
      if (moved === undefined) return state
      const others = state.messages.filter((message) => message !== moved)
      return { ...state, messages: others.toSpliced(change.index, 0, moved) }
    }
    case 'set-role': {
      const messages = state.messages.map((message) =>
        message.id === change.messageId ? { ...message, role: change.role } : message,
      )
      return { ...state, messages }
    }
    case 'set-details': {
      const messages = state.messages.map((message) =>
        message.id === change.messageId ? outlineOf(message.id, message.role, change.details) : message,
      )
      return { ...state, messages }
    }
    case 'set-parameters':
      return { ...state, parameters: mergedParameters(state.parameters, change.parameters) }
    case 'set-variable':
      return { ...state, variables: withVariable(state.variables, change.name, change.value) }
    default:
      return change satisfies never
  }
}

type ParameterChange = Extract<DraftChange, { kind: 'set-parameters' }>['parameters']

function mergedParameters(parameters: Parameters, change: ParameterChange): Parameters {
  const given = Object.entries(change).filter(([, value]) => value !== undefined)
  return { ...parameters, ...(Object.fromEntries(given) as Partial<Parameters>) }
}

export function applyAll(state: DraftState, operations: readonly Operation[]): DraftState {
  return operations.reduce(applyOperation, state)
}

/** Whether two states stand for the same request. */
export function sameState(left: DraftState, right: DraftState): boolean {
  return (
    left.messages.length === right.messages.length &&
    left.messages.every((message, index) => {
      const other = right.messages[index]
      return (
        other !== undefined &&
        other.id === message.id &&
        other.role === message.role &&
        sameValue(other.details, message.details)
      )
    }) &&
    sameParameters(left.parameters, right.parameters) &&
    sameVariables(left.variables, right.variables) &&
    left.messages.every(({ id }) => {
      const text = left.texts.get(id)
      const other = right.texts.get(id)
      return text !== undefined && other !== undefined && text.eq(other)
    })
  )
}

function sameParameters(left: Parameters, right: Parameters): boolean {
  const keys = Object.keys(left) as (keyof Parameters)[]
  return keys.every((key) => sameValue(left[key], right[key]))
}

/** Whether two small values of the contract say the same: lists and objects by what is in them. */
export function sameValue(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true
  if (typeof left !== 'object' || typeof right !== 'object') return false
  return JSON.stringify(left) === JSON.stringify(right)
}
