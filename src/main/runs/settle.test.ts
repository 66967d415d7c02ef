import { describe, expect, it } from 'vitest'

import type { ChatOutcome } from '../deepseek/chat-types.ts'
import { FathomError } from '../errors.ts'
import { books } from '../testing/test-services.ts'
import { tokenizer } from '../tokenizer/testing/vocabulary.ts'
import { billsOf } from './bill.ts'
import { settle, type SettleOptions } from './settle.ts'
import { beginningAt } from './testing/beginnings.ts'

const sentAt = Date.UTC(2026, 10, 22, 3)
const beginning = beginningAt(sentAt)

function outcomeOf(changes: Partial<ChatOutcome> = {}): ChatOutcome {
  return {
    status: 'completed',
    content: 'Nine metres.',
    reasoning: '',
    toolCalls: [],
    logprobs: null,
    finishReason: 'stop',
    usage: null,
    response: { id: 'r', model: 'deepseek-flash', fingerprint: 'fp', created: null },
    head: null,
    timing: { sentAt, firstByteAt: sentAt + 300, completedAt: sentAt + 900 },
    attempts: 1,
    error: null,
    ...changes,
  }
}

const usage = {
  prompt_tokens: 10,
  completion_tokens: 4,
  total_tokens: 14,
  prompt_cache_hit_tokens: 0,
  prompt_cache_miss_tokens: 10,
}

const logged: unknown[] = []
const options: SettleOptions = {
  price: (counts, model, timing, at) =>
    billsOf(books.prices, counts, model, { ...timing, sentAt: at }, 'completed'),
  explain: async (_beginning, billed) => ({ tokens: [], unknown: billed - 9 }),
  countText: async (text) => tokenizer.count(text),
  log: (...line) => void logged.push(line),
}

function fail(): never {
  throw new Error('boom')
}

describe('settling a run', () => {
  it('prices its usage once a currency, to the last digit', async () => {
    const end = await settle(options, beginning, outcomeOf({ usage }))
    // Off-peak rows of 2026-09-10: USD 0.15 and 0.6, CNY 1 and 4 per 1M tokens.
    expect(end.receipts).toMatchObject([
      {
        currency: 'USD',
        hit: '0',
        miss: '0.0000015',
        output: '0.0000024',
        total: '0.0000039',
        band: 'off-peak',
      },
      { currency: 'CNY', hit: '0', miss: '0.00001', output: '0.000016', total: '0.000026' },
    ])
    expect(end).toMatchObject({
      usage,
      atLeast: null,
      reconciliation: { tokens: [], unknown: 1 },
      fingerprint: 'fp',
    })
  })

  it('of an unknown model leaves it unpriced, which is not 0', async () => {
    const end = await settle(options, { ...beginning, modelRequested: 'gpt-4' }, outcomeOf({ usage }))
    expect(end).toMatchObject({ receipts: [], usage })
  })

  it('keeps a usage that contradicts itself and bills nothing by it', async () => {
    const odd = { ...usage, prompt_cache_hit_tokens: 99 }
    expect(await settle(options, beginning, outcomeOf({ usage: odd }))).toMatchObject({
      usage: odd,
      receipts: [],
      reconciliation: null,
      atLeast: null,
    })
  })

  it.each([
    ['an answer', { content: 'Nine metres.', reasoning: '' }, 3],
    ['thinking that was closed by an answer', { content: 'Nine', reasoning: 'deep' }, 3],
    ['thinking alone', { content: '', reasoning: 'deep' }, 1],
    ['nothing but a first byte', { content: '', reasoning: '' }, 0],
  ])('without usage bounds %s from below', async (_what, text, completionTokens) => {
    const end = await settle(options, beginning, outcomeOf({ ...text, status: 'cut-short' }))
    expect(end.atLeast).toEqual({ promptTokens: 9, completionTokens })
  })

  it.each([
    ['failed', { status: 'failed' as const }],
    [
      'never answered',
      {
        status: 'cut-short' as const,
        content: '',
        timing: { sentAt, firstByteAt: null, completedAt: sentAt },
      },
    ],
  ])('knows no bound of a run that %s', async (_what, changes) => {
    expect((await settle(options, beginning, outcomeOf(changes))).atLeast).toBeNull()
  })

  it('bounds no prompt by a count that is not exact', async () => {
    const guess = {
      ...beginning,
      estimate: { ...beginning.estimate, prompt: { ...beginning.estimate.prompt, exact: false } },
    }
    expect((await settle(options, guess, outcomeOf())).atLeast).toMatchObject({ promptTokens: 0 })
  })

  it('says what the API said, without any key in it', async () => {
    const error = new FathomError('KEY_REJECTED', 'Rejected.', {
      apiMessage: 'sk-0123456789abcdef0123456789abcdef is wrong',
    })
    const end = await settle(options, beginning, outcomeOf({ status: 'failed', error }))
    expect(end.error?.message).toMatch(/^Rejected\. It said: .* is wrong$/)
    expect(end.error?.message).not.toContain('0123456789')
  })

  it('never fails: what cannot be worked out is left open and logged', async () => {
    logged.length = 0
    const broken = { ...options, price: fail, explain: fail, countText: fail }
    expect(await settle(broken, beginning, outcomeOf({ usage }))).toMatchObject({
      usage,
      receipts: [],
      reconciliation: { tokens: [], unknown: 1 },
    })
    expect(await settle(broken, beginning, outcomeOf())).toMatchObject({
      atLeast: null,
      finishReason: 'stop',
    })
    expect(logged).toHaveLength(3)
  })
})
