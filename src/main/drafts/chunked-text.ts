/** A long text that is edited in place: an edit costs the chunk it falls into, not the text. UTF-16 offsets. */
export interface ChunkedText {
  readonly length: () => number
  /** Replaces [from, to). The caller has checked 0 <= from <= to <= length. */
  readonly replace: (from: number, to: number, insert: string) => void
  readonly slice: (from: number, to: number) => string
  /** The whole text, joined now. */
  readonly toString: () => string
}

// Large enough that 4 MB are some hundred chunks to walk over, small enough that one is copied in microseconds.
const CHUNK = 8 * 1024

/** A text that is edited in place without being copied whole. Offsets are UTF-16 units. */
export function createChunkedText(initial: string): ChunkedText {
  const chunks = cut(initial)
  let length = initial.length

  /** The chunk in which `offset` falls, and where in it; the end of a chunk rather than the start of the next. */
  function locate(offset: number): { index: number; within: number } {
    let rest = offset
    let index = 0
    for (const chunk of chunks) {
      if (rest <= chunk.length) break
      rest -= chunk.length
      index += 1
    }
    return { index, within: rest }
  }

  function replace(from: number, to: number, insert: string): void {
    const start = locate(from)
    const end = locate(to)
    const before = (chunks[start.index] ?? '').slice(0, start.within)
    const after = (chunks[end.index] ?? '').slice(end.within)
    chunks.splice(start.index, end.index - start.index + 1, ...cut(before + insert + after))
    length += insert.length - (to - from)
  }

  function slice(from: number, to: number): string {
    const start = locate(from)
    const parts: string[] = []
    let offset = from - start.within
    for (let index = start.index; index < chunks.length && offset < to; index++) {
      const chunk = chunks[index] ?? ''
      parts.push(chunk.slice(Math.max(from - offset, 0), to - offset))
      offset += chunk.length
    }
    return parts.join('')
  }

  return { length: () => length, replace, slice, toString: () => chunks.join('') }
}

function cut(text: string): string[] {
  if (text.length <= 2 * CHUNK) return text === '' ? [] : [text]
  const chunks: string[] = []
  for (let from = 0; from < text.length; from += CHUNK) chunks.push(text.slice(from, from + CHUNK))
  return chunks
}
