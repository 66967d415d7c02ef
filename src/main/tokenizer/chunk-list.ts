/** A stretch of a document between two safe boundaries. */
export interface Chunk {
  readonly text: string
  /** Tokens of the text; 0 while `settled` is false. */
  readonly tokens: number
  readonly settled: boolean
  /** The tokens themselves, kept where counting again would be slow. */
  readonly ids: Uint32Array | null
}

/** Where a chunk stands: the index of its group and in it, and what stands before it. */
export interface ChunkPlace {
  readonly group: number
  readonly index: number
  readonly chunk: Chunk
  /** UTF-16 offset of the chunk in the document. */
  readonly offset: number
  readonly tokensBefore: number
}

/** A sequence of chunks that is searched and changed at any place in microseconds. */
export interface ChunkList {
  readonly length: number
  readonly tokens: number
  readonly unsettled: number
  first(): ChunkPlace | null
  last(): ChunkPlace | null
  next(place: ChunkPlace): ChunkPlace | null
  previous(place: ChunkPlace): ChunkPlace | null
  /** The chunk that holds the UTF-16 unit at `offset`; the last one for the end of the text. */
  findOffset(offset: number): ChunkPlace | null
  /** The chunk that holds the token number `index`. */
  findToken(index: number): ChunkPlace | null
  /** The first chunk that is not settled, or the given one if it is still there. */
  findUnsettled(wanted?: Chunk): ChunkPlace | null
  /** Puts `chunks` in the place of all from `from` to `to`, both included. Places known before are void. */
  replace(from: ChunkPlace, to: ChunkPlace, chunks: readonly Chunk[]): void
  append(chunk: Chunk): void
}

interface Group {
  readonly chunks: Chunk[]
  length: number
  tokens: number
  unsettled: number
}

/** A group is split beyond this; 4 MB of text are some 15,000 chunks in 250 groups. */
const groupSize = 128

/** The chunks of a document in order, in groups with sums of their own, so that no edit walks over all of them. */
export function createChunkList(): ChunkList {
  const groups: Group[] = []
  const totals = { length: 0, tokens: 0, unsettled: 0 }

  function account(group: Group, chunks: readonly Chunk[], sign: 1 | -1): void {
    for (const chunk of chunks) {
      for (const sums of [group, totals]) {
        sums.length += sign * chunk.text.length
        sums.tokens += sign * chunk.tokens
        if (!chunk.settled) sums.unsettled += sign
      }
    }
  }

  /** The first chunk that `holds` what is sought, asked of its group first: given all units and tokens up to its end. */
  function find(
    holds: (length: number, tokens: number, unsettled: number, chunk?: Chunk) => boolean,
  ): ChunkPlace | null {
    let offset = 0
    let tokensBefore = 0
    for (let group = 0; group < groups.length; group++) {
      const found = groups[group]!
      if (!holds(offset + found.length, tokensBefore + found.tokens, found.unsettled)) {
        offset += found.length
        tokensBefore += found.tokens
        continue
      }
      for (let index = 0; index < found.chunks.length; index++) {
        const chunk = found.chunks[index]!
        if (holds(offset + chunk.text.length, tokensBefore + chunk.tokens, chunk.settled ? 0 : 1, chunk)) {
          return { group, index, chunk, offset, tokensBefore }
        }
        offset += chunk.text.length
        tokensBefore += chunk.tokens
      }
    }
    return null
  }

  function last(): ChunkPlace | null {
    const group = groups.length - 1
    const index = (groups[group]?.chunks.length ?? 0) - 1
    const chunk = groups[group]?.chunks[index]
    if (chunk === undefined) return null
    return {
      group,
      index,
      chunk,
      offset: totals.length - chunk.text.length,
      tokensBefore: totals.tokens - chunk.tokens,
    }
  }

  function next({ group, index, chunk, offset, tokensBefore }: ChunkPlace): ChunkPlace | null {
    const inside = index + 1 < groups[group]!.chunks.length
    const place = inside ? { group, index: index + 1 } : { group: group + 1, index: 0 }
    const following = groups[place.group]?.chunks[place.index]
    if (following === undefined) return null
    return {
      ...place,
      chunk: following,
      offset: offset + chunk.text.length,
      tokensBefore: tokensBefore + chunk.tokens,
    }
  }

  function previous({ group, index, offset, tokensBefore }: ChunkPlace): ChunkPlace | null {
    const place =
      index > 0
        ? { group, index: index - 1 }
        : { group: group - 1, index: (groups[group - 1]?.chunks.length ?? 0) - 1 }
    const chunk = groups[place.group]?.chunks[place.index]
    if (chunk === undefined) return null
    return { ...place, chunk, offset: offset - chunk.text.length, tokensBefore: tokensBefore - chunk.tokens }
  }

  function replace(from: ChunkPlace, to: ChunkPlace, chunks: readonly Chunk[]): void {
    const first = groups[from.group]!
    if (to.group > from.group) {
      account(groups[to.group]!, groups[to.group]!.chunks.splice(0, to.index + 1), -1)
      for (const group of groups.slice(from.group + 1, to.group)) account(group, group.chunks, -1)
      const emptied = groups[to.group]!.chunks.length === 0 ? 1 : 0
      groups.splice(from.group + 1, to.group - from.group - 1 + emptied)
      account(first, first.chunks.splice(from.index), -1)
    } else {
      account(first, first.chunks.splice(from.index, to.index - from.index + 1), -1)
    }
    insert(from.group, from.index, chunks)
  }

  function insert(at: number, index: number, chunks: readonly Chunk[]): void {
    const group = groups[at]!
    const all = [...group.chunks.slice(0, index), ...chunks, ...group.chunks.slice(index)]
    account(group, group.chunks, -1)
    const size = all.length > groupSize ? groupSize / 2 : groupSize
    const fresh: Group[] = []
    for (let start = 0; start < all.length; start += size)
      fresh.push(newGroup(all.slice(start, start + size)))
    groups.splice(at, 1, ...fresh)
  }

  function newGroup(chunks: Chunk[]): Group {
    const group: Group = { chunks, length: 0, tokens: 0, unsettled: 0 }
    account(group, chunks, 1)
    return group
  }

  function append(chunk: Chunk): void {
    const group = groups.at(-1)
    if (group === undefined || group.chunks.length >= groupSize / 2) groups.push(newGroup([chunk]))
    else {
      group.chunks.push(chunk)
      account(group, [chunk], 1)
    }
  }

  return {
    get length() {
      return totals.length
    },
    get tokens() {
      return totals.tokens
    },
    get unsettled() {
      return totals.unsettled
    },
    first: () => find(() => true),
    last,
    next,
    previous,
    findOffset: (offset) => (offset >= totals.length ? last() : find((length) => length > offset)),
    findToken: (index) => find((_, tokens) => tokens > index),
    findUnsettled: (wanted) =>
      find((_length, _tokens, unsettled, chunk) => {
        if (unsettled === 0) return false
        return chunk === undefined || wanted === undefined || chunk === wanted
      }),
    replace,
    append,
  }
}
