const ANSI_ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  "'": "'",
  '"': '"',
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

function readAnsi(text: string | undefined): string | undefined {
  return text?.replace(/\\(?:u([0-9a-fA-F]{1,4})|x([0-9a-fA-F]{1,2})|([\s\S]))/g, (_, unit, byte, letter) =>
    (unit ?? byte)
      ? String.fromCharCode(Number.parseInt(unit ?? byte, 16))
      : (ANSI_ESCAPES[letter] ?? letter),
  )
}

/** Between double quotes a backslash escapes only what would mean something there. */
function readDouble(text: string | undefined): string | undefined {
  return text?.replace(/\\\r?\n/g, '').replace(/\\([$`"\\])/g, '$1')
}
