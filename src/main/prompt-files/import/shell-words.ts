const ANSI_ESCAPES: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  e: '\u001B',
  E: '\u001B',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

/** Unquoted space, a quoted stretch of one of three kinds, an escaped character, or plain characters. */
const PIECE =
  /(?<space>(?:\s|\\\r?\n)+)|'(?<single>[^']*)'|\$'(?<ansi>(?:\\[\s\S]|[^\\'])*)'|"(?<double>(?:\\[\s\S]|[^\\"])*)"|\\(?<escaped>[\s\S])|(?<plain>[^\s'"\\$]+|\$)|(?<open>['"])/gy

/**
 * The words of a command as a POSIX shell splits them; nothing is expanded. Lines joined by a backslash are one.
 * @returns null where a quote is not closed
 */
export function shellWords(command: string): readonly string[] | null {
  const words: string[] = []
  let word: string | null = null
  for (const { groups } of command.matchAll(PIECE)) {
    const { space, single, ansi, double, escaped, plain, open } = groups ?? {}
    if (open !== undefined) return null
    if (space !== undefined) {
      if (word !== null) words.push(word)
      word = null
      continue
    }
    word = (word ?? '') + (single ?? plain ?? escaped ?? readAnsi(ansi) ?? readDouble(double) ?? '')
  }
  return word === null ? words : [...words, word]
}

const ANSI =
  /(?<bytes>(?:\\x[0-9a-fA-F]{1,2}|\\[0-7]{1,3})+)|\\u(?<unit>[0-9a-fA-F]{1,4})|\\U(?<point>[0-9a-fA-F]{1,8})|\\(?<letter>[\s\S])/g

function readAnsi(text: string | undefined): string | undefined {
  return text?.replace(ANSI, (...match) => {
    const { bytes, unit, point, letter } = match.at(-1) as Record<string, string | undefined>
    if (bytes !== undefined) return utf8(bytes)
    if (unit !== undefined) return String.fromCharCode(Number.parseInt(unit, 16))
    if (point !== undefined) return codePoint(Number.parseInt(point, 16))
    return ANSI_ESCAPES[letter ?? ''] ?? letter ?? ''
  })
}

/** A letter may be written as its bytes, one after the other. */
function utf8(escapes: string): string {
  const bytes = Array.from(escapes.matchAll(/\\(?:x([0-9a-fA-F]{1,2})|([0-7]{1,3}))/g), ([, hex, octal]) =>
    hex === undefined ? Number.parseInt(octal ?? '', 8) : Number.parseInt(hex, 16),
  )
  return Buffer.from(bytes).toString('utf8')
}

function codePoint(value: number): string {
  return value > 0x10_ff_ff ? '\uFFFD' : String.fromCodePoint(value)
}

/** Between double quotes a backslash escapes only what would mean something there. */
function readDouble(text: string | undefined): string | undefined {
  return text?.replace(/\\\r?\n/g, '').replace(/\\([$`"\\])/g, '$1')
}
