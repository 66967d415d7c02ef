/**
 * The places in a text that stand for something else: `{{name}}`, `{{ name }}`, and `{{name=default}}` with a default
 * of one line without braces. A backslash before it, `\{{name}}`, sends the braces as they are; two send one backslash
 * and the value, and so on. Everything else with braces or backslashes in it is plain text.
 * The pattern never reads past a brace or the end of a line, so that a place can be found by looking around an edit.
 */
const PLACEHOLDER =
  /(\\{0,64})\{\{ {0,8}([\p{L}_][\p{L}\p{N}\p{M}_-]{0,63}) {0,8}(?:=([^{}\r\n]{0,1000}))?\}\}/gu

/** The longest placeholder, in UTF-16 units: backslashes, braces, spaces, a name of 64 wide letters and a default. */
export const LONGEST_PLACEHOLDER = 64 + 4 + 16 + 128 + 1 + 2_000

/** A place of a text, [from, to) in UTF-16 units, the backslashes before it included. */
export interface Placeholder {
  readonly from: number
  readonly to: number
  readonly name: string
  /** What stands there where no value is given; null: a value is needed. The empty default makes it optional. */
  readonly fallback: string | null
  /** True: the braces are sent as they are, and no value is put in. */
  readonly escaped: boolean
  /** What is sent before the value, and (escaped) instead of it. */
  readonly literal: string
}

/** All placeholders of a text, in order. Costs the text. */
export function findPlaceholders(text: string): Placeholder[] {
  if (!text.includes('{{')) return []
  return Array.from(text.matchAll(PLACEHOLDER), (match) => {
    const [whole, slashes = '', name = '', fallback] = match
    const escaped = slashes.length % 2 === 1
    const backslashes = '\\'.repeat(Math.floor(slashes.length / 2))
    return {
      from: match.index,
      to: match.index + whole.length,
      name: name.normalize('NFC'),
      fallback: fallback === undefined ? null : fallback.trim(),
      escaped,
      literal: escaped ? backslashes + whole.slice(slashes.length) : backslashes,
    }
  })
}

/** A text that is sent as it is: what would be a placeholder in it is escaped. */
export function escapePlaceholders(text: string): string {
  if (!text.includes('{{')) return text
  return text.replaceAll(PLACEHOLDER, (whole, slashes: string) => `${slashes}\\${whole}`)
}
