import type { InspectedTool, ToolProblem, ToolResults } from '../../contract/tools.ts'
import { isJsonArray, isJsonObject, type Json, memberOf } from '../encoding/json.ts'
import { parseJson } from '../encoding/parse-json.ts'
import { renderPythonJson } from '../encoding/render-json.ts'
import { functionObject, shownFunction } from '../encoding/tool-schema.ts'
import { FathomError } from '../errors.ts'
import type { Piece } from '../tokenizer/tokenizer-types.ts'
import type { Books } from './books.ts'
import type { DraftCounter } from './draft-counter.ts'
import { readTools } from './draft-tools.ts'
import { encodeFor } from './encode-for.ts'
import { placeTools } from './tool-places.ts'
import { schemaProblems } from './tool-schemas.ts'

type Inspection = ToolResults['tools.inspect']

/** As the contract's `tools.inspect`, at an instant (epoch ms). What is wrong is told, not thrown. */
export async function inspectTools(
  books: Books,
  counter: Pick<DraftCounter, 'count'>,
  { tools: text, model }: { readonly tools: string; readonly model: string },
  at: number,
): Promise<Inspection> {
  if (text.trim() === '') return { tools: [], problems: [] }
  const list = readList(text)
  if (!('list' in list)) return { tools: [], problems: [list] }
  const places = placeTools(text)
  const { problem } = readTools(text)
  const refused =
    problem === null ? [] : [{ line: lineOfRefused(problem.message, places), message: problem.message }]
  if (places === null) return { tools: [], problems: refused }
  const tokens = await countEach(books, counter, text, model, at)
  const tools = places.tools.map((place, index): InspectedTool => ({
    ...place,
    description: descriptionOf(isJsonArray(list.list) ? list.list[index] : undefined),
    tokens: tokens?.[index] ?? null,
  }))
  return { tools, problems: [...refused, ...schemaProblems(list.list, places)] }
}

function readList(text: string): { readonly list: Json } | ToolProblem {
  try {
    return { list: parseJson(text) }
  } catch (error) {
    if (!(error instanceof FathomError)) throw error
    const line = error.details?.['line']
    return { line: typeof line === 'number' ? line : 1, message: error.message }
  }
}

/** A refusal of one tool names it by its number. */
function lineOfRefused(message: string, places: ReturnType<typeof placeTools>): number {
  const number = /\bnumber (\d+)/.exec(message)?.[1]
  return places?.tools[Number(number ?? 1) - 1]?.line ?? 1
}

function descriptionOf(tool: Json | undefined): string {
  const definition = tool !== undefined && isJsonObject(tool) ? memberOf(tool, 'function') : undefined
  const description =
    definition !== undefined && isJsonObject(definition) ? memberOf(definition, 'description') : undefined
  return typeof description === 'string' ? description : ''
}

/** Counts the tools block of a prompt with each schema as a piece of its own; null where they are not in it as such. */
async function countEach(
  books: Books,
  counter: Pick<DraftCounter, 'count'>,
  text: string,
  model: string,
  at: number,
): Promise<readonly number[] | null> {
  const { tools } = readTools(text)
  const request = { model, messages: [], tools, thinking: 'disabled' }
  const lines = tools.map((tool) => renderPythonJson(functionObject(shownFunction(tool, request))))
  const block = lines.join('\n')
  const pieces = encodeFor(books.models, request, model, at).encoded.parts.map(({ piece }) => piece)
  const place = pieces.findIndex((piece) => 'text' in piece && piece.text.includes(block))
  const found = pieces[place]
  if (tools.length === 0 || found === undefined || !('text' in found)) return null
  const at0 = found.text.indexOf(block)
  const cut: Piece[] = [
    { text: found.text.slice(0, at0) },
    // The line end behind a schema belongs to it.
    ...lines.map((line, index) => ({ text: index < lines.length - 1 ? `${line}\n` : line })),
    { text: found.text.slice(at0 + block.length) },
  ]
  const { counts } = await counter.count(pieces.toSpliced(place, 1, ...cut))
  return lines.map((_, index) => counts[place + 1 + index] ?? 0)
}
