import { createHash } from 'node:crypto'

import {
  contentOf,
  defaultParameters,
  type DraftContent,
  draftStateFrom,
  type StoredContent,
} from '../drafts/draft-state.ts'

/**
 * What tells two contents apart, as hex SHA-256. Ids of messages say nothing, and what came after the first release counts
 * only where it is not the default: a version saved by an older Fathom is still what its draft is.
 */
export function contentHash(content: DraftContent): string {
  const { messages, parameters, ...others } = content
  const canonical = canonicalJson({
    messages: messages.map(({ id: _id, ...message }) => message),
    parameters: Object.fromEntries(Object.entries(parameters).filter(isTelling)),
    ...others,
  })
  return createHash('sha256').update(canonical).digest('hex')
}

/** A stored content as a draft of this Fathom. */
export function readContent(stored: string): DraftContent {
  return contentOf(draftStateFrom(JSON.parse(stored) as StoredContent))
}

const ALWAYS: ReadonlySet<string> = new Set(['model', 'thinking', 'effort'])

function isTelling([name, value]: [string, unknown]): boolean {
  if (ALWAYS.has(name)) return true
  const usual = (defaultParameters as Readonly<Record<string, unknown>>)[name]
  return JSON.stringify(value) !== JSON.stringify(usual)
}

/** JSON with the keys of every object in one order; what is empty is left out. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner
    const entries = Object.entries(inner).filter(([, held]) => !isEmpty(held))
    return Object.fromEntries(entries.toSorted(([left], [right]) => (left < right ? -1 : 1)))
  })
}

function isEmpty(value: unknown): boolean {
  if (value === undefined) return true
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}
