import { findPlaceholders } from '../../contract/placeholders.ts'

/** The value of a variable in a filled text, [from, to) in UTF-16 units of that text. Empty where the value is. */
export interface ValueSpan {
  readonly name: string
  readonly from: number
  readonly to: number
}

export interface FilledText {
  readonly text: string
  /** In order; never overlapping. */
  readonly spans: readonly ValueSpan[]
  /** Names without a value, each once; their braces are left as they were written. */
  readonly missing: readonly string[]
}

/**
 * Puts values into a text. A value is put in as it is: braces in it are not searched again.
 * @param valueOf the value of a name, its default included; null where there is none
 */
export function fillText(text: string, valueOf: (name: string) => string | null): FilledText {
  const spans: ValueSpan[] = []
  const missing = new Set<string>()
  const parts: string[] = []
  let length = 0
  let read = 0
  const write = (part: string): void => {
    parts.push(part)
    length += part.length
  }
  for (const { from, to, name, escaped, literal } of findPlaceholders(text)) {
    const value = escaped ? null : valueOf(name)
    if (!escaped && value === null) {
      missing.add(name)
      continue
    }
    write(text.slice(read, from) + literal)
    read = to
    if (value === null) continue
    write(value)
    spans.push({ name, from: length - value.length, to: length })
  }
  if (read === 0) return { text, spans, missing: [...missing] }
  write(text.slice(read))
  return { text: parts.join(''), spans, missing: [...missing] }
}
