import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { findPlaceholders } from '../../contract/placeholders.ts'
import { fillText } from './fill-text.ts'
import { createTemplate, type FilledEdit } from './template.ts'

const piece = fc.constantFrom('{{a}}', '{{b=x}}', '\\', '{', '}', '{{', '}}', 'a', ' ', '\n', '文', '😀', '=')
const anyText = fc.array(piece, { maxLength: 12 }).map((parts) => parts.join(''))
const edits = fc.array(fc.tuple(fc.nat(60), fc.nat(8), anyText), { maxLength: 12 })
const values = fc.record({ a: fc.option(anyText), b: fc.option(fc.constantFrom('', 'one', 'two\nlines')) })

function apply(text: string, changes: readonly FilledEdit[]): string {
  return changes.reduce((now, { from, to, insert }) => now.slice(0, from) + insert + now.slice(to), text)
}

test('edit by edit and value by value, the filled text is the one of the whole text', () => {
  fc.assert(
    fc.property(anyText, values, edits, fc.array(values), (first, given, steps, others) => {
      let written = first
      let valueOf = (name: string): string | null => given[name as 'a' | 'b'] ?? null
      const template = createTemplate(first, (name) => valueOf(name))
      let filled = template.text()
      for (const [index, [at, length, insert]] of steps.entries()) {
        const from = Math.min(at, written.length)
        const to = Math.min(from + length, written.length)
        filled = apply(filled, template.edit(from, to, insert))
        written = written.slice(0, from) + insert + written.slice(to)
        const next = others[index]
        if (next !== undefined) valueOf = (name) => next[name as 'a' | 'b'] ?? null
        filled = apply(filled, template.refresh())
        const whole = fillText(written, valueOf)
        expect(filled).toBe(whole.text)
        expect(template.text()).toBe(whole.text)
        expect(template.length).toBe(whole.text.length)
        expect(template.spans()).toEqual(whole.spans)
        const places = findPlaceholders(written).filter(({ escaped }) => !escaped)
        expect(template.variables.map(({ from, to }) => [from, to])).toEqual(
          places.map(({ from, to }) => [from, to]),
        )
      }
    }),
    { numRuns: 500 },
  )
})

test('typing beside a long value does not write the value again', () => {
  const template = createTemplate('a {{doc}} b', () => 'x'.repeat(100_000))
  expect(template.edit(11, 11, '!')).toEqual([{ from: 100_004, to: 100_004, insert: '!' }])
  expect(template.edit(0, 0, '!')).toEqual([{ from: 0, to: 0, insert: '!' }])
})

test('places of both texts find each other, and a value its placeholder', () => {
  const template = createTemplate('ab {{doc}} cd', () => 'long value')
  expect(template.toFilled(2)).toBe(2)
  expect(template.toFilled(5)).toBe(3)
  expect(template.toFilled(10)).toBe(13)
  expect(template.toFilled(11)).toBe(14)
  expect(template.toWritten(0, 2)).toEqual({ from: 0, to: 2 })
  expect(template.toWritten(5, 8)).toEqual({ from: 3, to: 10 })
  expect(template.toWritten(13, 15)).toEqual({ from: 10, to: 12 })
})
