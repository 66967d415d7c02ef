import { t } from '../../../contract/i18n/t.ts'
import { parseMembers } from '../../encoding/parse-json.ts'
import { FathomError } from '../../errors.ts'
import type { DocumentMessage, PromptDocument, ReadDocument } from '../prompt-document.ts'
import { contentText, isMessage, type Notes, readMessages } from './json-messages.ts'
import { readParameters } from './json-parameters.ts'
import { chatOfMessagesApi, isMessagesApi } from './messages-api.ts'
import { type Fields, fieldsIn, isFields, plainText, textOf } from './values.ts'

export interface JsonPrompts {
  readonly prompts: readonly ReadDocument[]
  readonly notes: readonly string[]
}

/**
 * Prompts in JSON: a request of the Chat Completions or Responses API, a list of messages, a prompt object of OpenAI
 * with its versions, or a list of any of these.
 * @throws FathomError IMPORT_NOT_UNDERSTOOD, INVALID_JSON with line and column
 */
export function readJsonPrompts(text: string): JsonPrompts {
  const lines = linesOfJson(text)
  if (lines !== null) return readSeveral(lines)
  const members = parseMembers(text)
  const value: unknown = JSON.parse(text)
  const toolsText = members?.findLast(({ key }) => key === 'tools')?.text ?? null
  if (isFields(value) && carriesPrompt(value))
    return { prompts: [readRequest(value, toolsText, null)], notes: [] }
  return readSeveral(value)
}

/** JSONL, as sets of examples and batches are kept: a value on each line. Null for one JSON text. */
function linesOfJson(text: string): readonly unknown[] | null {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  if (lines.length < 2 || !lines.every((line) => /^\s*\{.*\}\s*$/.test(line))) return null
  try {
    return lines.map((line): unknown => JSON.parse(line))
  } catch {
    return null
  }
}

/** One prompt out of JSON that was found inside something else, such as a shell command. */
export function readJsonRequest(text: string): ReadDocument {
  const [first] = readJsonPrompts(text).prompts
  if (first === undefined) throw notUnderstood()
  return first
}

function readSeveral(value: unknown): JsonPrompts {
  if (Array.isArray(value) && value.length > 0 && value.every(isMessage))
    return { prompts: [readRequest({ messages: value }, null, null)], notes: [] }
  const items = Array.isArray(value)
    ? fieldsIn(value).map(requestOf)
    : isFields(value)
      ? versionsOf(requestOf(value))
      : []
  const prompts = items
    .filter(carriesPrompt)
    .map((item, index) => readRequest(item, null, nameOf(item, index)))
  if (prompts.length === 0)
    throw isFields(value) && refersToPrompt(value) ? onlyNamed(value) : notUnderstood()
  const left = items.length - prompts.length
  const notes =
    left === 0 ? [] : [t('{left, plural, one {# entry holds} other {# entries hold}} no prompt.', { left })]
  return { prompts, notes }
}

/** A line of a batch holds its request as a body. */
function requestOf(value: Fields): Fields {
  const { body, custom_id: name } = value
  return isFields(body) && carriesPrompt(body) ? { ...body, ...(name !== undefined && { name }) } : value
}

/** The prompts in an object that is none itself: those of a list, or the versions of one prompt with its name. */
function versionsOf(value: Fields): readonly Fields[] {
  if (carriesPrompt(value)) return [value]
  const list = fieldsIn(value['data'] ?? value['prompts'])
  if (list.length > 0) return list.flatMap((item) => (carriesPrompt(item) ? [item] : versionsOf(item)))
  const name = textOf(value['name'])
  return fieldsIn(value['versions']).map((version, index) => ({
    ...version,
    ...(name === undefined ? {} : { name: `${name} v${plainText(version['version'] ?? index + 1)}` }),
  }))
}

function carriesPrompt(value: Fields): boolean {
  const { prompt } = value
  if (isFields(prompt)) return carriesPrompt(prompt)
  return (
    Array.isArray(value['messages']) ||
    Array.isArray(value['input']) ||
    typeof value['input'] === 'string' ||
    typeof value['instructions'] === 'string' ||
    Array.isArray(value['instructions']) ||
    typeof prompt === 'string'
  )
}

function refersToPrompt(value: Fields): boolean {
  const { prompt } = value
  if (isFields(prompt)) return refersToPrompt(prompt)
  return plainText(value['id'] ?? value['prompt_id']).startsWith('pmpt_')
}

function readRequest(request: Fields, toolsText: string | null, name: string | null): ReadDocument {
  if (isMessagesApi(request)) return readChat(chatOfMessagesApi(request), null, name)
  return readChat(request, toolsText, name)
}

function readChat(given: Fields, toolsText: string | null, name: string | null): ReadDocument {
  const notes: Notes = new Set()
  const inner = given['prompt']
  const { prompt: _, ...around } = given
  const request = isFields(inner) ? { ...around, ...inner } : given
  const gap = typeof request['prompt'] === 'string' && !Array.isArray(request['messages'])
  const document: PromptDocument = {
    name: name ?? textOf(request['name']) ?? null,
    messages: gap ? gapMessages(request) : chatMessages(request, notes),
    parameters: {
      ...readParameters(request, notes, toolsText),
      ...(gap && { mode: 'fim', thinking: 'disabled' }),
    },
    variables: variablesOf(request['variables'], notes),
  }
  if (document.messages.length === 0) throw notUnderstood()
  return { document, notes: [...notes] }
}

/** The text before the gap and, where there is one, the text after it. */
function gapMessages({ prompt, suffix }: Fields): readonly DocumentMessage[] {
  return [
    { role: 'prompt', content: plainText(prompt) },
    { role: 'suffix', content: plainText(suffix) },
  ]
}

function chatMessages(request: Fields, notes: Notes): readonly DocumentMessage[] {
  const { instructions, input } = request
  const list = Array.isArray(request['messages']) ? request['messages'] : Array.isArray(input) ? input : []
  return [
    ...(Array.isArray(instructions) ? readMessages(instructions, notes) : spoken('system', instructions)),
    ...readMessages(list, notes),
    ...spoken('user', input),
  ]
}

function spoken(role: 'system' | 'user', text: unknown): readonly DocumentMessage[] {
  return typeof text === 'string' && text !== '' ? [{ role, content: text }] : []
}

function variablesOf(variables: unknown, notes: Notes): Readonly<Record<string, string>> {
  if (!isFields(variables)) return {}
  return Object.fromEntries(
    Object.entries(variables).map(([key, value]) => [
      key,
      isFields(value) && 'type' in value ? contentText([value], notes) : plainText(value),
    ]),
  )
}

function nameOf(item: Fields, index: number): string {
  return textOf(item['name']) ?? textOf(item['id']) ?? t('Imported {number}', { number: index + 1 })
}

function notUnderstood(): FathomError {
  return new FathomError(
    'IMPORT_NOT_UNDERSTOOD',
    t(
      'This JSON holds no messages. Choose a request with "messages" or "input", a list of messages, or an exported prompt.',
    ),
  )
}

function onlyNamed(value: Fields): FathomError {
  const prompt = isFields(value['prompt']) ? value['prompt'] : value
  return new FathomError(
    'IMPORT_NOT_UNDERSTOOD',
    t(
      'This names the stored prompt {id} but does not hold its text. Open that prompt at OpenAI and copy its messages as JSON.',
      {
        id: plainText(prompt['id'] ?? prompt['prompt_id']),
      },
    ),
  )
}
