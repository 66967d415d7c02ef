/**
 * Which tokens of two lists belong to a longest common subsequence, as flags: Eugene Myers, "An O(ND) Difference
 * Algorithm and Its Variations" (1986), the linear-space variant. Where two stretches differ by more edits than asked for
 * the one counts as replaced by the other: still right, no longer the least.
 */
export interface KeptTokens {
  readonly left: Uint8Array
  readonly right: Uint8Array
}

/** `mostEdits` bounds the time for two lists that have little in common: it grows with their square. */
export function keptTokens(
  left: readonly string[],
  right: readonly string[],
  mostEdits = Infinity,
): KeptTokens {
  const ids = new Map<string, number>()
  const idOf = (token: string): number => {
    const known = ids.get(token)
    if (known !== undefined) return known
    ids.set(token, ids.size)
    return ids.size - 1
  }
  const a = Int32Array.from(left, idOf)
  const b = Int32Array.from(right, idOf)
  const kept = { left: new Uint8Array(a.length), right: new Uint8Array(b.length) }
  const open: Stretch[] = [{ a, b, aFrom: 0, aTo: a.length, bFrom: 0, bTo: b.length }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const stretch = trim(next, kept)
    if (stretch.aFrom === stretch.aTo || stretch.bFrom === stretch.bTo) continue
    const middle = findMiddle(stretch, mostEdits)
    if (middle === null) continue
    const [x, y] = middle
    open.push({ ...stretch, aTo: x, bTo: y }, { ...stretch, aFrom: x, bFrom: y })
  }
  return kept
}

interface Stretch {
  readonly a: Int32Array
  readonly b: Int32Array
  readonly aFrom: number
  readonly aTo: number
  readonly bFrom: number
  readonly bTo: number
}

/** Keeps what both ends have in common, and returns the rest. */
function trim(stretch: Stretch, kept: KeptTokens): Stretch {
  const { a, b } = stretch
  let { aFrom, aTo, bFrom, bTo } = stretch
  while (aFrom < aTo && bFrom < bTo && a[aFrom] === b[bFrom]) {
    kept.left[aFrom++] = 1
    kept.right[bFrom++] = 1
  }
  while (aFrom < aTo && bFrom < bTo && a[aTo - 1] === b[bTo - 1]) {
    kept.left[--aTo] = 1
    kept.right[--bTo] = 1
  }
  return { a, b, aFrom, aTo, bFrom, bTo }
}

/** One direction of the search: how far the furthest path with so many edits reaches on each diagonal. */
interface Search {
  readonly reach: Int32Array
  /** Diagonals that ran off the grid are left out from here on. */
  low: number
  high: number
}

/** A point that a shortest edit script passes; null where it would take too many edits. Both sides differ at both ends. */
function findMiddle(stretch: Stretch, mostEdits: number): readonly [number, number] | null {
  const { a, b, aFrom, aTo, bFrom, bTo } = stretch
  const n = aTo - aFrom
  const m = bTo - bFrom
  const most = Math.min(Math.ceil((n + m) / 2), mostEdits / 2)
  const size = 2 * most + 3
  const delta = n - m
  const search = (): Search => ({ reach: new Int32Array(size).fill(-1), low: 0, high: 0 })
  const forward = search()
  const backward = search()
  const at = (diagonal: number): number => diagonal + most + 1
  forward.reach[at(1)] = 0
  backward.reach[at(1)] = 0
  const same = (backwards: boolean, x: number, y: number): boolean =>
    backwards ? a[aTo - 1 - x] === b[bTo - 1 - y] : a[aFrom + x] === b[bFrom + y]

  /** Goes one edit further; the point where it meets the other search, counted from its own corner. */
  const advance = (edits: number, mine: Search, other: Search, backwards: boolean): number | null => {
    for (let k = -edits + mine.low; k <= edits - mine.high; k += 2) {
      const above = mine.reach[at(k + 1)] ?? -1
      const left = mine.reach[at(k - 1)] ?? -1
      let x = k === -edits || (k !== edits && left < above) ? above : left + 1
      let y = x - k
      while (x < n && y < m && same(backwards, x, y)) {
        x += 1
        y += 1
      }
      mine.reach[at(k)] = x
      if (x > n) mine.high += 2
      else if (y > m) mine.low += 2
      else if ((delta % 2 !== 0) !== backwards && meets(other, delta - k, n - x)) return pack(x, y)
    }
    return null
  }
  const meets = (other: Search, diagonal: number, needed: number): boolean => {
    if (diagonal < -most || diagonal > most) return false
    const reached = other.reach[at(diagonal)] ?? -1
    return reached !== -1 && reached >= needed
  }
  const pack = (x: number, y: number): number => x * (m + 1) + y

  for (let edits = 0; edits <= most; edits += 1) {
    const met = advance(edits, forward, backward, false)
    if (met !== null) return [aFrom + Math.floor(met / (m + 1)), bFrom + (met % (m + 1))]
    const metBack = advance(edits, backward, forward, true)
    if (metBack !== null) return [aTo - Math.floor(metBack / (m + 1)), bTo - (metBack % (m + 1))]
  }
  return null
}
