import { z } from 'zod'

import type { RunSummary } from './runs.ts'
import { identifier } from './values.ts'

const instant = z.iso.datetime()

/** Which runs; all of them where nothing is given. */
export const historyFilter = z.strictObject({
  promptId: identifier.exactOptional(),
  /** As it was asked for. */
  model: z.string().max(200).exactOptional(),
  status: z.enum(['running', 'completed', 'cut-short', 'failed']).exactOptional(),
  practice: z.boolean().exactOptional(),
  /** Sent in [from, to). */
  from: instant.exactOptional(),
  to: instant.exactOptional(),
  /** Words of the answer, of the thinking before it, or of the prompt's name. */
  text: z.string().max(500).exactOptional(),
  /** "Run 184". */
  number: z.int().min(1).exactOptional(),
})
export type HistoryFilter = z.infer<typeof historyFilter>

export const historyRequests = {
  'history.list': z.strictObject({
    filter: historyFilter,
    offset: z.int().min(0).max(100_000_000),
    limit: z.int().min(1).max(500),
  }),
  'history.models': z.strictObject({}),
  'history.pins': z.strictObject({}),
  'history.pin': z.strictObject({ runId: identifier, pinned: z.boolean() }),
  'history.sent': z.strictObject({ runId: identifier }),
}

/** What a run sent, as two of them are held against each other. */
export interface SentRequest {
  readonly messages: readonly SentMessage[]
  /** All else of the request, in its order; what is no text is written as JSON. */
  readonly parameters: readonly { readonly name: string; readonly value: string }[]
}

export interface SentMessage {
  /** "system", "user", …; "prompt" and "suffix" around a gap. */
  readonly role: string
  readonly text: string
}

export interface HistoryResults {
  /** Newest first. */
  'history.list': {
    readonly total: number
    readonly runs: readonly RunSummary[]
    /** False while words are looked for and the index is still being made: there may be more. */
    readonly complete: boolean
  }
  /** Names of models that were ever asked, in order of the alphabet. */
  'history.models': readonly string[]
  /** Pinned runs, the first pinned first. */
  'history.pins': readonly RunSummary[]
  /** Error RUN_NOT_FOUND. All pinned runs as they are then. */
  'history.pin': readonly RunSummary[]
  /** Error RUN_NOT_FOUND. */
  'history.sent': SentRequest
}

export interface HistoryEvents {
  /** A run was pinned or is not any more: ask history.pins. */
  'history.pinned': { readonly runId: string; readonly pinned: boolean }
}
