import { FathomError } from '../errors.ts'
import { isJsonArray, isJsonNumber, isJsonObject, memberOf } from './json.ts'
import type { Json, JsonObject } from './json.ts'

/** A member with the value null is the same as an absent one, as for the API. */
export function optionalMember(object: JsonObject, key: string): Json | undefined {
  return memberOf(object, key) ?? undefined
}

/** Error INVALID_REQUEST where the member is there and no string; likewise below. */
export function optionalString(object: JsonObject, key: string, path: string): string | undefined {
  const value = optionalMember(object, key)
  if (value === undefined || typeof value === 'string') return value
  throw invalidRequest(`${path}.${key}`, 'must be a string')
}

export function requiredString(object: JsonObject, key: string, path: string): string {
  const value = optionalString(object, key, path)
  if (value === undefined) throw invalidRequest(`${path}.${key}`, 'is missing')
  return value
}

export function optionalNumber(object: JsonObject, key: string, path: string): number | undefined {
  const value = optionalMember(object, key)
  if (value === undefined) return undefined
  if (!isJsonNumber(value)) throw invalidRequest(`${path}.${key}`, 'must be a number')
  return Number(value.lexeme)
}

export function optionalList(object: JsonObject, key: string, path: string): readonly Json[] | undefined {
  const value = optionalMember(object, key)
  if (value === undefined || isJsonArray(value)) return value
  throw invalidRequest(`${path}.${key}`, 'must be a list')
}

export function asObject(value: Json | undefined, path: string): JsonObject {
  if (isJsonObject(value)) return value
  throw invalidRequest(path, value === undefined ? 'is missing' : 'must be an object')
}

/** FathomError `INVALID_REQUEST` with the path of the field in `details`. */
export function invalidRequest(path: string, problem: string): FathomError {
  return new FathomError(
    'INVALID_REQUEST',
    `${path} ${problem}. Fathom reads the body of a Chat Completions request: change that field and try again.`,
    { path },
  )
}
