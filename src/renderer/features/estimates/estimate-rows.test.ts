import { describe, expect, it } from 'vitest'

import type { LiveEstimate, Segment } from '../../../contract/estimates.ts'
import { barParts, estimateRows, messageNames, type OutlineMessage } from './estimate-rows.ts'

const messages: readonly OutlineMessage[] = [
  { id: 's', role: 'system' },
  { id: 'u1', role: 'user' },
  { id: 'a', role: 'assistant' },
  { id: 'u2', role: 'user' },
]

const estimate = (systemTokens: number): LiveEstimate => ({
  promptId: 'p',
  revision: 1,
  stale: false,
  variables: [],
  messages: { s: systemTokens, u1: 412, a: 183, u2: 40 },
  problems: [],
  columns: [],
})

const frame: readonly Segment[] = [
  { kind: 'control', message: null, tokens: 1 },
  { kind: 'effort', message: null, tokens: 25 },
]

describe('rows of an estimate', () => {
  it('sum to the parts of the bar, one row a cause, the frame first', () => {
    const segments: readonly Segment[] = [
      ...frame,
      { kind: 'system', message: 0, tokens: 93 },
      { kind: 'control', message: 1, tokens: 1 },
      { kind: 'user', message: 1, tokens: 412 },
      { kind: 'control', message: 2, tokens: 2 },
      { kind: 'reasoning', message: 2, tokens: 7 },
      { kind: 'assistant', message: 2, tokens: 183 },
      { kind: 'user', message: 3, tokens: 40 },
    ]
    const rows = estimateRows(barParts(segments, messages, estimate(93)), 'high')
    expect(rows.map(({ name, tokens }) => [name, tokens])).toEqual([
      ['Control tokens', 4],
      ['Effort preamble', 25],
      ['System', 93],
      ['User 1', 412],
      ['Reasoning of Assistant', 7],
      ['Assistant', 183],
      ['User 2', 40],
    ])
    const total = segments.reduce((sum, { tokens }) => sum + tokens, 0)
    expect(rows.reduce((sum, { tokens }) => sum + tokens, 0)).toBe(total)
  })

  it('belong to the right message where an empty system message is not sent', () => {
    const segments: readonly Segment[] = [...frame, { kind: 'user', message: 0, tokens: 412 }]
    const parts = barParts(segments, messages, estimate(0))
    expect(parts.at(-1)).toMatchObject({ key: 'message:u1', name: 'User 1' })
  })

  it('number a role only where there are several', () => {
    expect([...messageNames(messages).values()]).toEqual(['System', 'User 1', 'Assistant', 'User 2'])
  })
})
