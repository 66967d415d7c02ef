/** Scripts that are written without spaces between words; each character is made a word of its own. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const UNSPACED_ALL = new RegExp(UNSPACED.source, 'gu')

/** In UTF-16 units. What comes after is not searched: it keeps one step of the index short (25 ms). */
export const MAX_INDEXED = 1_000_000

/** A text as the index takes it. */
export function indexedText(text: string): string {
  // SQLite ends a text at NUL.
  return text.slice(0, MAX_INDEXED).replaceAll('\0', ' ').replace(UNSPACED_ALL, ' $& ')
}

/** Words of a search, as the user typed them. */
export function typedWords(text: string): readonly string[] {
  return text.split(/[^\p{L}\p{N}\p{M}]+/u).filter((word) => word !== '')
}

/** The query in the words of FTS5: each typed word must be there, the beginning of a longer one counts. Null: nothing to find. */
export function ftsQuery(text: string): string | null {
  const words = typedWords(text)
  if (words.length === 0) return null
  return words
    .map((word) => `"${indexedText(word).trim().replace(/\s+/g, ' ')}"${endsUnspaced(word) ? '' : '*'}`)
    .join(' AND ')
}

function endsUnspaced(word: string): boolean {
  return UNSPACED.test(Array.from(word).at(-1) ?? '')
}
