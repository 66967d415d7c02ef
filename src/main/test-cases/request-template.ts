import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../encoding/json.ts'
import { parseJson } from '../encoding/parse-json.ts'
import { renderJson } from '../encoding/render-json.ts'
import { FathomError } from '../errors.ts'
import { fillText } from '../variables/fill-text.ts'
import { variablesIn } from '../variables/variables-in.ts'

/** A Chat Completions or FIM body whose texts hold variables. */
export interface RequestTemplate {
  /** Variables that the texts name, in order; each once. */
  readonly names: readonly string[]
  /** Those that a case must give: they have no default. */
  readonly needed: readonly string[]
  /** The default of a name; null where it has none. */
  fallback(name: string): string | null
  /** The body with the values in place; what was no text of a message stays as it is, digits and order included. */
  fill(values: Readonly<Record<string, string>>): string
}

/** Error INVALID_JSON, INVALID_REQUEST. */
export function readTemplate(body: string): RequestTemplate {
  const value = parseJson(body)
  if (!isJsonObject(value)) throw new FathomError('INVALID_REQUEST', 'The request is not a JSON object.')
  const texts: string[] = []
  mapTexts(value, (text) => {
    texts.push(text)
    return text
  })
  const variables = variablesIn(texts.map((content, index) => ({ id: String(index), content })))
  const fallbacks = new Map(variables.map(({ name, fallback }) => [name, fallback]))
  const fill: RequestTemplate['fill'] = (values) => {
    const valueOf = (name: string): string | null =>
      (Object.hasOwn(values, name) ? values[name] : undefined) ?? fallbacks.get(name) ?? null
    return renderJson(mapTexts(value, (text) => fillText(text, valueOf).text))
  }
  return {
    names: variables.map(({ name }) => name),
    needed: variables.filter(({ fallback }) => fallback === null).map(({ name }) => name),
    fallback: (name) => fallbacks.get(name) ?? null,
    fill,
  }
}

type Change = (text: string) => string

/** The texts that people write: of messages, their text parts, and around a gap. */
function mapTexts(body: JsonObject, change: Change): JsonObject {
  const members = body.members.map(([key, value]): readonly [string, Json] => {
    if ((key === 'prompt' || key === 'suffix') && typeof value === 'string') return [key, change(value)]
    if (key !== 'messages' || !isJsonArray(value)) return [key, value]
    return [key, value.flatMap((message) => mapMessage(message, change))]
  })
  return { members }
}

/** A system message that a value leaves empty is not sent, as in a draft: it would say nothing but cost a token. */
function mapMessage(message: Json, change: Change): readonly Json[] {
  if (!isJsonObject(message)) return [message]
  const members = message.members.map(([key, value]): readonly [string, Json] => [
    key,
    key === 'content' ? mapContent(value, change) : value,
  ])
  const has = (key: string, value: string): boolean =>
    members.some(([name, given]) => name === key && given === value)
  const emptied = has('content', '') && !message.members.some(([, value]) => value === '')
  return emptied && has('role', 'system') ? [] : [{ members }]
}

function mapContent(content: Json, change: Change): Json {
  if (typeof content === 'string') return change(content)
  if (!isJsonArray(content)) return content
  return content.map((part) => {
    if (!isJsonObject(part)) return part
    return {
      members: part.members.map(([key, value]): readonly [string, Json] => [
        key,
        key === 'text' && typeof value === 'string' ? change(value) : value,
      ]),
    }
  })
}
