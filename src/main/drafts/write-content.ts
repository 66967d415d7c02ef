import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'

import type { DraftChange, DraftMessage, Edit, Parameters, Variables } from '../../contract/drafts.ts'
import type { Drafts } from './drafts.ts'

/** What a draft shall say; messages without the ids that they have in it. */
export interface NewContent {
  readonly messages: readonly Omit<DraftMessage, 'id'>[]
  readonly parameters: Parameters
  /** Values of variables. One that the draft read from a file stays where this does not name it. */
  readonly variables: Variables
}

/**
 * Makes a draft say something else by the least edits: messages keep their ids by place and role, and texts what they
 * share at both ends, so that an open editor keeps its caret and its undo. To be called within a transaction.
 * Errors: as `Drafts.edit` and `Drafts.change`.
 */
export function writeContent(drafts: Drafts, promptId: string, content: NewContent): void {
  const before = drafts.get(promptId)
  let { revision } = before
  const change = (given: DraftChange): void => {
    revision = drafts.change(promptId, revision, given).revision
  }
  const edit = (edits: readonly Edit[]): void => {
    revision = drafts.edit(promptId, revision, edits).revision
  }
  for (const { id } of before.messages.slice(content.messages.length))
    change({ kind: 'remove-message', messageId: id })
  for (const [index, message] of content.messages.entries()) {
    const old = before.messages[index]
    const messageId = old?.id ?? randomUUID()
    const details = message.details ?? {}
    if (old === undefined) change({ kind: 'add-message', messageId, role: message.role, index, details })
    else {
      if (old.role !== message.role) change({ kind: 'set-role', messageId, role: message.role })
      if (!isDeepStrictEqual(old.details ?? {}, details)) change({ kind: 'set-details', messageId, details })
    }
    const text = old?.content ?? ''
    if (text !== message.content) edit([{ messageId, ...leastEdit(text, message.content) }])
  }
  for (const name of Object.keys(before.variables))
    if (!(name in content.variables) && before.variables[name]?.file === null)
      change({ kind: 'set-variable', name, value: null })
  for (const [name, value] of Object.entries(content.variables))
    if (!isDeepStrictEqual(before.variables[name], value)) change({ kind: 'set-variable', name, value })
  if (!isDeepStrictEqual(before.parameters, content.parameters))
    change({ kind: 'set-parameters', parameters: content.parameters })
}

/** The one replacement that turns a text into another. */
function leastEdit(before: string, after: string): Omit<Edit, 'messageId'> {
  const most = Math.min(before.length, after.length)
  let head = 0
  while (head < most && before.charCodeAt(head) === after.charCodeAt(head)) head += 1
  let tail = 0
  while (
    tail < most - head &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail += 1
  return { from: head, to: before.length - tail, insert: after.slice(head, after.length - tail) }
}
