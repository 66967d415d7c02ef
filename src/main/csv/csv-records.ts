/** One record of a CSV file: its cells, or null where it cannot be read. */
export interface CsvRecord {
  /** The line on which it begins, from 1. */
  readonly line: number
  /** A cell that is not wanted stays undefined: its text is never taken out of the file. */
  readonly cells: readonly (string | undefined)[] | null
}

/** How large a record may be, since one that is larger cannot be read, and what parts its fields. */
export interface CsvLimits {
  /** UTF-16 units of one field: a quote that is never closed ends here and costs one line, not the file. */
  readonly longestField: number
  readonly mostFields: number
  /** A comma where absent; spreadsheets of many countries write semicolons or tabs. */
  readonly separator?: ',' | ';' | '\t'
}

/** No export of the platform has more. */
const EXPORT_LIMITS: CsvLimits = { longestField: 4_000, mostFields: 64 }

const LONGEST_BLANK = 4_000

const QUOTE = 0x22
const CR = 0x0d
const LF = 0x0a

/**
 * The records of a CSV text after RFC 4180, with LF, CRLF or CR, lazily. `wanted` says which columns are read, by
 * place; it is asked anew for each record. Empty lines are left out.
 */
export function* csvRecords(
  text: string,
  wanted: (column: number) => boolean,
  limits: CsvLimits = EXPORT_LIMITS,
): Generator<CsvRecord> {
  let at = 0
  let line = 1
  while (at < text.length) {
    const record = readRecord(text, at, wanted, limits)
    const next = record?.next ?? nextLine(text, at)
    const empty = record?.cells.length === 1 && isBlank(text, at, next)
    if (!empty) yield { line, cells: record?.cells ?? null }
    line += linesIn(text, at, next)
    at = next
  }
}

interface ReadRecord {
  readonly cells: readonly (string | undefined)[]
  readonly next: number
}

function readRecord(
  text: string,
  start: number,
  wanted: (column: number) => boolean,
  { longestField, mostFields, separator = ',' }: CsvLimits,
): ReadRecord | null {
  const comma = separator.charCodeAt(0)
  const cells: (string | undefined)[] = []
  let at = start
  for (;;) {
    if (cells.length >= mostFields) return null
    const field =
      text.charCodeAt(at) === QUOTE
        ? quotedField(text, at, longestField, comma)
        : plainField(text, at, longestField, comma)
    if (field === null) return null
    cells.push(wanted(cells.length) ? field.value() : undefined)
    at = field.end
    const mark = text.charCodeAt(at)
    if (at >= text.length) return { cells, next: at }
    if (mark !== comma)
      return { cells, next: mark === CR && text.charCodeAt(at + 1) === LF ? at + 2 : at + 1 }
    at += 1
  }
}

interface Field {
  readonly end: number
  readonly value: () => string
}

function plainField(text: string, start: number, longest: number, comma: number): Field | null {
  let end = start
  while (end < text.length && !isMark(text.charCodeAt(end), comma)) {
    end += 1
    if (end - start > longest) return null
  }
  return { end, value: () => text.slice(start, end) }
}

function quotedField(text: string, start: number, longest: number, comma: number): Field | null {
  let at = start + 1
  for (;;) {
    const quote = text.indexOf('"', at)
    if (quote === -1 || quote - start > longest) return null
    if (text.charCodeAt(quote + 1) === QUOTE) {
      at = quote + 2
      continue
    }
    const end = quote + 1
    if (end < text.length && !isMark(text.charCodeAt(end), comma)) return null
    return { end, value: () => text.slice(start + 1, quote).replaceAll('""', '"') }
  }
}

function isMark(code: number, comma: number): boolean {
  return code === comma || code === CR || code === LF
}

function nextLine(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === LF || (code === CR && text.charCodeAt(at + 1) !== LF)) return at + 1
  }
  return text.length
}

function linesIn(text: string, from: number, until: number): number {
  let lines = 0
  for (let at = from; at < until; at += 1) {
    const code = text.charCodeAt(at)
    if (code === LF || (code === CR && text.charCodeAt(at + 1) !== LF)) lines += 1
  }
  return lines
}

function isBlank(text: string, from: number, until: number): boolean {
  // A blank line is white space and no longer than a glance.
  return until - from <= LONGEST_BLANK && text.slice(from, until).trim() === ''
}
