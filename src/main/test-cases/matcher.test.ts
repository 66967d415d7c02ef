import { afterEach, expect, test } from 'vitest'

import { places } from '../testing/test-services.ts'
import { createMatcher, type Matcher } from './matcher.ts'

let matcher: Matcher
afterEach(() => matcher.close())

const open = (limitMs?: number): Matcher => (matcher = createMatcher(places.matchWorker, limitMs))
const regex = (pattern: string, text: string, flags = '') =>
  ({ kind: 'regex', pattern, flags, text }) as const

test('a pattern that would run for years is ended, and the next question is answered', async () => {
  open(200)
  const begun = performance.now()
  expect(await matcher.ask(regex('^(a+)+$', `${'a'.repeat(40)}!`))).toEqual({ outcome: 'too-slow' })
  expect(performance.now() - begun).toBeLessThan(5_000)
  expect(await matcher.ask(regex('^a', 'abc'))).toEqual({ outcome: 'yes' })
})

test('questions that are asked together are answered in order, whatever one of them does', async () => {
  open(200)
  const answers = await Promise.all([
    matcher.ask(regex('b', 'abc')),
    matcher.ask(regex('^(a|a)*$', `${'a'.repeat(40)}!`)),
    matcher.ask(regex('x', 'abc')),
    matcher.ask(regex('(', 'abc')),
  ])
  expect(answers.map(({ outcome }) => outcome)).toEqual(['yes', 'too-slow', 'no', 'bad-pattern'])
})

test('an answer is held against a schema, in a fence or not', async () => {
  open()
  const schema = { type: 'object', required: ['kind'], properties: { kind: { enum: ['bug', 'other'] } } }
  const ask = (text: string, used: unknown = schema) => matcher.ask({ kind: 'schema', schema: used, text })
  expect(await ask('{"kind":"bug"}')).toEqual({ outcome: 'yes' })
  expect(await ask('```json\n{"kind":"bug"}\n```')).toEqual({ outcome: 'yes' })
  expect(await ask('{"kind":"cat"}')).toMatchObject({
    outcome: 'no',
    said: expect.stringContaining('answer/kind'),
  })
  expect(await ask('kind: bug')).toMatchObject({ outcome: 'not-json' })
  expect(await ask('{}', { type: 'no such type' })).toMatchObject({ outcome: 'bad-schema' })
  const newer = { $schema: 'https://json-schema.org/draft/2020-12/schema', prefixItems: [{ type: 'number' }] }
  expect(await ask('["a"]', newer)).toMatchObject({ outcome: 'no' })
})

test('a schema with a pattern that runs for years is ended too', async () => {
  open(1_000)
  const schema = { type: 'string', pattern: '^(a+)+$' }
  const text = JSON.stringify(`${'a'.repeat(40)}!`)
  expect(await matcher.ask({ kind: 'schema', schema, text })).toEqual({ outcome: 'too-slow' })
})
