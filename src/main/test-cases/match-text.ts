import { Ajv } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'

import type { MatchAnswer, MatchQuestion } from './matcher.ts'

/** Answers a question about a text; it takes as long as the pattern takes. */
export function matchText(question: MatchQuestion): MatchAnswer {
  return question.kind === 'regex' ? matchPattern(question) : matchSchema(question)
}

function matchPattern({ pattern, flags, text }: MatchQuestion & { readonly kind: 'regex' }): MatchAnswer {
  try {
    return new RegExp(pattern, flags).test(text) ? { outcome: 'yes' } : { outcome: 'no', said: '' }
  } catch (error) {
    return { outcome: 'bad-pattern', said: sentenceOf(error) }
  }
}

function matchSchema({ schema, text }: MatchQuestion & { readonly kind: 'schema' }): MatchAnswer {
  const value = parseAnswer(text)
  if (!value.ok) return { outcome: 'not-json', said: value.said }
  try {
    const ajv = newest(schema) ? new Ajv2020(SETTINGS) : new Ajv(SETTINGS)
    const validate = ajv.compile(schema as object)
    if (validate(value.json)) return { outcome: 'yes' }
    return { outcome: 'no', said: ajv.errorsText(validate.errors, { dataVar: 'answer' }) }
  } catch (error) {
    return { outcome: 'bad-schema', said: sentenceOf(error) }
  }
}

/** Formats are notes to a reader: ajv knows none by itself, and an unknown one is no mistake. */
const SETTINGS = { strict: false, validateFormats: false, allErrors: false } as const

function newest(schema: unknown): boolean {
  const named = typeof schema === 'object' && schema !== null && '$schema' in schema ? schema.$schema : ''
  return typeof named === 'string' && named.includes('2020-12')
}

/** Models like to put JSON into a fence even where they were asked for JSON alone. */
export function parseAnswer(
  text: string,
): { readonly ok: true; readonly json: unknown } | { readonly ok: false; readonly said: string } {
  const inner = /^\s*```(?:json)?\s*\n([\s\S]*?)\n?```\s*$/.exec(text)?.[1] ?? text
  try {
    return { ok: true, json: JSON.parse(inner) }
  } catch (error) {
    return { ok: false, said: sentenceOf(error) }
  }
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
