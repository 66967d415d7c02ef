/** One counter over one vocabulary. Text is plain BPE: nothing typed by a user is ever a special token. */
export interface Tokenizer {
  /** Tokens of `text`. Lone surrogates count as U+FFFD, as the API receives them. */
  count(text: string): number
  /** Token ids of `text`, in order. */
  encode(text: string): Uint32Array
  /** The same with a pause every some milliseconds: what a long text costs can be spread. */
  encodeSlowly(text: string): Generator<void, Uint32Array>
  /** Token ids with the UTF-16 offset at which each token begins (a token inside a character begins at that character). */
  locate(text: string): LocatedTokens
  /** The bytes of one vocabulary token. */
  readonly bytesOf: (id: number) => Uint8Array
  /** How many bytes one plain token stands for. */
  readonly lengthOf: (id: number) => number
}

export interface LocatedTokens {
  readonly ids: Uint32Array
  readonly starts: Uint32Array
}

/** A control token, once or several times in a row. */
export interface ControlPiece {
  readonly control: string
  readonly times?: number
}

/**
 * One piece of an encoded prompt, in order. Adjacent text pieces are one run of text and are tokenized together;
 * a control token ends a run. A `document` piece stands for the whole text of an open incremental document.
 */
export type Piece = ControlPiece | { readonly text: string } | { readonly document: string }

/** A token that straddles two pieces belongs to the piece in which its first byte stands. */
export interface PieceCounts {
  /** Tokens per piece, same order and length as the pieces. */
  readonly counts: Uint32Array
  readonly total: number
}
