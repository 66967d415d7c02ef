import type { Piece, PieceCounts, Tokenizer } from '../tokenizer/tokenizer-types.ts'
import type { PieceCounter } from './estimate-prompt.ts'

interface Run {
  text: string
  /** The piece and the offset in `text` at which it begins. */
  readonly begins: { readonly piece: number; readonly offset: number }[]
}

/**
 * A counter of prompts whose texts are all at hand. Text between two control tokens is tokenized in one piece, as the
 * API does; `textOf` gives the text of an open document.
 */
export function createPieceCounter(tokenizer: Tokenizer, textOf: (document: string) => string): PieceCounter {
  function countRun({ text, begins }: Run, counts: Uint32Array): void {
    const [first, second] = begins
    if (!first) return
    if (!second) {
      counts[first.piece] = tokenizer.count(text)
      return
    }
    let place = 0
    for (const start of tokenizer.locate(text).starts) {
      while ((begins[place + 1]?.offset ?? Infinity) <= start) place++
      const piece = begins[place]?.piece ?? first.piece
      counts[piece] = (counts[piece] ?? 0) + 1
    }
  }

  function countPieces(pieces: readonly Piece[]): PieceCounts {
    const counts = new Uint32Array(pieces.length)
    let run: Run = { text: '', begins: [] }
    pieces.forEach((piece, index) => {
      if ('control' in piece) {
        countRun(run, counts)
        run = { text: '', begins: [] }
        counts[index] = piece.times ?? 1
        return
      }
      run.begins.push({ piece: index, offset: run.text.length })
      run.text += 'text' in piece ? piece.text : textOf(piece.document)
    })
    countRun(run, counts)
    return { counts, total: counts.reduce((sum, count) => sum + count, 0) }
  }

  return { countPieces }
}
