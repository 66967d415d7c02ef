import { keptTokens } from './myers.ts'

export interface DiffPart {
  /** `removed` stands in the first text only, `added` in the second only. */
  readonly kind: 'same' | 'removed' | 'added'
  readonly text: string
}

/** Words, runs of white space, and every other character by itself; scripts without spaces go character by character. */
const TOKEN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])[\p{L}\p{N}\p{M}_])+|\s+|[^]/gu

export function tokensOf(text: string): string[] {
  return text.match(TOKEN) ?? []
}

/**
 * What changed from one text to another, word by word: the same and the removed parts are the first text, the same and
 * the added ones the second. Between two changes white space alone counts as changed, so that a rewritten sentence is
 * one change and not ten.
 */
export function wordDiff(before: string, after: string): readonly DiffPart[] {
  const [left, right] = [tokensOf(before), tokensOf(after)]
  const parts = left.length + right.length > LONG ? byLines(before, after) : partsOf(left, right, MOST_EDITS)
  return joined(parts)
}

/** Tokens of both texts together up to which every word is held against every other. */
const LONG = 6_000
/** Edits of lines and, where lines differ, of words that are looked for: 200,000 characters take a fifth of a second at most. */
const MOST_EDITS = 1_000
const MOST_LINES = 3_000

/** Long texts line by line first, and word by word where lines differ. */
function byLines(before: string, after: string): readonly DiffPart[] {
  const parts = partsOf(linesOf(before), linesOf(after), MOST_LINES)
  return parts.flatMap((part, index) => {
    const next = parts[index + 1]
    if (part.kind === 'removed' && next?.kind === 'added')
      return partsOf(tokensOf(part.text), tokensOf(next.text), MOST_EDITS)
    const isTaken = part.kind === 'added' && parts[index - 1]?.kind === 'removed'
    return isTaken ? [] : [part]
  })
}

function linesOf(text: string): readonly string[] {
  return text.split(/(?<=\n)/)
}

/** Removed, added and same in turn, without what is empty. */
function partsOf(left: readonly string[], right: readonly string[], mostEdits: number): readonly DiffPart[] {
  const kept = keptTokens(left, right, mostEdits)
  const parts: DiffPart[] = []
  let [i, j] = [0, 0]
  while (i < left.length || j < right.length) {
    const [removed, iEnd] = runOf(left, kept.left, i, false)
    const [added, jEnd] = runOf(right, kept.right, j, false)
    const [same, iNext] = runOf(left, kept.left, iEnd, true)
    // As many are kept on one side as on the other; the shorter run of the two ends this part.
    const [sameRight, jNext] = runOf(right, kept.right, jEnd, true)
    const shared = Math.min(iNext - iEnd, jNext - jEnd)
    parts.push({ kind: 'removed', text: removed }, { kind: 'added', text: added })
    const text = shared === iNext - iEnd ? same : sameRight
    parts.push({ kind: 'same', text })
    i = iEnd + shared
    j = jEnd + shared
  }
  return parts.filter(({ text }) => text !== '')
}

/** The text of the tokens from `from` on that are kept, or are not, and where they end. */
function runOf(
  tokens: readonly string[],
  kept: Uint8Array,
  from: number,
  wanted: boolean,
): readonly [string, number] {
  let end = from
  while (end < tokens.length && (kept[end] === 1) === wanted) end += 1
  return [tokens.slice(from, end).join(''), end]
}

/** Neighbours of one kind made one, and neighbouring changes over white space that stands between them. */
function joined(parts: readonly DiffPart[]): DiffPart[] {
  const result: DiffPart[] = []
  let removed = ''
  let added = ''
  const flush = (): void => {
    if (removed !== '') result.push({ kind: 'removed', text: removed })
    if (added !== '') result.push({ kind: 'added', text: added })
    removed = ''
    added = ''
  }
  for (const [index, { kind, text }] of parts.entries()) {
    if (kind === 'removed') removed += text
    else if (kind === 'added') added += text
    else if (removed !== '' && added !== '' && isBetweenChanges(parts, index)) {
      removed += text
      added += text
    } else {
      flush()
      const last = result.at(-1)
      if (last?.kind === 'same') result[result.length - 1] = { kind, text: last.text + text }
      else result.push({ kind, text })
    }
  }
  flush()
  return result
}

/** Blank, but no paragraph break, with a change before and after it. */
function isBetweenChanges(parts: readonly DiffPart[], index: number): boolean {
  const next = parts[index + 1]
  const text = parts[index]?.text ?? ''
  return next !== undefined && next.kind !== 'same' && text.trim() === '' && !text.includes('\n\n')
}

export interface DiffSize {
  readonly same: number
  readonly removed: number
  readonly added: number
}

/** How many words are the same, removed and added; punctuation and white space do not count. */
export function diffSize(parts: readonly DiffPart[]): DiffSize {
  const size = { same: 0, removed: 0, added: 0 }
  for (const { kind, text } of parts) {
    size[kind] += tokensOf(text).filter((token) => /[\p{L}\p{N}]/u.test(token)).length
  }
  return size
}
