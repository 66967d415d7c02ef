import { ChangeSet, type Text } from '@codemirror/state'

import type { Parameters } from '../../contract/drafts.ts'
import {
  applyAll,
  type DraftState,
  type MessageOutline,
  type Operation,
  outlineOf,
  sameValue,
} from './draft-state.ts'
import { changesBetween } from './shape-changes.ts'
import { differenceBetween, extentOf, textOf } from './text-changes.ts'
import { mergedVariables } from './variable-values.ts'

export interface MergeInput {
  /** The last state that is known to be accepted. */
  readonly base: DraftState
  /** The batch that was under way, none if there was none. */
  readonly sent: readonly Operation[]
  /** True when the answer to `sent` was lost, so that it may or may not have been accepted. */
  readonly uncertain: boolean
  /** What was done on screen after `sent`. */
  readonly pending: readonly Operation[]
  /** What main has now. */
  readonly theirs: DraftState
  /** A new message id, for text whose message is gone. */
  readonly newId: () => string
}

export interface Merged {
  readonly state: DraftState
  /** What has to be sent to lead from theirs to the merged state. */
  readonly operations: readonly Operation[]
  /** What has to be done to each text on screen, by its id after the merge. */
  readonly local: ReadonlyMap<string, ChangeSet>
  /** Messages that were removed elsewhere while text was typed into them: old id to new id. */
  readonly renamed: ReadonlyMap<string, string>
}

/**
 * Three-way merge of a draft that another window changed too. Nothing typed here or there is dropped: of two edits at
 * one place both stay, and a message that was removed elsewhere while it was written in comes back under a new id.
 */
export function mergeDrafts(input: MergeInput): Merged {
  const { theirs } = input
  const { base, operations } = likelierBase(input)
  const ours = applyAll(base, operations)
  const outlines = new Map(ours.messages.map((message) => [message.id, message]))
  const renamed = new Map<string, string>()
  const texts = new Map<string, Text>()
  const local = new Map<string, ChangeSet>()
  const textOperations: Operation[] = []
  const kept: MessageOutline[] = []

  const keep = (outline: MessageOutline, { text, toLocal, toSend }: MergedText): void => {
    kept.push(outline)
    texts.set(outline.id, text)
    local.set(outline.id, toLocal)
    if (!toSend.empty) textOperations.push({ kind: 'text', messageId: outline.id, changes: toSend })
  }

  for (const message of theirs.messages) {
    const { id } = message
    const ourOutline = outlines.get(id)
    const theirText = theirs.texts.get(id) ?? EMPTY
    // Removed here: it stays removed only where nobody has written in it since.
    if (ourOutline === undefined && base.texts.get(id)?.eq(theirText) === true) continue
    if (ourOutline === undefined) keep(message, received(theirText))
    else {
      const before = baseOutline(base, id)
      const role = newer(before?.role, message.role, ourOutline.role)
      const details = newer(before?.details, message.details, ourOutline.details)
      const text = mergedText(id, base.texts.get(id), theirText, ours.texts.get(id) ?? EMPTY, operations)
      keep(outlineOf(id, role, details), text)
    }
  }

  for (const message of ours.messages) {
    if (texts.has(message.id)) continue
    const text = ours.texts.get(message.id) ?? EMPTY
    const before = base.texts.get(message.id)
    if (before?.eq(text) === true) continue
    const id = before === undefined ? message.id : input.newId()
    if (id !== message.id) renamed.set(message.id, id)
    const toSend = differenceBetween(EMPTY, text)
    keep({ ...message, id }, { text, toLocal: ChangeSet.empty(text.length), toSend })
  }

  const messages = ordered(kept, base, theirs, ours, renamed)
  const parameters = mergedParameters(base.parameters, theirs.parameters, ours.parameters)
  const variables = mergedVariables(base.variables, theirs.variables, ours.variables)
  const state: DraftState = { messages, parameters, variables, texts }
  const shapeOperations = changesBetween(theirs, state).map((change): Operation => ({
    kind: 'change',
    change,
  }))
  return { state, operations: [...shapeOperations, ...textOperations], local, renamed }
}

