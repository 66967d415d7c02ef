import { isObject, parseJson, stringOr, type JsonObject } from '../deepseek/json.ts'
import { FathomError } from '../errors.ts'
import { apiError, statusFaults, type ApiError } from './api-error.ts'
import { checkRequest, type CheckedRoute } from './check-request.ts'
import { checkShapes, missingField } from './check-shapes.ts'
import { parseFaults, splitModel, type Faults } from './faults.ts'
import type { PracticeState } from './practice-state.ts'
import type { PracticeModel, PracticeOptions, PracticePrompt } from './practice-types.ts'
import { readFacts, type RequestFacts } from './request-facts.ts'

/** A request that was found valid, with all that its answer needs. */
export interface Accepted {
  readonly facts: RequestFacts
  readonly model: PracticeModel
  readonly asked: string
  readonly prompt: PracticePrompt
  readonly faults: Faults
  readonly at: number
}

/** What may happen to a request before it is looked at: the faults of the settings, the header and the model's name. */
export function faultsOf(state: PracticeState, header: string, body: JsonObject | null): Faults | ApiError {
  const named = splitModel(stringOr(body?.model) ?? '').faults
  const parts = parseFaults([state.settings.fault, header, named].join('+'))
  if (typeof parts === 'string') return apiError(400, `Unknown practice fault: ${parts}`)
  return state.faultBook.take(parts)
}

/** Checks a body as the API does. Returns the refusal, or what the answer needs. */
export async function acceptRequest(
  state: PracticeState,
  bodyText: string,
  route: CheckedRoute,
  faults: Faults,
): Promise<Accepted | ApiError> {
  const { options } = state
  const body = parseJson(bodyText)
  if (!isObject(body)) return apiError(400, 'Failed to parse the request body as JSON')
  if (hasHalfCharacter(bodyText)) {
    return apiError(400, 'Failed to parse the request body as JSON: unexpected end of hex escape')
  }
  for (const [name, error] of Object.entries(statusFaults)) if (faults.has(name as '400')) return error
  const misshapen = checkShapes(body, route.fim)
  if (misshapen !== null) return misshapen
  if (typeof body.model !== 'string') return missingField('model')
  const at = options.clock()
  const asked = splitModel(body.model).model
  const model = options.serve(asked, at)
  if (model === null) return apiError(400, 'Model Not Exist')
  const refused = checkRequest(body, model, route)
  if (refused !== null) return refused
  if (!state.account.available()) return statusFaults['402']
  const prompt = await countPrompt(options, bodyText, asked, at)
  if ('status' in prompt) return prompt
  const facts = readFacts(body, model)
  if (prompt.tokens + 1 > model.contextLimit) return tooLong(model, prompt.tokens, facts.maxTokens)
  return { facts, model, asked, prompt, faults, at }
}

async function countPrompt(
  options: PracticeOptions,
  bodyText: string,
  model: string,
  at: number,
): Promise<PracticePrompt | ApiError> {
  try {
    return await options.countPrompt(bodyText, model, at)
  } catch (thrown) {
    if (thrown instanceof FathomError) return apiError(400, thrown.message)
    throw thrown
  }
}

/** Half of a surrogate pair, written as an escape: the API refuses the whole body (recorded 2026-05). */
function hasHalfCharacter(bodyText: string): boolean {
  return /(?<!\\)(?:\\\\)*(?:\\ud[89ab][\da-f]{2}(?!\\ud[c-f])|(?<!\\ud[89ab][\da-f]{2})\\ud[c-f][\da-f]{2})/i.test(
    bodyText,
  )
}

/** The recorded wording of 2026-06. */
function tooLong(model: PracticeModel, prompt: number, output: number): ApiError {
  return apiError(
    400,
    `This model's maximum context length is ${model.contextLimit} tokens. However, you requested ${prompt + output} tokens (${prompt} in the messages, ${output} in the completion). Please reduce the length of the messages or completion.`,
  )
}
