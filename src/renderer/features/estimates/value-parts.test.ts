import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import type { VariableCount } from '../../../contract/estimates.ts'
import { cutAtValues, placedValues } from './value-parts.ts'

const user = { key: 'message:u', fill: 'user', name: 'User 2', detail: null, tokens: 20 } as const
const names = new Map([['u', 'User 2']])

const variable = (values: VariableCount['uses'][number]['values']): VariableCount => ({
  name: 'doc',
  fallback: null,
  state: 'given',
  uses: [{ messageId: 'u', times: values.length, tokens: null, values }],
})

test('a value stands in its message as a part of its own', () => {
  const parts = cutAtValues(user, 100, placedValues([variable([{ position: 104, tokens: 10 }])], names))
  expect(parts.map(({ name, detail, tokens }) => [name, detail, tokens])).toEqual([
    ['User 2, own text', null, 4],
    ['{{doc}}', 'in user 2', 10],
    ['User 2, own text', null, 6],
  ])
})

test('a value without tokens, or in another message, cuts nothing', () => {
  const values = placedValues(
    [
      variable([
        { position: 104, tokens: 0 },
        { position: 130, tokens: 2 },
      ]),
    ],
    names,
  )
  expect(cutAtValues(user, 100, values)).toEqual([user])
})

test('the parts of a message sum to it, wherever its values stand', () => {
  const gaps = fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { maxLength: 8 })
  fc.assert(
    fc.property(gaps, fc.nat(9), (list, rest) => {
      let position = 7
      const values = list.map(([gap, tokens]) => {
        const value = { position: position + gap, tokens }
        position += gap + tokens
        return value
      })
      const tokens = position - 7 + rest
      const parts = cutAtValues({ ...user, tokens }, 7, placedValues([variable(values)], names))
      expect(parts.reduce((sum, part) => sum + part.tokens, 0)).toBe(tokens)
    }),
  )
})
