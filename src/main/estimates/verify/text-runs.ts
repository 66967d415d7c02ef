import type { Piece } from '../../tokenizer/tokenizer-types.ts'

export interface TextRuns {
  /** The texts between control tokens, each of which is tokenized in one piece. */
  readonly runs: readonly string[]
  /** How many control tokens stand around them. */
  readonly controls: number
}

/** A prompt as an engine without any knowledge of drafts can count it; `textOf` gives the text of a document. */
export function textRuns(pieces: readonly Piece[], textOf: (document: string) => string): TextRuns {
  const runs: string[] = []
  let controls = 0
  let run = ''
  for (const piece of pieces) {
    if ('control' in piece) {
      if (run !== '') runs.push(run)
      run = ''
      controls += piece.times ?? 1
    } else run += 'text' in piece ? piece.text : textOf(piece.document)
  }
  if (run !== '') runs.push(run)
  return { runs, controls }
}
