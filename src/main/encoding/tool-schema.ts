import { isJsonArray, isJsonObject, memberOf } from './json.ts'
import type { Json, JsonMember, JsonObject } from './json.ts'
import { renderPythonJson } from './render-json.ts'
import type { ChatRequest, ToolDefinition } from './request.ts'

/** A function as the model sees it; a description that is not a string is shown as its JSON. */
export interface ShownFunction {
  readonly name: string
  readonly description: string
  readonly parameters: Json
}

/**
 * A function as the server shows it to the model: name, description and parameters in this order, nothing else
 * (`strict` is dropped). Inside the parameters the order is the client's own: recordings whose order is known
 * (2025-07 to 2026-06, and 2026-08 over the Responses API) fit only so.
 */
export function shownFunction({ definition }: ToolDefinition, { toolOrder }: ChatRequest): ShownFunction {
  const parameters = memberOf(definition, 'parameters') ?? { members: [] }
  return {
    name: asText(memberOf(definition, 'name')),
    description: asText(memberOf(definition, 'description')),
    parameters: toolOrder === 'sorted' ? inUsualOrder(parameters) : parameters,
  }
}

/** The function as one JSON object, as V3, V3.2 and V4 show it. */
export function functionObject(shown: ShownFunction): JsonObject {
  return {
    members: [
      ['name', shown.name],
      ['description', shown.description],
      ['parameters', shown.parameters],
    ],
  }
}

function asText(value: Json | undefined): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : renderPythonJson(value)
}

/** Whether every object in the value has its keys in alphabetical order. */
export function isSorted(value: Json): boolean {
  if (isJsonArray(value)) return value.every(isSorted)
  if (!isJsonObject(value)) return true
  const keys = value.members.map(([key]) => key)
  return (
    keys.every((key, place) => place === 0 || (keys[place - 1] ?? '') <= key) &&
    value.members.every(([, item]) => isSorted(item))
  )
}

const USUAL_ORDER = [
  '$schema',
  'title',
  'type',
  'description',
  'properties',
  'required',
  'additionalProperties',
]
const MAPS_OF_SCHEMAS = new Set([
  'properties',
  '$defs',
  'definitions',
  'patternProperties',
  'dependentSchemas',
])
const PLAIN_VALUES = new Set(['enum', 'const', 'default', 'examples', 'required'])

/** Puts the keys of every schema into the order in which people write them; names of properties stay where they are. */
function inUsualOrder(schema: Json): Json {
  if (isJsonArray(schema)) return schema.map(inUsualOrder)
  if (!isJsonObject(schema)) return schema
  const members = schema.members.toSorted(([a], [b]) => place(a) - place(b))
  return { members: members.map(([key, value]): JsonMember => [key, orderedValue(key, value)]) }
}

function orderedValue(key: string, value: Json): Json {
  if (PLAIN_VALUES.has(key)) return value
  if (!MAPS_OF_SCHEMAS.has(key) || !isJsonObject(value)) return inUsualOrder(value)
  return { members: value.members.map(([name, schema]): JsonMember => [name, inUsualOrder(schema)]) }
}

function place(key: string): number {
  const index = USUAL_ORDER.indexOf(key)
  return index < 0 ? USUAL_ORDER.length : index
}
