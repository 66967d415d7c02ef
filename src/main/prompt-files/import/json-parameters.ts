import { type Parameters, parameters as schema } from '../../../contract/drafts.ts'
import { t } from '../../../contract/i18n/t.ts'
import { effortOfLevel } from '../../encoding/thinking.ts'
import type { Notes } from './json-messages.ts'
import { type Fields, isFields, plainText, textOf } from './values.ts'

/** Fields that were read, or that change nothing: how it is streamed, and what accounts are asked to keep. */
const known = new Set(
  (
    'model messages input instructions prompt suffix variables name id object version created created_at updated_at description ' +
    'max_tokens max_completion_tokens max_output_tokens temperature top_p stop stream stream_options user user_id ' +
    'response_format text reasoning_effort reasoning thinking tools tool_choice logprobs top_logprobs store metadata'
  ).split(' '),
)

/**
 * What a request of the Chat Completions or Responses API says beside its messages. A value that DeepSeek does not
 * take is noted and left to the default.
 * @param toolsText the tools as they were spelt, where that is known
 */
export function readParameters(request: Fields, notes: Notes, toolsText: string | null): Partial<Parameters> {
  const unknown = Object.keys(request).filter((key) => !known.has(key))
  if (unknown.length > 0)
    notes.add(
      t('Not taken over, because DeepSeek has no such setting: {keys}.', { keys: unknown.join(', ') }),
    )
  const given: { -readonly [Key in keyof Parameters]?: unknown } = {
    model: modelOf(request, notes),
    ...thinkingOf(request),
    maxTokens: request['max_tokens'] ?? request['max_completion_tokens'] ?? request['max_output_tokens'],
    temperature: request['temperature'],
    topP: request['top_p'],
    stop: typeof request['stop'] === 'string' ? [request['stop']] : request['stop'],
    userId: request['user_id'] ?? request['user'],
    stream: request['stream'],
    responseFormat: formatOf(request, notes),
    topLogprobs: request['logprobs'] === true ? (request['top_logprobs'] ?? 0) : undefined,
    tools: toolsOf(request['tools'], toolsText, notes),
    toolChoice: choiceOf(request['tool_choice']),
  }
  return accepted(given, notes)
}

/** Only what a draft can hold. */
function accepted(given: Fields, notes: Notes): Partial<Parameters> {
  const taken: Record<string, unknown> = {}
  for (const [field, value] of Object.entries(given)) {
    if (value === undefined || value === null) continue
    const parsed = schema.shape[field as keyof Parameters].safeParse(value)
    if (parsed.success) taken[field] = parsed.data
    else notes.add(t('"{field}" has a value that DeepSeek does not take; the default stands.', { field }))
  }
  return taken
}

function modelOf(request: Fields, notes: Notes): string | undefined {
  const model = textOf(request['model'])
  if (model === undefined || model.startsWith('deepseek')) return model
  notes.add(t('The model "{model}" is not one of DeepSeek; choose another in the editor.', { model }))
  return undefined
}

function thinkingOf(request: Fields): Fields {
  const { thinking, reasoning } = request
  const type = isFields(thinking) ? textOf(thinking['type']) : undefined
  const effort = textOf(
    request['reasoning_effort'] ?? (isFields(reasoning) ? reasoning['effort'] : undefined),
  )
  if (type === 'disabled' || effort === 'none') return { thinking: 'disabled' }
  return {
    ...(type === undefined && effort === undefined ? {} : { thinking: 'enabled' }),
    ...(effort === undefined ? {} : { effort: effortOfLevel[effort] ?? effort }),
  }
}

function formatOf(request: Fields, notes: Notes): string | undefined {
  const { response_format: chat, text } = request
  const format = isFields(chat)
    ? chat
    : isFields(text) && isFields(text['format'])
      ? text['format']
      : undefined
  if (format === undefined) return undefined
  if (format['type'] !== 'json_schema') return plainText(format['type'])
  notes.add(
    t(
      'The JSON schema of the answer was left out: DeepSeek takes "json_object" only. Describe it in the prompt.',
    ),
  )
  return 'json_object'
}

/** Tools of the Responses API are flat; those of Chat Completions hold a function. */
function toolsOf(tools: unknown, spelt: string | null, notes: Notes): string | undefined {
  if (!Array.isArray(tools) || tools.length === 0) return undefined
  const functions = tools.filter((tool) => isFields(tool) && (tool['type'] ?? 'function') === 'function')
  if (functions.length < tools.length)
    notes.add(t('Tools that are not functions were left out: they run on the servers of their provider.'))
  if (functions.length === 0) return undefined
  const nested = functions.every((tool: Fields) => isFields(tool['function']))
  if (nested && functions.length === tools.length && spelt !== null) return spelt
  return JSON.stringify(functions.map(nestedTool), null, 2)
}

function nestedTool(tool: Fields): Fields {
  if (isFields(tool['function'])) return tool
  const { type: _, ...definition } = tool
  return { type: 'function', function: definition }
}

function choiceOf(choice: unknown): unknown {
  if (!isFields(choice)) return choice
  const called = isFields(choice['function']) ? choice['function'] : choice
  return { name: called['name'] }
}
