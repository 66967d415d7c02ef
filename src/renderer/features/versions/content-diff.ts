import type { DraftContent, DraftMessage } from '../../../contract/drafts.ts'

/** One message of two contents: on one side only where it was added or removed. */
export interface MessagePair {
  readonly before: DraftMessage | null
  readonly after: DraftMessage | null
}

export interface ChangedValue {
  readonly name: string
  /** Null: not there on that side. */
  readonly before: string | null
  readonly after: string | null
}

/**
 * Which message of one content is which of the other: those of one id, then the rest in order by role. A message that came
 * back from a version has a new id, so that ids alone would call the same text removed and added.
 */
export function pairMessages(before: DraftContent, after: DraftContent): readonly MessagePair[] {
  const left = [...before.messages]
  const take = (wanted: (message: DraftMessage) => boolean): DraftMessage | null => {
    const index = left.findIndex(wanted)
    return index < 0 ? null : (left.splice(index, 1)[0] ?? null)
  }
  const byId = after.messages.map((message) => take(({ id }) => id === message.id))
  const bySaid = after.messages.map(
    (message, index) =>
      byId[index] ?? take(({ role, content }) => role === message.role && content === message.content),
  )
  const found = after.messages.map(
    (message, index) => bySaid[index] ?? take(({ role }) => role === message.role),
  )
  const pairs: MessagePair[] = after.messages.map((message, index) => ({
    before: found[index] ?? null,
    after: message,
  }))
  // What was removed stands behind the message that it stood behind.
  for (const gone of left) {
    const place = before.messages.indexOf(gone)
    const above = before.messages.slice(0, place).findLast((one) => pairs.some((pair) => pair.before === one))
    const at = above === undefined ? 0 : pairs.findIndex((pair) => pair.before === above) + 1
    pairs.splice(at, 0, { before: gone, after: null })
  }
  return pairs
}

/** Whether a pair says the same on both sides. */
export function isSame({ before, after }: MessagePair): boolean {
  return (
    before !== null &&
    after !== null &&
    before.role === after.role &&
    before.content === after.content &&
    detailsText(before) === detailsText(after) &&
    imageData(before) === imageData(after)
  )
}

/** Thinking, tool calls and the like as text; of images their names and sizes, since nobody reads their bytes. */
export function detailsText(message: DraftMessage | null): string {
  if (!message?.details) return ''
  const { images, ...others } = message.details
  const named = images?.map(({ name, type, data }) => ({ name, type, base64: data.length }))
  return JSON.stringify({ ...others, ...(named && { images: named }) }, null, 1)
}

function imageData({ details }: DraftMessage): string {
  return details?.images?.map(({ data }) => data).join() ?? ''
}

/** Parameters that differ, by their names. */
export function changedParameters(before: DraftContent, after: DraftContent): readonly ChangedValue[] {
  return changedValues(
    Object.entries(before.parameters).map(([name, value]) => [name, valueText(value)]),
    Object.entries(after.parameters).map(([name, value]) => [name, valueText(value)]),
  )
}

/** Values of variables that differ, by the names of the variables. */
export function changedVariables(before: DraftContent, after: DraftContent): readonly ChangedValue[] {
  return changedValues(
    Object.entries(before.variables).map(([name, { text }]) => [name, text]),
    Object.entries(after.variables).map(([name, { text }]) => [name, text]),
  )
}

type Entries = readonly (readonly [string, string | null])[]

function changedValues(before: Entries, after: Entries): ChangedValue[] {
  const left = new Map(before)
  const right = new Map(after)
  return [...new Set([...left.keys(), ...right.keys()])]
    .map((name) => ({ name, before: left.get(name) ?? null, after: right.get(name) ?? null }))
    .filter((value) => value.before !== value.after)
}

function valueText(value: unknown): string | null {
  if (value === null || value === undefined) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}
