import type { PromptToken, TokenRange, TokenResults } from '../../contract/tokens.ts'
import { MOST_TOKENS } from '../../contract/tokens.ts'
import { documentName } from './document-names.ts'
import type { DraftCounter } from './draft-counter.ts'
import type { EncodedDraft, LiveEstimates } from './live-estimates.ts'

/** The single tokens of watched drafts, as the contract's `tokens.range` and `tokens.at`. */
export interface DraftTokens {
  range(promptId: string, model: string, from: number, to: number): Promise<TokenRange | null>
  at(promptId: string, model: string, messageId: string, offset: number): Promise<TokenResults['tokens.at']>
}

/** The tokens of live drafts by their positions; null for a draft that is not watched. */
export function createDraftTokens(
  estimates: Pick<LiveEstimates, 'encode'>,
  counter: Pick<DraftCounter, 'depths' | 'locate'>,
): DraftTokens {
  return {
    async range(promptId, model, from, to) {
      const draft = estimates.encode(promptId, model)
      if (draft === null) return null
      const end = Math.min(Math.max(from, to), from + MOST_TOKENS)
      const located = await counter.locate(piecesOf(draft), from, end)
      if (!draft.isCurrent()) return null
      const tokens = Array.from(located.ids, (id, index) =>
        describeToken(draft, from + index, id, located.pieces[index] ?? 0, located.bytes[index] ?? noBytes),
      )
      return { revision: draft.revision, total: located.total, tokens }
    },
    async at(promptId, model, messageId, offset) {
      const draft = estimates.encode(promptId, model)
      const document = documentName(promptId, messageId)
      if (!draft?.parts.some(({ piece }) => 'document' in piece && piece.document === document)) return null
      // Tokens that begin before the place after this one: the last of them is the token that holds it.
      const [begun = 0] = await counter.depths(piecesOf(draft), [
        { document, offset: draft.toFilled(messageId, offset) + 1 },
      ])
      return draft.isCurrent() ? { revision: draft.revision, position: Math.max(begun - 1, 0) } : null
    },
  }
}

const noBytes = new Uint8Array()

const piecesOf = ({ parts }: EncodedDraft) => parts.map(({ piece }) => piece)

function describeToken(
  { parts, messageIds }: EncodedDraft,
  position: number,
  id: number,
  part: number,
  bytes: Uint8Array,
): PromptToken {
  const { kind, message, piece } = parts[part]!
  const control = 'control' in piece
  return {
    position,
    id,
    text: control ? piece.control : textOf(bytes),
    bytes: Buffer.from(bytes).toString('hex').toUpperCase(),
    kind,
    control,
    messageId: message === null ? null : (messageIds[message] ?? null),
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Null where the bytes are no text by themselves: a character may be spread over several tokens. */
function textOf(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes)
  } catch {
    return null
  }
}
