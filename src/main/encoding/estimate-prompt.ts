import type { SegmentKind } from '../../contract/estimates.ts'
import type { Piece, PieceCounts } from '../tokenizer/tokenizer-types.ts'
import type { EncodedPrompt } from './prompt-parts.ts'

/** Counts pieces of a prompt; the tokenizer over its open documents. */
export interface PieceCounter {
  countPieces(pieces: readonly Piece[]): PieceCounts
}

/** Part of a prompt with one cause. `message` is the index in the request's messages, null where it has none. */
export interface Segment {
  readonly kind: SegmentKind
  readonly message: number | null
  readonly tokens: number
}

/** The tokens of a whole prompt. `segments` are in prompt order and always sum to `tokens`. */
export interface PromptCount {
  readonly tokens: number
  readonly exact: boolean
  readonly notes: readonly string[]
  readonly segments: readonly Segment[]
}

/** Counts an encoded prompt; neighbours with the same cause and message are one segment, empty ones are left out. */
export function countPrompt(encoded: EncodedPrompt, counter: PieceCounter): PromptCount {
  const { counts, total } = counter.countPieces(encoded.parts.map(({ piece }) => piece))
  const segments: Segment[] = []
  encoded.parts.forEach(({ kind, message }, place) => {
    const tokens = counts[place] ?? 0
    const last = segments.at(-1)
    if (last && last.kind === kind && last.message === message) {
      segments[segments.length - 1] = { kind, message, tokens: last.tokens + tokens }
    } else if (tokens > 0) segments.push({ kind, message, tokens })
  })
  return { tokens: total, exact: encoded.exact, notes: encoded.notes, segments }
}
