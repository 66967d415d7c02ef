import { FathomError } from '../errors.ts'
import { createDocument } from './incremental-document.ts'
import type { IncrementalDocument } from './incremental-document.ts'
import type { PieceSources } from './pieces.ts'
import type { Piece, PieceCounts, Tokenizer } from './tokenizer-types.ts'

/** The prompts of one key as they are now, and what was counted last. */
export interface KeptLayouts {
  readonly layouts: readonly (readonly Piece[])[]
  readonly sources: PieceSources
  revision: number
  last: readonly PieceCounts[] | null
}

/** Open documents, and the prompts that are made of them. */
export interface LayoutStore {
  openDocument(document: string, text: string): void
  closeDocument(document: string): void
  /** Throws DOCUMENT_NOT_OPEN. */
  documentOf(document: string): IncrementalDocument
  /** Sets the prompts of a key, or only its revision. Throws LAYOUT_UNKNOWN. */
  set(key: string, revision: number, layouts?: readonly (readonly Piece[])[]): KeptLayouts
  /** Throws LAYOUT_UNKNOWN. */
  get(key: string): KeptLayouts
  forget(key: string): void
}

/** A text piece beyond this is kept as a document, so that it is not counted anew with every edit elsewhere. */
const longText = 4096

interface KeptText {
  readonly id: string
  readonly document: IncrementalDocument
}

/** Documents and layouts that the worker keeps between questions. */
export function createLayoutStore(
  tokenizer: Tokenizer,
  controlTokenId: (name: string) => number,
): LayoutStore {
  const documents = new Map<string, IncrementalDocument>()
  const kept = new Map<string, KeptLayouts & { texts: ReadonlyMap<string, KeptText> }>()
  let textsKept = 0

  function documentOf(id: string): IncrementalDocument {
    const document = documents.get(id)
    if (document === undefined) {
      throw new FathomError('DOCUMENT_NOT_OPEN', 'The draft is not open for counting. Open it again.', {
        document: id,
      })
    }
    return document
  }

  function get(key: string): KeptLayouts {
    const layouts = kept.get(key)
    if (layouts === undefined) {
      throw new FathomError(
        'LAYOUT_UNKNOWN',
        'Nothing is being counted under this name. Open the draft again.',
        { key },
      )
    }
    return layouts
  }

  function set(key: string, revision: number, layouts?: readonly (readonly Piece[])[]): KeptLayouts {
    if (layouts === undefined) {
      const same = get(key)
      same.revision = revision
      return same
    }
    const before = kept.get(key)
    const texts = new Map<string, KeptText>()
    const keep = (piece: Piece): Piece => {
      if (!('text' in piece) || piece.text.length <= longText) return piece
      const known = texts.get(piece.text) ?? before?.texts.get(piece.text)
      const text = known ?? { id: `text ${++textsKept}`, document: createDocument(piece.text, tokenizer) }
      texts.set(piece.text, text)
      return { document: text.id }
    }
    const pieces = layouts.map((layout) => layout.map(keep))
    const textsById = new Map([...texts.values()].map(({ id, document }) => [id, document]))
    const sources = {
      tokenizer,
      controlTokenId,
      documentOf: (id: string) => textsById.get(id) ?? documentOf(id),
    }
    const fresh = { layouts: pieces, sources, revision, last: before?.last ?? null, texts }
    kept.set(key, fresh)
    return fresh
  }

  return {
    openDocument: (id, text) => void documents.set(id, createDocument(text, tokenizer)),
    closeDocument: (id) => void documents.delete(id),
    documentOf,
    set,
    get,
    forget: (key) => void kept.delete(key),
  }
}
