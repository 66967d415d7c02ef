export interface MarkWords {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly anchor: 'start' | 'end'
}

interface Marked {
  readonly key: number
  /** Where the line goes up or down, and where it is afterwards. */
  readonly x: number
  readonly y: number
  readonly drop: boolean
  readonly amount: number
  readonly text: string
}

interface Placed extends MarkWords {
  readonly from: number
  readonly to: number
}

const LINE = 14

/**
 * Where the words of marks stand, by their keys: beside the step where the line is not, a rise to its left and a drop to its
 * right. The largest come first; words that would cover others are left out.
 */
export function marksWithRoom(marks: readonly Marked[], right: number): ReadonlyMap<number, MarkWords> {
  const placed = new Map<number, Placed>()
  for (const mark of marks.toSorted((one, other) => other.amount - one.amount)) {
    const words = place(mark, right)
    const free = [...placed.values()].every(
      (other) => words.to < other.from || words.from > other.to || Math.abs(words.y - other.y) > LINE,
    )
    if (free) placed.set(mark.key, words)
  }
  return placed
}

function place({ x, y, drop, text }: Marked, right: number): Placed {
  const width = widthOf(text)
  const leftwards = drop ? x + 7 + width > right : x - 7 - width >= 0
  const [from, to] = leftwards ? [x - 7 - width, x - 7] : [x + 7, x + 7 + width]
  return {
    text,
    x: leftwards ? to : from,
    y: drop ? y - 6 : y + (leftwards ? 10 : LINE),
    anchor: leftwards ? 'end' : 'start',
    from,
    to,
  }
}

/** Of text at 11 px: no canvas is asked for the length of a few words. */
function widthOf(text: string): number {
  return text.length * 6 + (text.match(/\p{Script=Han}/gu)?.length ?? 0) * 5
}
