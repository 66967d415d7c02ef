/** What a block of a prompt file holds: a message by its role, the thinking of the message above, or the tools. */
export type BlockKind = 'system' | 'user' | 'assistant' | 'tool' | 'prompt' | 'suffix' | 'thinking' | 'tools'

export interface Block {
  readonly kind: BlockKind
  /** JSON of one line behind the kind; empty where there is none. */
  readonly details: string
  readonly text: string
}

const KINDS = 'system|user|assistant|tool|prompt|suffix|thinking|tools'
const MARKER = new RegExp(`^<!-- (${KINDS})((?: \\{.*\\})?) -->$`)
const ESCAPABLE = new RegExp(`^(\\\\*)<!-- (?:${KINDS})(?: \\{.*\\})? -->$`)

/**
 * Blocks as text: a marker line, the text letter by letter, and an empty line before the next marker. A line of the
 * text that looks like a marker gets a backslash in front, and so does one that has backslashes already.
 */
export function writeBlocks(blocks: readonly Block[]): string {
  return blocks.map(writeBlock).join('\n')
}

function writeBlock({ kind, details, text }: Block): string {
  const marker = details === '' ? `<!-- ${kind} -->` : `<!-- ${kind} ${details} -->`
  const lines = text.split('\n').map((line) => (ESCAPABLE.test(line) ? `\\${line}` : line))
  return `${marker}\n${lines.join('\n')}\n`
}

export interface ReadBlocks {
  readonly blocks: readonly Block[]
  /** What stands before the first marker. */
  readonly before: string
}

/** The reverse of `writeBlocks`, for files written by hand too: the empty line before a marker and the last line end may be missing. */
export function readBlocks(text: string): ReadBlocks {
  const lines = (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n')
  const starts = lines.flatMap((line, index) => (MARKER.test(line) ? [index] : []))
  const first = starts[0] ?? lines.length
  const blocks = starts.map((start, index) => {
    const [, kind, details] = MARKER.exec(lines[start] ?? '') ?? []
    const next = starts[index + 1]
    const body = lines.slice(start + 1, next ?? lines.length)
    if (next !== undefined && body.length > 0 && body.at(-1) === '') body.pop()
    return { kind: kind as BlockKind, details: (details ?? '').trim(), text: body.map(unescaped).join('\n') }
  })
  return { blocks, before: lines.slice(0, first).join('\n') }
}

function unescaped(line: string): string {
  return ESCAPABLE.test(line) ? line.replace(/^\\/, '') : line
}
