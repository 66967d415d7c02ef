import type { IncrementalDocument } from './incremental-document.ts'
import { isSafeJoint } from './safe-boundary.ts'
import type { Piece } from './tokenizer-types.ts'

/** A part of a prompt whose tokens do not depend on what stands around it. */
export type Stretch =
  | { readonly kind: 'control'; readonly piece: number; readonly name: string }
  | DocumentStretch
  | { readonly kind: 'text'; readonly text: string; readonly parts: readonly TextPart[] }

/** A range of an open document between two of its own boundaries; its tokens are known. */
export interface DocumentStretch {
  readonly kind: 'document'
  readonly piece: number
  readonly document: IncrementalDocument
  /** Tokens of the document before the range. */
  readonly before: number
  readonly tokens: number
}

/** Text of one piece in a text that is tokenized in one go. */
export interface TextPart {
  readonly piece: number
  readonly text: string
  /** Where it begins in its piece, and in the whole text. */
  readonly start: number
  readonly at: number
}

/** A text that may have to be joined to its neighbours, or (text null) one that never has. */
interface Atom {
  readonly piece: number
  readonly text: string | null
  readonly start: number
  readonly range: DocumentStretch | null
}

/**
 * Cuts a prompt into independent stretches. Between two control tokens all text is one run; it is only cut at safe
 * boundaries, and of a document only its first and last chunk can be joined to a neighbour.
 */
export function cutPieces(
  pieces: readonly Piece[],
  documentOf: (id: string) => IncrementalDocument,
): Stretch[] {
  const stretches: Stretch[] = []
  let run: Atom[] = []
  const closeRun = (): void => {
    for (const group of groupAtoms(run)) stretches.push(stretchOf(group))
    run = []
  }
  pieces.forEach((piece, index) => {
    if ('control' in piece) {
      closeRun()
      for (let time = 0; time < (piece.times ?? 1); time++)
        stretches.push({ kind: 'control', piece: index, name: piece.control })
    } else if ('document' in piece) {
      run.push(...atomsOf(index, documentOf(piece.document)))
    } else if (piece.text !== '') {
      run.push({ piece: index, text: piece.text, start: 0, range: null })
    }
  })
  closeRun()
  return stretches
}

function atomsOf(piece: number, document: IncrementalDocument): Atom[] {
  const { first, last } = document.edges()
  if (first === null) return []
  const range = (before: number, tokens: number): DocumentStretch => ({
    kind: 'document',
    piece,
    document,
    before,
    tokens,
  })
  const head: Atom = { piece, text: first.text, start: 0, range: range(0, first.tokens) }
  if (last === null) return [head]
  const middle = document.tokens - first.tokens - last.tokens
  return [
    head,
    { piece, text: null, start: first.text.length, range: range(first.tokens, middle) },
    { piece, text: last.text, start: last.offset, range: range(first.tokens + middle, last.tokens) },
  ]
}

/** Neighbours stay together unless the border between them is safe. */
function groupAtoms(run: readonly Atom[]): Atom[][] {
  const groups: Atom[][] = []
  for (const atom of run) {
    const before = groups.at(-1)?.at(-1)
    const apart =
      before === undefined ||
      before.text === null ||
      atom.text === null ||
      isSafeJoint(before.text, atom.text)
    if (apart) groups.push([atom])
    else groups.at(-1)!.push(atom)
  }
  return groups
}

function stretchOf(group: readonly Atom[]): Stretch {
  const [only] = group
  if (group.length === 1 && only?.range) return only.range
  let at = 0
  const parts = group.map(({ piece, text, start }) => {
    const part = { piece, text: text ?? '', start, at }
    at += part.text.length
    return part
  })
  return { kind: 'text', text: parts.map((part) => part.text).join(''), parts }
}
