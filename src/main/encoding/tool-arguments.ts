import { FathomError } from '../errors.ts'
import type { Json } from './json.ts'
import { parseMembers } from './parse-json.ts'
import type { ToolCall } from './request.ts'

/** One argument of a tool call, with its JSON text as it was sent. */
export interface CallArgument {
  readonly key: string
  readonly value: Json
  readonly text: string
}

/**
 * The arguments of a call; what is not a JSON object becomes one argument named `arguments`, as in the published V4
 * encoders. Of a key that stands twice the last value counts, at the place of the first.
 */
export function callArguments(call: ToolCall): readonly CallArgument[] {
  return membersOf(call.arguments) ?? [{ key: 'arguments', value: call.arguments, text: call.arguments }]
}

function membersOf(text: string): readonly CallArgument[] | null {
  try {
    const members = parseMembers(text)
    return members && [...new Map(members.map((member) => [member.key, member])).values()]
  } catch (error) {
    if (error instanceof FathomError) return null
    throw error
  }
}
