import { CONTROL_TOKEN_IDS, isControlToken } from '../encoding/control-tokens.ts'
import { createPieceCounter } from '../encoding/piece-counter.ts'
import { FathomError } from '../errors.ts'
import { createDocument, type IncrementalDocument } from '../tokenizer/incremental-document.ts'
import { depthInPieces, locatePieces, type PieceSources } from '../tokenizer/pieces.ts'
import { unitsOfPieces } from '../tokenizer/prompt-units.ts'
import type { Piece, Tokenizer } from '../tokenizer/tokenizer-types.ts'
import type { DraftCounter } from './draft-counter.ts'

/** A counter of drafts on the calling thread: for the command line and for tests. */
export function createDirectCounter(tokenizer: Tokenizer): DraftCounter {
  const texts = new Map<string, string>()
  const pieces = createPieceCounter(tokenizer, (document) => texts.get(document) ?? '')

  /** The documents as they are now. */
  function sources(): PieceSources {
    const opened = new Map<string, IncrementalDocument>()
    const documentOf = (id: string): IncrementalDocument => {
      const document = opened.get(id) ?? createDocument(texts.get(id) ?? '', tokenizer)
      opened.set(id, document)
      return document
    }
    return { tokenizer, documentOf, controlTokenId }
  }

  return {
    open: (document, text) => void texts.set(document, text),
    edit: (document, edits) => {
      for (const { from, to, insert } of edits) {
        const text = texts.get(document) ?? ''
        texts.set(document, text.slice(0, from) + insert + text.slice(to))
      }
    },
    close: (document) => void texts.delete(document),
    count: (parts) => Promise.resolve(pieces.countPieces(parts)),
    countText: (text) => Promise.resolve(tokenizer.count(text)),
    depths: (parts, places) => {
      const now = sources()
      return Promise.resolve(places.map(({ document, offset }) => depthOf(parts, now, document, offset)))
    },
    locate: (parts, from, to) => {
      const located = locatePieces(parts, sources(), from, to)
      return Promise.resolve({ ...located, total: pieces.countPieces(parts).total })
    },
    units: (parts) => Promise.resolve(finish(unitsOfPieces(parts, sources()))),
    end: () => Promise.resolve(),
  }
}

function depthOf(parts: readonly Piece[], sources: PieceSources, document: string, offset: number): number {
  const piece = parts.findIndex((part) => 'document' in part && part.document === document)
  return depthInPieces(parts, sources, piece, offset)
}

function finish<Value>(work: Generator<void, Value>): Value {
  for (;;) {
    const step = work.next()
    if (step.done === true) return step.value
  }
}

function controlTokenId(name: string): number {
  if (isControlToken(name)) return CONTROL_TOKEN_IDS[name]
  throw new FathomError('CONTROL_TOKEN_UNKNOWN', `No model knows the control token ${name}.`, { name })
}
