import { beginsUnspaced, typedWords } from './words.ts'

export interface Snippet {
  readonly snippet: string
  readonly marks: readonly (readonly [from: number, to: number])[]
}

/** Characters before the first word found, and in all. */
const BEFORE = 40
const LENGTH = 180

/**
 * The piece of a text around the first of the typed words, on one line, with the places of all of them. Words are looked
 * for without regard to case and accents, as the index does.
 */
export function snippetOf(text: string, typed: string): Snippet {
  const pattern = patternOf(typed)
  const first = pattern === null ? -1 : text.search(pattern)
  const from = first <= BEFORE ? 0 : wordStart(text, first - BEFORE)
  const piece = text.slice(from, from + LENGTH).replaceAll(/\s/g, ' ')
  const lead = from > 0 ? '… ' : ''
  const snippet = lead + piece + (from + LENGTH < text.length ? ' …' : '')
  if (pattern === null) return { snippet, marks: [] }
  const marks = [...snippet.matchAll(new RegExp(pattern.source, 'giu'))].map(
    (match): readonly [number, number] => [match.index, match.index + match[0].length],
  )
  return { snippet, marks }
}

function patternOf(typed: string): RegExp | null {
  const words = typedWords(typed)
  // Words hold letters, digits, marks and emoji only: nothing in them means something to a pattern.
  return words.length === 0 ? null : new RegExp(words.map(wordPattern).join('|'), 'iu')
}

/** As the index finds it: at the beginning of a word, or anywhere in what is written without spaces. */
function wordPattern(word: string): string {
  const letters = anyAccent(word)
  return beginsUnspaced(word) ? letters : `(?<![\\p{L}\\p{N}\\p{M}])${letters}`
}

/** Each letter with or without its accents. */
function anyAccent(word: string): string {
  return Array.from(word.normalize('NFC'), (letter) =>
    /\p{M}/u.test(letter) ? '' : `${variants(letter)}\\p{M}*`,
  ).join('')
}

const accented = new Map<string, string>()
for (let code = 0xc0; code <= 0x24f; code += 1) {
  const letter = String.fromCharCode(code)
  const plain = letter.normalize('NFD').charAt(0)
  if (plain !== letter) accented.set(plain, (accented.get(plain) ?? '') + letter)
}

function variants(letter: string): string {
  const plain = letter.normalize('NFD').charAt(0)
  const others = accented.get(plain)
  return others === undefined ? letter : `[${plain}${others}]`
}

/** Back to the beginning of a word, if one begins near. */
function wordStart(text: string, at: number): number {
  const space = text.slice(at, at + 20).search(/\s/)
  return space === -1 ? at : at + space + 1
}
