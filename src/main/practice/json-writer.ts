import { isObject, type JsonObject, parseJson } from '../deepseek/json.ts'
import type { Random } from './random.ts'

/** A JSON object for `response_format` json_object: in the shape of the request's own example, where it gives one (as the docs advise). */
export function writeJsonAnswer(question: string, random: Random): string {
  const example = exampleIn(question)
  if (example !== null) return JSON.stringify(imitate(example, random))
  return JSON.stringify(
    {
      practice: true,
      topic: question.trim().slice(0, 80),
      summary: random.pick(['This object was written on this machine.', '本对象由本机生成。']),
      items: Array.from({ length: 2 + random.below(3) }, (_, index) => ({
        rank: index + 1,
        label: random.pick(['alpha', 'beta', 'gamma', 'delta']),
        score: random.below(1_000) / 1_000,
      })),
    },
    null,
    random.below(2) === 0 ? undefined : 2,
  )
}

/** Whether the last words of a request want JSON alone, without the mode for it. */
export function asksForJson(question: string): boolean {
  return /JSON object and nothing else/i.test(question.slice(-SEARCHED))
}

/** Characters among which an example is looked for: a prompt of megabytes is not searched at every brace. */
const SEARCHED = 20_000
/** How often a brace is taken for the end of an example. */
const ATTEMPTS = 400

/** The first JSON object with members that stands in a text; null where there is none. */
function exampleIn(question: string): JsonObject | null {
  const text = question.slice(-SEARCHED)
  let attempts = ATTEMPTS
  for (let from = text.indexOf('{"'); from !== -1; from = text.indexOf('{"', from + 1)) {
    for (let end = text.indexOf('}', from); end !== -1; end = text.indexOf('}', end + 1)) {
      const example = parseJson(text.slice(from, end + 1))
      if (isObject(example)) return example
      attempts -= 1
      if (attempts === 0) return null
    }
  }
  return null
}

/** The same shape with other values. A list becomes some items like its first. */
function imitate(example: unknown, random: Random): unknown {
  if (Array.isArray(example)) {
    const [first = null] = example as unknown[]
    return Array.from({ length: 2 + random.below(3) }, () => imitate(first, random))
  }
  if (isObject(example))
    return Object.fromEntries(Object.entries(example).map(([name, value]) => [name, imitate(value, random)]))
  if (typeof example === 'boolean') return random.below(4) > 0
  if (typeof example === 'number') return random.below(100)
  return `practice ${random.pick(['alpha', 'beta', 'gamma', 'delta'])} ${1 + random.below(999)}`
}

/** Arguments that fit a function's JSON schema: the required members, and every other optional one. */
export function writeArguments(schema: unknown, question: string, random: Random): string {
  return JSON.stringify(isObject(schema) ? objectFor(schema, question, random, 0) : {})
}

function valueFor(schema: unknown, question: string, random: Random, depth: number): unknown {
  if (!isObject(schema)) return question.trim().slice(0, 40)
  if (Array.isArray(schema.enum) && schema.enum.length > 0) return random.pick(schema.enum as unknown[])
  const type: unknown = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (type === 'integer') return random.below(100)
  if (type === 'number') return random.below(10_000) / 100
  if (type === 'boolean') return random.below(2) === 0
  if (type === 'null') return null
  if (type === 'array') return depth > 4 ? [] : [valueFor(schema.items, question, random, depth + 1)]
  if (type === 'object' || isObject(schema.properties)) return objectFor(schema, question, random, depth)
  return question.trim().slice(0, 40) || 'practice'
}

function objectFor(schema: JsonObject, question: string, random: Random, depth: number): unknown {
  if (!isObject(schema.properties) || depth > 4) return {}
  const required: readonly unknown[] = Array.isArray(schema.required) ? schema.required : []
  const members = Object.entries(schema.properties).filter(
    ([name], index) => required.includes(name) || index % 2 === 0,
  )
  return Object.fromEntries(
    members.map(([name, inner]) => [name, valueFor(inner, question, random, depth + 1)]),
  )
}
