import { expect, test } from 'vitest'

import { withNewTool, withoutTool, withToolsSwapped } from './tool-text.ts'

const text = '[ {"a":1} ,\n  {"b":2},\t{"c":3} ]'
const tools = ['{"a":1}', '{"b":2}', '{"c":3}'].map((one) => {
  const from = text.indexOf(one)
  return { name: one[2] ?? '', from, to: from + one.length }
})

test.each([
  [0, '[ {"b":2},\t{"c":3} ]'],
  [1, '[ {"a":1} ,\n  {"c":3} ]'],
  [2, '[ {"a":1} ,\n  {"b":2} ]'],
])('tool %i goes with one comma, and the rest stays as it was written', (index, left) => {
  expect(withoutTool(text, tools, index)).toBe(left)
})

test('the only tool leaves an empty list', () => {
  expect(withoutTool('[ {} ]', [{ name: '', from: 2, to: 4 }], 0)).toBe('[  ]')
})

test('neighbours change places, and what stands between them stays', () => {
  expect(withToolsSwapped(text, tools, 0)).toBe('[ {"b":2} ,\n  {"a":1},\t{"c":3} ]')
  expect(withToolsSwapped(text, tools, 2)).toBe(text)
})

test('a new tool has a name of its own, in an empty text too', () => {
  const first = withNewTool('', [])
  expect(JSON.parse(first)).toMatchObject([{ type: 'function', function: { name: 'new_tool' } }])
  const second = withNewTool(text, [...tools, { name: 'new_tool', from: tools[2]!.from, to: tools[2]!.to }])
  expect(JSON.parse(second)).toMatchObject([
    { a: 1 },
    { b: 2 },
    { c: 3 },
    { function: { name: 'new_tool_2' } },
  ])
})
