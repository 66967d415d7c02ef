import { expect, test } from 'vitest'

import type { Run, Usage } from '../../../contract/runs.ts'
import { answerText, billOf, parameterRows, timeRows, tokenRows } from './compared-figures.ts'

const usage: Usage = { prompt_tokens: 10, completion_tokens: 4, total_tokens: 14, prompt_cache_hit_tokens: 8 }

function run(part: Partial<Run>): Run {
  const timing = {
    sentAt: '2026-11-22T08:00:00.000Z',
    firstByteAt: null,
    thinkingEndedAt: null,
    completedAt: '2026-11-22T08:00:02.000Z',
  }
  return {
    practice: false,
    usage,
    settlement: null,
    bill: null,
    content: '',
    toolCalls: [],
    timing,
    ...part,
  } as Run
}

test('what was not reported stays unknown, what came later counts', () => {
  const settled = {
    usage: { ...usage, prompt_tokens: 12 },
    bill: { USD: '0.5' },
    at: '',
    reason: '',
    receipts: [],
    reconciliation: { tokens: [], unknown: 0, money: [] },
  }
  const rows = tokenRows(run({ usage: null }), run({ usage: null, settlement: settled }))
  expect(rows.map(({ left, right }) => [left, right])).toEqual([
    [null, 12],
    [null, 8],
    [null, 4],
    [null, null],
  ])
  expect(billOf(run({ usage: null, settlement: settled }), 'USD')).toEqual({ amount: '0.5' })
  expect(timeRows(run({}), run({}))[1]).toMatchObject({ left: 2_000, right: 2_000 })
})

test('a run without an amount says why', () => {
  expect(billOf(run({ practice: true }), 'USD')).toEqual({ word: 'practice' })
  expect(billOf(run({}), 'USD')).toEqual({ word: 'unpriced' })
  expect(billOf(run({ usage: null }), 'USD')).toEqual({ word: 'not reported' })
  expect(billOf(run({ bill: { CNY: '1' } }), 'USD')).toEqual({ word: 'unpriced' })
})

test('parameters are held against each other by name', () => {
  const sent = (...parameters: [string, string][]) => ({
    messages: [],
    parameters: parameters.map(([name, value]) => ({ name, value })),
  })
  expect(
    parameterRows(
      sent(['model', 'a'], ['temperature', '1']),
      sent(['model', 'b'], ['temperature', '1'], ['stop', 'x']),
    ),
  ).toEqual({
    different: [
      { name: 'model', left: 'a', right: 'b' },
      { name: 'stop', left: null, right: 'x' },
    ],
    same: 1,
  })
})

test('calls of tools are part of the answer', () => {
  expect(answerText(run({ content: 'Yes.', toolCalls: [{ id: '1', name: 'tide', arguments: '{}' }] }))).toBe(
    'Yes.\ntide({})',
  )
})
