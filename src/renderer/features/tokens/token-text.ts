import { message, t } from '../../../contract/i18n/t.ts'

/** A stretch of a token's text; a mark stands for what cannot be seen. */
export interface TextMark {
  readonly text: string
  readonly mark: boolean
}

/** Middle dot, arrows for line feed, carriage return and tab, and a name for other spaces and controls. */
const marks: Readonly<Record<string, string>> = {
  ' ': '\u00B7',
  '\n': '\u21B5',
  '\r': '\u240D',
  '\t': '\u2192',
  '\u00A0': '\u237D',
  '\u3000': '\u25A1',
}

const hidden = /[\p{C}\p{Z}]/u

/** A token's text cut into what is seen as it is and what is only seen by its mark. */
export function textMarks(text: string, showWhitespace: boolean): TextMark[] {
  const parts: TextMark[] = []
  for (const character of text) {
    const mark = hidden.test(character)
    const shown = mark ? markOf(character, showWhitespace) : character
    const last = parts.at(-1)
    if (last?.mark === mark) parts[parts.length - 1] = { text: last.text + shown, mark }
    else parts.push({ text: shown, mark })
  }
  return parts
}

function markOf(character: string, showWhitespace: boolean): string {
  const known = marks[character]
  if (!showWhitespace && known !== undefined) return '\u00A0'
  return known ?? `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
}

/** "E7AE80" as "E7 AE 80". */
export function byteWords(hex: string): string {
  return hex.replaceAll(/..(?=.)/g, '$& ')
}

/** The short name on the capsule of a control token: "<｜begin▁of▁sentence｜>" is "begin of sentence". */
export function controlName(text: string): string {
  const inside = /^<｜(.+)｜>$/.exec(text)?.[1] ?? text
  return inside.replaceAll('▁', ' ')
}

const spoken: Readonly<Record<string, string>> = {
  ' ': message('space'),
  '\n': message('line feed'),
  '\r': message('carriage return'),
  '\t': message('tab'),
}

function spokenName(character: string): string {
  const name = spoken[character]
  return name === undefined ? markOf(character, true) : t(name)
}

/** How a screen reader says a token: a lone blank has a name, and parts of characters are said as bytes. */
export function tokenName(token: {
  readonly text: string | null
  readonly bytes: string
  readonly control: boolean
}): string {
  if (token.text === null) return t('bytes {bytes}', { bytes: byteWords(token.bytes) })
  if (token.control) return t('control token {text}', { text: controlName(token.text) })
  if (token.text.trim() !== '') return token.text
  return Array.from(token.text, spokenName).join(' ')
}
