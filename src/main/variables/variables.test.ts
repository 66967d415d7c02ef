import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import type { Draft } from '../../contract/drafts.ts'
import { escapePlaceholders, findPlaceholders, LONGEST_PLACEHOLDER } from '../../contract/placeholders.ts'
import { fillText } from './fill-text.ts'
import { variablesIn } from './variables-in.ts'
import { missingIn, withValues } from './with-values.ts'

/** A draft with only what variables are about. */
function draftOf(contents: readonly string[], values: Record<string, string> = {}): Draft {
  const messages = contents.map((content, index) => ({ id: String(index), role: 'user' as const, content }))
  const variables = Object.fromEntries(
    Object.entries(values).map(([name, text]) => [name, { text, file: null }]),
  )
  return { messages, variables } as Partial<Draft> as Draft
}

const textsOf = ({ messages }: Draft): string[] => messages.map(({ content }) => content)

const fill = (text: string, values?: Record<string, string>) =>
  textsOf(withValues(draftOf([text], values)))[0]

test('a value takes the place of its name, spaces inside the braces or not', () => {
  expect(fill('Say {{a}} and {{ b }}.', { a: '1', b: '2' })).toBe('Say 1 and 2.')
})

test('a name may be Chinese', () => {
  expect(fill('请总结{{文档}}。', { 文档: '合同' })).toBe('请总结合同。')
})

test('the default stands where no value is given, and the empty text is a value', () => {
  expect(fill('In a {{tone=formal}} tone')).toBe('In a formal tone')
  expect(fill('In a {{tone=formal}} tone', { tone: '' })).toBe('In a  tone')
  expect(fill('{{note=}}')).toBe('')
})

test('the first default counts for every place of the name, in other messages too', () => {
  expect(textsOf(withValues(draftOf(['{{tone}}', '{{tone=calm}} {{tone=loud}}'])))).toEqual([
    'calm',
    'calm calm',
  ])
})

test('one backslash sends the braces, two a backslash and the value', () => {
  expect(fill('\\{{a}}', { a: '1' })).toBe('{{a}}')
  expect(fill('\\\\{{a}}', { a: '1' })).toBe('\\1')
  expect(fill('\\\\\\{{a}}', { a: '1' })).toBe('\\{{a}}')
  expect(fill('\\\\\\\\{{a}}', { a: '1' })).toBe('\\\\1')
})

test('a backslash elsewhere stays: LaTeX and paths are sent as written', () => {
  for (const text of ['\\frac\\{{1}}{2}', 'C:\\{{', '\\{ {a}', '{{1+2}}', '{{a b}}', '{{a|upper}}', '{{}}'])
    expect(fill(text)).toBe(text)
})

test('braces in a value are sent, not searched', () => {
  expect(fill('{{a}}', { a: '{{b}} \\{{a}}' })).toBe('{{b}} \\{{a}}')
})

test('missing ones are named, each once, in the order of the draft, and stay as they are written', () => {
  const text = '{{b}} {{a}} {{b}} \\{{c}} {{d=1}}'
  expect(missingIn(draftOf([text]))).toEqual(['b', 'a'])
  expect(missingIn(draftOf([text], { a: '' }))).toEqual(['b'])
  expect(fill(text)).toBe('{{b}} {{a}} {{b}} {{c}} 1')
})

test('each place of a variable is told with its message', () => {
  const [first, second] = variablesIn([
    { id: 'x', content: 'Hi {{name}}' },
    { id: 'y', content: '{{ tone = calm }}{{name}}' },
  ])
  expect(first).toEqual({
    name: 'name',
    fallback: null,
    uses: [
      { messageId: 'x', message: 0, from: 3, to: 11 },
      { messageId: 'y', message: 1, from: 17, to: 25 },
    ],
  })
  expect(second).toMatchObject({ name: 'tone', fallback: 'calm' })
})

test('a missing name is left as it is written while others are filled', () => {
  const filled = fillText('{{a}}-{{b}}', (name) => (name === 'b' ? '2' : null))
  expect(filled).toEqual({ text: '{{a}}-2', spans: [{ name: 'b', from: 6, to: 7 }], missing: ['a'] })
})

const piece = fc.constantFrom('{{a}}', '{{b=x}}', '\\', '{', '}', '{{', 'a', ' ', '\n', '文', '😀', '{{ a }}')
const anyText = fc.array(piece, { maxLength: 30 }).map((parts) => parts.join(''))

test('a span holds exactly the value, and what is between spans holds no value', () => {
  fc.assert(
    fc.property(anyText, fc.string(), (text, value) => {
      const { text: filled, spans } = fillText(text, (name) => (name === 'a' ? value : 'x'))
      const places = findPlaceholders(text).filter(({ escaped }) => !escaped)
      expect(spans.map(({ name, from, to }) => [name, filled.slice(from, to)])).toEqual(
        places.map(({ name }) => [name, name === 'a' ? value : 'x']),
      )
    }),
  )
})

test('an escaped text is sent as it was, whatever stands in it', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(fillText(escapePlaceholders(text), () => 'never')).toEqual({ text, spans: [], missing: [] })
    }),
  )
})

test('no placeholder is longer than what is looked at around an edit', () => {
  const longest = `${'\\'.repeat(64)}{{        ${'𠀀'.repeat(64)}        =${'𠀀'.repeat(1000)}}}`
  const [place] = findPlaceholders(longest)
  expect(place).toMatchObject({ from: 0, to: longest.length })
  expect(longest.length).toBeLessThanOrEqual(LONGEST_PLACEHOLDER)
})
