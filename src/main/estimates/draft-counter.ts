import type { LocatedPieces } from '../tokenizer/pieces.ts'
import type { PromptUnits } from '../tokenizer/prompt-units.ts'
import type { Piece, PieceCounts } from '../tokenizer/tokenizer-types.ts'
import type { DocumentPlace } from '../tokenizer/worker-protocol.ts'

export interface TextEdit {
  readonly from: number
  readonly to: number
  readonly insert: string
}

/** The text of one open document. */
export interface OpenText {
  readonly document: string
  readonly text: string
}

/**
 * Counts prompts whose texts are open documents, off the main thread. Calls take effect in the order in which they are made: a
 * count sees every edit that was made before it.
 */
export interface DraftCounter {
  /** Opens a document, or gives an open one a new text. */
  open(document: string, text: string): void
  edit(document: string, edits: readonly TextEdit[]): void
  close(document: string): void
  count(pieces: readonly Piece[]): Promise<PieceCounts>
  countText(text: string): Promise<number>
  /** Tokens of the whole prompt that begin before each place in its documents. */
  depths(pieces: readonly Piece[], places: readonly DocumentPlace[]): Promise<readonly number[]>
  /** The tokens number `from` to before number `to` of the whole prompt, and how many it has. */
  locate(
    pieces: readonly Piece[],
    from: number,
    to: number,
  ): Promise<LocatedPieces & { readonly total: number }>
  /** The whole prompt in units of 128 tokens, hashed: what two prompts share at their beginning. */
  units(pieces: readonly Piece[]): Promise<PromptUnits>
  end(): Promise<void>
}
