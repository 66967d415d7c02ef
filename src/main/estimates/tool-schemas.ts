import type { ErrorObject } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'

import { t } from '../../contract/i18n/t.ts'
import type { ToolProblem } from '../../contract/tools.ts'
import { isJsonArray, isJsonObject, type Json, memberOf, toPlainValue } from '../encoding/json.ts'
import type { PlacedTools } from './tool-places.ts'

const MOST_PROBLEMS = 20

let validator: Ajv2020 | null = null

/** Where the parameters of functions are no JSON Schema (2020-12), by line. */
export function schemaProblems(list: Json, places: PlacedTools): ToolProblem[] {
  if (!isJsonArray(list)) return []
  // Made at the first look: the schema of schemas takes some milliseconds to read.
  validator ??= new Ajv2020({ strict: false, validateFormats: false, allErrors: true, logger: false })
  const problems: ToolProblem[] = []
  for (const [index, tool] of list.entries()) {
    const definition = isJsonObject(tool) ? memberOf(tool, 'function') : undefined
    const parameters = isJsonObject(definition) ? memberOf(definition, 'parameters') : undefined
    if (parameters === undefined || !isJsonObject(parameters)) continue
    const { $schema: _named, ...schema } = toPlainValue(parameters) as Record<string, unknown>
    if (validator.validateSchema(schema) === true) continue
    for (const error of validator.errors ?? []) {
      const path = pathOf(error)
      const line = places.lineOf([index, 'function', 'parameters', ...path])
      problems.push({ line, message: sentenceOf(error, path) })
    }
  }
  // The schema of schemas is made of parts that say the same thing each.
  const told = new Map(problems.map((problem) => [JSON.stringify(problem), problem]))
  return [...told.values()].slice(0, MOST_PROBLEMS)
}

function pathOf({ instancePath }: ErrorObject): string[] {
  return instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function sentenceOf(error: ErrorObject, path: readonly string[]): string {
  const place = ['parameters', ...path].join('.')
  const params = error.params as { readonly type?: unknown; readonly allowedValues?: readonly unknown[] }
  if (error.keyword === 'type') {
    const type = Array.isArray(params.type) ? params.type.join(', ') : String(params.type)
    return t('{place} has to be of type {type}.', { place, type })
  }
  if (error.keyword === 'enum')
    return t('{place} has to be one of {values}.', { place, values: (params.allowedValues ?? []).join(', ') })
  return t('{place} is not as JSON Schema wants it: {reason}.', {
    place,
    reason: error.message ?? error.keyword,
  })
}
