import { z } from 'zod'

import { identifier, type Instant } from './values.ts'

export const searchKind = z.enum(['prompt', 'version', 'run'])
export type SearchKind = z.infer<typeof searchKind>

export const searchRequests = {
  /** Texts that hold all typed words, or words that begin so; the best first. */
  'search.find': z.strictObject({
    text: z.string().max(500),
    /** All kinds where absent. */
    kind: searchKind.exactOptional(),
    promptId: identifier.exactOptional(),
    offset: z.int().min(0).max(100_000_000).default(0),
    limit: z.int().min(1).max(200).default(20),
  }),
}

export interface SearchHit {
  readonly kind: SearchKind
  /** Of the prompt, the version or the run. */
  readonly id: string
  /** Null for a run that no prompt sent. */
  readonly promptId: string | null
  readonly promptName: string | null
  /** Of a run or a version; null for a prompt. */
  readonly number: number | null
  readonly practice: boolean
  readonly at: Instant
  /** A piece of the text around the first word found. */
  readonly snippet: string
  /** Where the words stand in it, [from, to) in UTF-16 units, in order. */
  readonly marks: readonly (readonly [from: number, to: number])[]
}

export interface SearchResults {
  'search.find': {
    readonly hits: readonly SearchHit[]
    /** How many there are in all, not only in this piece. */
    readonly total: number
    /** False while the index is still being made: there may be more. */
    readonly complete: boolean
  }
}
