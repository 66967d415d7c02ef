import { describe, expect, it } from 'vitest'

import { type Completion, encodeAnswer } from './completion.ts'
import type { EncodingTarget } from './target.ts'
import { shippedCounter } from './testing/prompts.ts'

const counter = shippedCounter()

function weigh(completion: Completion, profile: EncodingTarget['profile']): number {
  return counter.countPieces(encodeAnswer(completion, { profile }).map(({ piece }) => piece)).total
}

describe('what an answer is billed as', () => {
  it('is its text without thinking: "4" was billed 1 on 2026-06-08', () => {
    expect(weigh({ reasoning: null, content: '4', toolCalls: [] }, 'v4-preview')).toBe(1)
  })

  it('is reasoning, one token and text with thinking', () => {
    const answer = { reasoning: 'two words', content: 'x', toolCalls: [] }
    expect(weigh(answer, 'v4.1')).toBe(4)
    expect(weigh({ ...answer, reasoning: '' }, 'v4.1')).toBe(2)
  })

  // Recorded 2025-08-17: 28 tokens for this call alone.
  it('contains the markup of its calls', () => {
    const calls = [{ id: '1', name: 'weather', arguments: '{"latitude":"52.5200","longitude":"13.4050"}' }]
    expect(weigh({ reasoning: null, content: '', toolCalls: calls }, 'v3')).toBe(28)
  })
})
