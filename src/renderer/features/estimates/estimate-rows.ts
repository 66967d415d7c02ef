import type { Role } from '../../../contract/drafts.ts'
import type { LiveEstimate, Segment, SegmentKind } from '../../../contract/estimates.ts'
import { t } from '../../../contract/i18n/t.ts'
import { roleName, segmentFill, type SegmentFill, segmentName } from '../../lib/segments.ts'
import { cutAtValues, placedValues } from './value-parts.ts'

export interface OutlineMessage {
  readonly id: string
  readonly role: Role
}

/** One row of the table under the bar; its parts in the bar, and the text in the editor, share its key. */
export interface EstimateRow {
  readonly key: string
  readonly fill: SegmentFill
  readonly name: string
  readonly detail: string | null
  readonly tokens: number
}

/** One part of the bar, in prompt order. */
export interface BarPart {
  readonly key: string
  readonly fill: SegmentFill
  readonly name: string
  /** More about it, in a quieter voice: where a value stands. */
  readonly detail: string | null
  readonly tokens: number
}

/** What the parts of a message are called on screen: "System", or "User 2" where there are several of a role. */
export function messageNames(messages: readonly OutlineMessage[]): ReadonlyMap<string, string> {
  const total = new Map<Role, number>()
  for (const { role } of messages) total.set(role, (total.get(role) ?? 0) + 1)
  const seen = new Map<Role, number>()
  return new Map(
    messages.map(({ id, role }) => {
      const number = (seen.get(role) ?? 0) + 1
      seen.set(role, number)
      return [id, total.get(role) === 1 ? roleName(role) : `${roleName(role)} ${number}`]
    }),
  )
}

export function messageKey(messageId: string): string {
  return `message:${messageId}`
}

/** The draft's messages that the request holds, in its order: an empty system message and the texts around a gap are none. */
export function sentMessages(
  messages: readonly OutlineMessage[],
  estimate: LiveEstimate,
): readonly OutlineMessage[] {
  return messages.filter(({ id, role }) => {
    if (role === 'prompt' || role === 'suffix') return false
    return role !== 'system' || estimate.messages[id] !== 0
  })
}

export function barParts(
  segments: readonly Segment[],
  messages: readonly OutlineMessage[],
  estimate: LiveEstimate,
): BarPart[] {
  const sent = sentMessages(messages, estimate)
  const names = messageNames(messages)
  // Another model's prompt begins with another head: the values are placed in that of the draft's own.
  const isOwn = segments === estimate.columns[0]?.estimate.prompt.segments
  const values = isOwn ? placedValues(estimate.variables, names) : []
  let position = 0
  return segments.flatMap(({ kind, message, tokens }) => {
    const owner = message === null ? undefined : sent[message]
    const whole = {
      key: keyOf(kind, owner),
      fill: segmentFill(kind),
      name: nameOf(kind, owner === undefined ? undefined : names.get(owner.id)),
      detail: null,
      tokens,
    }
    const from = position
    position += tokens
    return isOwnText(kind) ? cutAtValues(whole, from, values) : [whole].filter((part) => part.tokens > 0)
  })
}

const ownTexts: ReadonlySet<SegmentKind> = new Set([
  'system',
  'user',
  'assistant',
  'prefix',
  'tool-result',
  'fim',
])

/** Kinds of which a message has one row of its own. */
function isOwnText(kind: SegmentKind): boolean {
  return ownTexts.has(kind)
}

function keyOf(kind: SegmentKind, owner: OutlineMessage | undefined): string {
  if (owner === undefined || kind === 'control' || kind === 'effort') return kind
  return isOwnText(kind) ? messageKey(owner.id) : `${kind}:${owner.id}`
}

function nameOf(kind: SegmentKind, owner: string | undefined): string {
  if (owner === undefined || kind === 'control' || kind === 'effort') return segmentName(kind)
  return isOwnText(kind) ? owner : t('{kind} of {owner}', { kind: segmentName(kind), owner })
}

/** The parts summed by what causes them: the frame of the prompt first, then what was written, in prompt order. */
export function estimateRows(parts: readonly BarPart[], effort: string): EstimateRow[] {
  const rows = new Map<string, EstimateRow>()
  for (const part of parts) {
    const known = rows.get(part.key)
    rows.set(part.key, {
      key: part.key,
      fill: part.fill,
      name: part.name,
      detail: part.key === 'effort' ? effort : part.detail,
      tokens: (known?.tokens ?? 0) + part.tokens,
    })
  }
  const place = ({ key }: EstimateRow): number => (key === 'control' ? 0 : key === 'effort' ? 1 : 2)
  return [...rows.values()].toSorted((left, right) => place(left) - place(right))
}
