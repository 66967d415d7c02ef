import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'

import type { MessageDetails, Parameters, Role } from '../../contract/drafts.ts'
import { defaultParameters } from '../drafts/draft-state.ts'
import type { PromptDocument } from './prompt-document.ts'
import { readPromptFile, writePromptFile } from './prompt-file.ts'

const plain: PromptDocument = {
  name: 'Sort the mail',
  messages: [
    { role: 'system', content: 'You sort mail.' },
    { role: 'user', content: 'From: {{sender}}\n\nHello' },
  ],
  parameters: { ...defaultParameters, maxTokens: 500 },
  variables: {},
}

test('the file is what its user would write by hand', () => {
  expect(writePromptFile(plain)).toBe(
    [
      '---',
      'fathom: 1',
      'name: Sort the mail',
      'model: deepseek-flash',
      'thinking: enabled',
      'reasoning_effort: high',
      'max_tokens: 500',
      '---',
      '',
      '<!-- system -->',
      'You sort mail.',
      '',
      '<!-- user -->',
      'From: {{sender}}',
      '',
      'Hello',
      '',
    ].join('\n'),
  )
})

const line = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '',
    '---',
    '<!-- user -->',
    '\\<!-- tools -->',
    '\\\\<!-- user {} -->',
    '# Title',
    '\r',
    '\uFEFF',
    '<!-- user',
  ),
)
const text = fc
  .array(line, { maxLength: 6 })
  .map((lines) => lines.join('\n'))
  .filter((content) => content.isWellFormed())
const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined })

function withoutUndefined(record: Readonly<Record<string, unknown>>): MessageDetails | undefined {
  const entries = Object.entries(record).filter(([, value]) => value !== undefined)
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}

const details = fc
  .record({
    reasoning: optional(text),
    toolCallId: optional(fc.string({ maxLength: 20 })),
    prefix: optional(fc.boolean()),
    images: optional(
      fc.constant([{ name: 'a --> b.png', type: 'image/png' as const, data: 'iVBORw0KGgo=' }]),
    ),
    toolCalls: optional(
      fc.array(
        fc.record({ id: fc.string(), name: fc.string(), arguments: fc.constantFrom('{"a":"-->"}', '{', '') }),
        {
          maxLength: 2,
        },
      ),
    ),
  })
  .map(withoutUndefined)
const message = fc
  .record({
    role: fc.constantFrom<Role>('system', 'user', 'assistant', 'tool', 'prompt', 'suffix'),
    content: text,
    details,
  })
  .map(({ details: more, ...rest }) => ({ ...rest, ...(more && { details: more }) }))
const document: fc.Arbitrary<PromptDocument> = fc.record({
  name: fc.option(
    fc
      .string({ minLength: 1, maxLength: 80 })
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  ),
  messages: fc.array(message, { maxLength: 5 }),
  parameters: fc.record({
    model: fc.constantFrom('deepseek-flash', 'deepseek-v4-pro', 'true', '1e3'),
    thinking: fc.constantFrom('enabled', 'disabled'),
    effort: fc.constantFrom('low', 'high', 'max'),
    temperature: fc.constantFrom(0.5, 1.25),
    stop: fc.array(fc.string({ minLength: 1, maxLength: 20 }), { minLength: 1, maxLength: 3 }),
    tools: fc.constantFrom('[\n  {}\n]', '[]\n', '<!-- user -->'),
    toolChoice: fc.constantFrom<Parameters['toolChoice']>('none', { name: 'find' }),
  }),
  variables: fc.dictionary(fc.stringMatching(/^[a-z_]{1,8}$/), fc.string({ unit: 'grapheme' })),
})

describe('a prompt file', () => {
  it('gives back every prompt letter by letter', () => {
    fc.assert(
      fc.property(document, (given) => {
        const { document: read, notes } = readPromptFile(writePromptFile(given))
        expect(read).toEqual(given)
        expect(notes).toEqual([])
      }),
      { numRuns: 400 },
    )
  })

  it('survives a checkout that writes CR LF', () => {
    const file = writePromptFile(plain).replaceAll('\n', '\r\n')
    expect(readPromptFile(file).document).toEqual({
      ...plain,
      parameters: { model: 'deepseek-flash', thinking: 'enabled', effort: 'high', maxTokens: 500 },
    })
  })

  it('takes a text without header and markers as one message', () => {
    expect(readPromptFile('# Task\n\nSay hello.\n').document).toEqual({
      name: null,
      messages: [{ role: 'user', content: '# Task\n\nSay hello.' }],
      parameters: {},
      variables: {},
    })
  })

  it('takes values of variables as they are spelt', () => {
    const { document } = readPromptFile(
      '---\nfathom: 1\nvariables:\n  depth: 10.40\n  zip: 007\n  on: yes\n  none: null\n  empty:\n---\n<!-- user -->\nHi\n',
    )
    expect(document.variables).toEqual({ depth: '10.40', zip: '007', on: 'yes', none: 'null', empty: '' })
  })

  it('takes an empty list of variables for none', () => {
    const { document } = readPromptFile('---\nfathom: 1\nvariables:\n---\n<!-- user -->\nHi\n')
    expect(document.variables).toEqual({})
  })

  it('says which words of the header it does not know', () => {
    const { notes } = readPromptFile(
      '---\nmodel: deepseek-flash\nfrequency_penalty: 1\n---\n<!-- user -->\nHi\n',
    )
    expect(notes).toEqual(['"frequency_penalty" in the header is not known here and was left out.'])
  })

  it.each([
    ['---\nname: x\n', 'The header of this file has no end.'],
    ['---\nname: [\n---\n', 'of the file is not YAML'],
    ['---\n- a\n---\n', 'no "key: value" lines'],
    ['---\ntemperature: hot\n---\n', '"temperature" in the header has a value that cannot be sent'],
    ['---\nfathom: 9\n---\n', 'a newer Fathom'],
    ['<!-- thinking -->\nhm\n', 'belongs to no message'],
    ['<!-- user {"prefix":7} -->\nhm\n', 'is not understood'],
    [
      '---\na: &a [x]\nb: &b [*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c]\n---\n',
      'is not plain YAML',
    ],
  ])('says in one sentence what is wrong with %j', (file, sentence) => {
    expect(() => readPromptFile(file)).toThrow(sentence)
  })

  it('refuses half of a character instead of changing it', () => {
    expect(() => writePromptFile({ ...plain, messages: [{ role: 'user', content: '\uD800' }] })).toThrow(
      'half of a character',
    )
  })
})
