import type { SegmentKind } from '../../contract/estimates.ts'
import type { PrefixParting } from '../../contract/forecasts.ts'
import type { PromptPart } from '../encoding/prompt-parts.ts'
import type { DraftCounter } from '../estimates/draft-counter.ts'
import type { EncodedDraft } from '../estimates/live-estimates.ts'
import type { LocatedPieces } from '../tokenizer/pieces.ts'
import { UNIT_TOKENS } from '../tokenizer/prompt-units.ts'
import type { NearRun } from './fact-store.ts'
import { piecesOf } from './read-run.ts'

/** Tokens that are shown before the place, and after it of each. */
const BEFORE = 16
const AFTER = 24

export interface EarlierPrompt {
  readonly near: NearRun
  /** The prompt and the answer as they were sent and came back. */
  readonly parts: readonly PromptPart[]
  readonly promptTokens: number
}

/** Finds the first token in which a draft differs from an earlier run. Only the unit in which they part is read. */
export async function findParting(
  counter: Pick<DraftCounter, 'locate'>,
  draft: EncodedDraft,
  { near, parts, promptTokens }: EarlierPrompt,
): Promise<PrefixParting> {
  const from = Math.max(near.units * UNIT_TOKENS - BEFORE, 0)
  const to = (near.units + 1) * UNIT_TOKENS + AFTER
  const [now, then] = await Promise.all([
    counter.locate(piecesOf(draft.parts), from, to),
    counter.locate(piecesOf(parts), from, to),
  ])
  const index = firstDifference(now.ids, then.ids)
  const common = from + index
  const isWithin = common === now.total
  const goesOn = common === then.total || common >= promptTokens - 1
  return {
    revision: draft.revision,
    run: { id: near.runId, number: near.number, sentAt: new Date(near.sentAt).toISOString() },
    common,
    state: isWithin ? 'within' : goesOn ? 'goes-on' : 'parts',
    kind: { draft: kindAt(draft.parts, now, index), run: kindAt(parts, then, index) },
    before: textBetween(draft.parts, now, Math.max(index - BEFORE, 0), index),
    draft: textBetween(draft.parts, now, index, index + AFTER),
    earlier: textBetween(parts, then, index, index + AFTER),
    place: placeOf(draft, now, index),
  }
}

function firstDifference(left: Uint32Array, right: Uint32Array): number {
  const shorter = Math.min(left.length, right.length)
  for (let index = 0; index < shorter; index++) if (left[index] !== right[index]) return index
  return shorter
}

function kindAt(parts: readonly PromptPart[], { pieces }: LocatedPieces, index: number): SegmentKind | null {
  const piece = pieces[index]
  return piece === undefined ? null : (parts[piece]?.kind ?? null)
}

/** The text of some tokens; a character that is cut at either end shows as the replacement character. */
function textBetween(parts: readonly PromptPart[], tokens: LocatedPieces, from: number, to: number): string {
  const bytes: Uint8Array[] = []
  for (let index = from; index < Math.min(to, tokens.ids.length); index++) {
    const piece = parts[tokens.pieces[index] ?? 0]?.piece
    const isControl = piece !== undefined && 'control' in piece
    bytes.push(isControl ? Buffer.from(piece.control) : (tokens.bytes[index] ?? new Uint8Array()))
  }
  return Buffer.concat(bytes).toString('utf8')
}

/** Where a token stands in the editor. */
function placeOf(draft: EncodedDraft, tokens: LocatedPieces, index: number): PrefixParting['place'] {
  const piece = tokens.pieces[index]
  const from = tokens.starts[index]
  if (piece === undefined || from === undefined) return null
  const part = draft.parts[piece]
  const messageId = part?.message === null ? undefined : draft.messageIds[part?.message ?? -1]
  if (part === undefined || messageId === undefined || !('document' in part.piece)) return null
  const follows = tokens.pieces[index + 1] === piece ? tokens.starts[index + 1] : undefined
  const length = Buffer.from(tokens.bytes[index] ?? []).toString('utf8').length
  return { messageId, ...draft.toWritten(messageId, from, Math.max(follows ?? from + length, from + 1)) }
}
