import type { Parameters } from '../../contract/drafts.ts'
import type { RequestProblem } from '../../contract/estimates.ts'
import { t } from '../../contract/i18n/t.ts'
import { variablesMissing } from '../variables/with-values.ts'
import { type DraftPart, sentParts } from './draft-request.ts'
import { readTools } from './draft-tools.ts'
import { offeredTools } from './tool-places.ts'

/** max_tokens of a fill-in-the-middle request is capped at 4K (docs). */
const MOST_FIM_OUTPUT = 4_096

/** Names without a value: the draft cannot be sent before they have one. */
export function missingProblem(names: readonly string[]): RequestProblem[] {
  if (names.length === 0) return []
  const { code, message } = variablesMissing(names)
  return [{ code, place: 'variables', message }]
}

/** What the API would refuse of a draft, known before it is sent. Costs the number of messages, not their length. */
export function requestProblems(parts: readonly DraftPart[], parameters: Parameters): RequestProblem[] {
  if (parameters.mode === 'fim') return gapProblems(parameters)
  const { problem } = readTools(offeredTools(parameters))
  return [
    ...(problem === null ? [] : [problem]),
    ...toolChoiceProblems(parameters),
    ...callProblems(parts, parameters),
    ...imageProblems(parts, parameters),
  ]
}

function gapProblems({ maxTokens }: Parameters): RequestProblem[] {
  if (maxTokens === null || maxTokens <= MOST_FIM_OUTPUT) return []
  const message = 'Filling in the middle takes max_tokens up to 4,096. Lower it in the parameters.'
  return [{ code: 'MAX_TOKENS_TOO_HIGH', place: 'max-tokens', message }]
}

function toolChoiceProblems(parameters: Parameters): RequestProblem[] {
  const { toolChoice, thinking } = parameters
  const { names } = readTools(offeredTools(parameters))
  if (names.length === 0 || toolChoice === 'auto' || toolChoice === 'none') return []
  if (typeof toolChoice === 'object' && !names.includes(toolChoice.name)) {
    const message = `The tool choice names "${toolChoice.name}", which is not among the tools. Choose another one.`
    return [{ code: 'TOOL_CHOICE_UNKNOWN', place: 'tool-choice', message }]
  }
  if (thinking !== 'enabled') return []
  const message =
    'A tool that must be called does not go with thinking. Turn thinking off, or leave the tool choice at auto.'
  return [{ code: 'TOOL_CHOICE_NEEDS_NO_THINKING', place: 'tool-choice', message }]
}

/** Models without eyes answer 400 (pricing page 2026-11). */
const BLIND: ReadonlySet<string> = new Set(['deepseek-v4-pro'])
/** The body of a call with images (docs 2026-11), in base64 characters: all of it but what the texts need. */
const MOST_IMAGE_CHARACTERS = 48 * 1024 * 1024

function imageProblems(parts: readonly DraftPart[], { model }: Parameters): RequestProblem[] {
  const images = parts.flatMap(({ role, details }) => (role === 'user' ? (details?.images ?? []) : []))
  if (images.length === 0) return []
  if (BLIND.has(model)) {
    const message = t('{model} does not see images. Choose deepseek-flash, or take the images away.', {
      model,
    })
    return [{ code: 'IMAGES_NOT_SEEN', place: 'messages', message }]
  }
  if (images.reduce((sum, { data }) => sum + data.length, 0) <= MOST_IMAGE_CHARACTERS) return []
  const message = t(
    'The images are more than the 48 MB that one request takes. Take one away, or make them smaller.',
  )
  return [{ code: 'IMAGES_TOO_LARGE', place: 'messages', message }]
}

/** Each call needs its result right after it, and each result its call (a 400 otherwise, docs). */
function callProblems(parts: readonly DraftPart[], parameters: Parameters): RequestProblem[] {
  const open = new Map<string, string>()
  const missing = (): RequestProblem[] =>
    [...open.values()].slice(0, 1).map((name) => ({
      code: 'TOOL_RESULT_MISSING',
      place: 'messages',
      message: `The call of ${name} has no result. Add a tool message after it, or remove the call.`,
    }))
  for (const { part } of sentParts(parts, parameters)) {
    const id = part.details?.toolCallId ?? ''
    if (part.role === 'tool') {
      if (open.delete(id)) continue
      const message =
        'A tool result answers no call. Put it after the assistant message that made the call, and choose the call.'
      return [{ code: 'TOOL_RESULT_WITHOUT_CALL', place: 'messages', message }]
    }
    if (open.size > 0) break
    for (const call of part.role === 'assistant' ? (part.details?.toolCalls ?? []) : [])
      open.set(call.id, call.name)
  }
  return missing()
}
