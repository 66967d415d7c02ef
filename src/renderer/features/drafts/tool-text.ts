import type { InspectedTool } from '../../../contract/tools.ts'

type Place = Pick<InspectedTool, 'from' | 'to' | 'name'>

/** The list without one of its tools; what stands between the others stays. */
export function withoutTool(text: string, tools: readonly Place[], index: number): string {
  const tool = tools[index]
  const next = tools[index + 1]
  const before = tools[index - 1]
  if (tool === undefined) return text
  if (next !== undefined) return text.slice(0, tool.from) + text.slice(next.from)
  return text.slice(0, before?.to ?? tool.from) + text.slice(tool.to)
}

/** The list with a tool and the one after it in each other's place. */
export function withToolsSwapped(text: string, tools: readonly Place[], index: number): string {
  const first = tools[index]
  const second = tools[index + 1]
  if (first === undefined || second === undefined) return text
  return (
    text.slice(0, first.from) +
    text.slice(second.from, second.to) +
    text.slice(first.to, second.from) +
    text.slice(first.from, first.to) +
    text.slice(second.to)
  )
}

/** The list with one more tool at its end, to be written over. */
export function withNewTool(text: string, tools: readonly Place[]): string {
  const taken = new Set(tools.map(({ name }) => name))
  let name = 'new_tool'
  for (let count = 2; taken.has(name); count += 1) name = `new_tool_${count}`
  const parameters = {
    type: 'object',
    properties: { place: { type: 'string', description: 'Where' } },
    required: ['place'],
  }
  const tool = JSON.stringify(
    { type: 'function', function: { name, description: 'What it does', parameters } },
    null,
    2,
  ).replaceAll('\n', '\n  ')
  const last = tools.at(-1)
  if (last === undefined) return `[\n  ${tool}\n]`
  return `${text.slice(0, last.to)},\n  ${tool}${text.slice(last.to)}`
}