const EMPTY = textOf('')

interface MergedText {
  readonly text: Text
  /** From our text to the merged one. */
  readonly toLocal: ChangeSet
  /** From their text to the merged one. */
  readonly toSend: ChangeSet
}

function received(text: Text): MergedText {
  return { text, toLocal: differenceBetween(EMPTY, text), toSend: ChangeSet.empty(text.length) }
}

function mergedText(
  id: string,
  base: Text | undefined,
  theirs: Text,
  ours: Text,
  operations: readonly Operation[],
): MergedText {
  if (base === undefined) {
    // Known to both but to no common past: our own message, of which main has an earlier text.
    return { text: ours, toLocal: ChangeSet.empty(ours.length), toSend: differenceBetween(theirs, ours) }
  }
  const mine = composed(id, base, operations)
  const other = differenceBetween(base, theirs)
  const toSend = mine.map(other)
  return { text: toSend.apply(theirs), toLocal: other.map(mine, true), toSend }
}

/** All typing in one message as one change set of its base text. */
function composed(id: string, base: Text, operations: readonly Operation[]): ChangeSet {
  return operations.reduce(
    (changes, operation) =>
      operation.kind === 'text' && operation.messageId === id ? changes.compose(operation.changes) : changes,
    ChangeSet.empty(base.length),
  )
}

/** With a lost answer there are two states that main may have gone on from: take the one nearer to what it has now. */
function likelierBase(input: MergeInput): { base: DraftState; operations: readonly Operation[] } {
  const { base, sent, pending, theirs } = input
  const accepted = applyAll(base, sent)
  if (input.uncertain && distance(accepted, theirs) <= distance(base, theirs))
    return { base: accepted, operations: pending }
  return { base, operations: [...sent, ...pending] }
}

function distance(from: DraftState, to: DraftState): number {
  let sum = 0
  for (const id of new Set([...from.texts.keys(), ...to.texts.keys()])) {
    const left = from.texts.get(id)
    const right = to.texts.get(id)
    sum += left === undefined || right === undefined ? 1 : 0
    sum += extentOf(differenceBetween(left ?? EMPTY, right ?? EMPTY))
  }
  return sum
}

function baseOutline(base: DraftState, id: string): MessageOutline | undefined {
  return base.messages.find((message) => message.id === id)
}

/** Ours where we changed it, theirs otherwise. */
function newer<Value>(base: Value | undefined, theirs: Value, ours: Value): Value {
  return sameValue(ours, base) ? theirs : ours
}

function mergedParameters(base: Parameters, theirs: Parameters, ours: Parameters): Parameters {
  const keys = Object.keys(theirs) as (keyof Parameters)[]
  const merged = keys.map((key) => [key, newer<unknown>(base[key], theirs[key], ours[key])] as const)
  // Each value is of its own key, taken from one of the three.
  return Object.fromEntries(merged) as Parameters
}

/** Our order where we moved something, else theirs; a message that only one side has stands behind its neighbour there. */
function ordered(
  kept: readonly MessageOutline[],
  base: DraftState,
  theirs: DraftState,
  ours: DraftState,
  renamed: ReadonlyMap<string, string>,
): MessageOutline[] {
  const ourOrder = ours.messages.map(({ id }) => renamed.get(id) ?? id)
  const theirOrder = theirs.messages.map(({ id }) => id)
  const common = new Set(ourOrder.filter((id) => theirOrder.includes(id)))
  const shared = (order: readonly string[]): string => order.filter((id) => common.has(id)).join()
  const moved = shared(ourOrder) !== shared(base.messages.map(({ id }) => id))
  const [first, second] = moved ? [ourOrder, theirOrder] : [theirOrder, ourOrder]
  const order = first.slice()
  second.forEach((id, index) => {
    if (order.includes(id)) return
    const before = second.slice(0, index).findLast((candidate) => order.includes(candidate))
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, id)
  })
  return kept.toSorted((left, right) => order.indexOf(left.id) - order.indexOf(right.id))
}
