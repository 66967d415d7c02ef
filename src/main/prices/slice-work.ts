import { setImmediate } from 'node:timers/promises'

export interface Progress {
  readonly done: number
  readonly total: number
}

/** One slice of a piece of work: how many it was at, and whether there is more. */
export type Slice = { readonly at: number; readonly more: boolean }

/** Long work on the one thread, in slices, so that others get their turn between two of them. */
export interface SliceWork {
  /** Runs slices until there is no more, then `end`; stopped before, `end` is not called. */
  start(id: string, total: number, slice: () => Slice, end: () => void): Promise<void>
  /** What is known of a piece of work that is under way here; null for any other. */
  progress(id: string): Progress | null
  /** Stops one between two slices. */
  stop(id: string): void
  /** Stops all, and waits until they have. */
  close(): Promise<void>
}

interface Piece {
  done: number
  readonly total: number
  stopped: boolean
}

/**
 * Nothing runs before the first turn after `start`.
 * @param onChange told after each slice and at the end, not while closing
 * @param onFailure told what a slice threw; the work then ends as if stopped
 */
export function createSliceWork(onChange: () => void, onFailure: (cause: unknown) => void): SliceWork {
  const pieces = new Map<string, Piece>()
  const ends = new Set<Promise<void>>()
  let closing = false

  async function run(piece: Piece, slice: () => Slice, end: () => void): Promise<void> {
    for (;;) {
      await setImmediate()
      if (piece.stopped || closing) return
      const { at, more } = slice()
      piece.done += at
      if (!more) break
      onChange()
    }
    end()
  }

  return {
    start: (id, total, slice, end) => {
      const piece: Piece = { done: 0, total, stopped: false }
      pieces.set(id, piece)
      const ended = run(piece, slice, end)
        .catch(onFailure)
        .finally(() => {
          pieces.delete(id)
          ends.delete(ended)
          if (!closing) onChange()
        })
      ends.add(ended)
      return ended
    },
    progress: (id) => {
      const piece = pieces.get(id)
      return piece === undefined ? null : { done: piece.done, total: piece.total }
    },
    stop: (id) => {
      const piece = pieces.get(id)
      if (piece) piece.stopped = true
    },
    close: async () => {
      closing = true
      await Promise.all(ends)
    },
  }
}
