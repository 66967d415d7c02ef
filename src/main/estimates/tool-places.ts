import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'

/** Where one tool stands in the JSON text of a list, in UTF-16 units. */
export interface ToolPlace {
  /** Empty where it has none. */
  readonly name: string
  readonly from: number
  readonly to: number
  /** From 1. */
  readonly line: number
}

/** A list of tools with the places of all that is in it. */
export interface PlacedTools {
  readonly tools: readonly ToolPlace[]
  /** The line of what a path leads to, or of the nearest thing around it. */
  lineOf(path: readonly (string | number)[]): number
}

/** Finds the tools in JSON text; null where it is no list. JSON is YAML, whose reader tells where everything stands. */
export function placeTools(text: string): PlacedTools | null {
  const lineCounter = new LineCounter()
  const document = parseDocument(text, { lineCounter, uniqueKeys: false, logLevel: 'silent' })
  const { contents } = document
  if (document.errors.length > 0 || !isSeq(contents)) return null
  const lineAt = (node: unknown): number => lineCounter.linePos(startOf(node)).line
  const tools = contents.items.map((item) => ({
    name: nameOf(item),
    from: startOf(item),
    to: endOf(item),
    line: lineAt(item),
  }))
  return {
    tools,
    lineOf: (path) => {
      for (let length = path.length; length > 0; length--) {
        const node: unknown = document.getIn(path.slice(0, length), true)
        if (node !== undefined && node !== null) return lineAt(node)
      }
      return 1
    },
  }
}

function startOf(node: unknown): number {
  return (node as Node | null)?.range?.[0] ?? 0
}

function endOf(node: unknown): number {
  return (node as Node | null)?.range?.[1] ?? 0
}

function nameOf(item: unknown): string {
  const definition = isMap(item) ? item.get('function', true) : undefined
  const name: unknown = isMap(definition) ? definition.get('name', true) : undefined
  return isScalar(name) && typeof name.value === 'string' ? name.value : ''
}

const known = new Map<string, string>()
const KEPT = 8

/** The text of the tools that are offered: letter by letter as it was written where none is switched off. */
export function offeredTools({
  tools,
  toolsOff,
}: {
  readonly tools: string
  readonly toolsOff: readonly string[]
}): string {
  if (toolsOff.length === 0 || tools.trim() === '') return tools
  const key = JSON.stringify([toolsOff, tools])
  const before = known.get(key)
  if (before !== undefined) return before
  const places = placeTools(tools)?.tools
  const offered = places?.filter(({ name }) => !toolsOff.includes(name))
  const text =
    offered === undefined || offered.length === places?.length
      ? tools
      : `[${offered.map(({ from, to }) => tools.slice(from, to)).join(', ')}]`
  known.set(key, text)
  for (const oldest of known.keys()) {
    if (known.size <= KEPT) break
    known.delete(oldest)
  }
  return text
}
