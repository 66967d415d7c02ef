// oxlint-disable unicorn/no-array-fill-with-reference-type -- the fill of a template is no fill of an array
import { expect, test } from 'vitest'

import { assertionsOf } from './fill-assertions.ts'
import { readTemplate } from './request-template.ts'

const body = (content: string, more = ''): string =>
  `{"model":"m","messages":[{"role":"system","content":"{{rules=}}"},{"role":"user","content":${JSON.stringify(content)}}]${more}}`

test('values are put into the texts of messages and nowhere else', () => {
  const template = readTemplate(body('Hi {{who}}', ',"temperature":1.0,"stop":["{{who}}"]'))
  const filled = template.fill({ who: 'a "b"\n{{who}}', rules: 'r' })
  expect(JSON.parse(filled).messages[1].content).toBe('Hi a "b"\n{{who}}')
  expect(filled).toContain('1.0')
  expect(filled).toContain('["{{who}}"]')
  expect(template.names).toEqual(['rules', 'who'])
  expect(template.needed).toEqual(['who'])
})

test('a system message that a value leaves empty is not sent', () => {
  const template = readTemplate(body('Hi'))
  expect(JSON.parse(template.fill({})).messages).toEqual([{ role: 'user', content: 'Hi' }])
  expect(JSON.parse(template.fill({ rules: 'x' })).messages).toHaveLength(2)
})

test('names that every object has are no values', () => {
  expect(readTemplate(body('{{constructor}}')).fill({})).toContain('{{constructor}}')
})

test('a value stands for itself in a pattern', () => {
  const [filled] = assertionsOf([{ type: 'regex', pattern: '^{{who}}$' }], [], { who: 'a.(b)' })
  expect(filled).toEqual({ type: 'regex', pattern: String.raw`^a\.\(b\)$` })
})
