/** Scripts that are written without spaces between words; each character is made a word of its own, and so is each emoji. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Extended_Pictographic}]/u
const UNSPACED_ALL = new RegExp(UNSPACED.source, 'gu')
const EMOJI = /\p{Extended_Pictographic}/u

/** In UTF-16 units. What comes after is not searched: it keeps one step of the index short (25 ms). */
export const MAX_INDEXED = 1_000_000

/** A text as the index takes it. */
export function indexedText(text: string): string {
  return (
    text
      .slice(0, MAX_INDEXED)
      // SQLite ends a text at NUL.
      .replaceAll('\0', ' ')
      // Letters and digits of full or half width are the same.
      .normalize('NFKC')
      .replace(UNSPACED_ALL, (character) => ` ${asWord(character)} `)
  )
}

/** The index knows letters only. */
function asWord(character: string): string {
  return EMOJI.test(character) ? `emoji${character.codePointAt(0)?.toString(16)}` : character
}

/** Words of a search, as the user typed them. */
export function typedWords(text: string): readonly string[] {
  return text.split(/[^\p{L}\p{N}\p{M}\p{Extended_Pictographic}]+/u).filter((word) => /[^\p{M}]/u.test(word))
}

/** The query in the words of FTS5: each typed word must be there, the beginning of a longer one counts. Null: nothing to find. */
export function ftsQuery(text: string): string | null {
  const words = typedWords(text)
  if (words.length === 0) return null
  return words
    .map((word) => `"${indexedText(word).trim().replace(/\s+/g, ' ')}"${endsUnspaced(word) ? '' : '*'}`)
    .join(' AND ')
}

/** Whether a word is found wherever it stands, and not only where a word begins. */
export function beginsUnspaced(word: string): boolean {
  return UNSPACED.test(Array.from(word).at(0) ?? '')
}

function endsUnspaced(word: string): boolean {
  // What only changes the look of the emoji before it says nothing.
  return UNSPACED.test(Array.from(word.replace(/\p{M}+$/u, '')).at(-1) ?? '')
}
