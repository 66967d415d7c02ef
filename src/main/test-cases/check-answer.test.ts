import { expect, test } from 'vitest'

import type { Assertion } from '../../contract/test-assertions.ts'
import { checkAll } from './check-answer.ts'
import type { CheckSubject, SubjectAnswer } from './check-subject.ts'
import { describeFinding } from './check-words.ts'
import { outcomeOf } from './finding.ts'

const answer: SubjectAnswer = {
  content: 'The bridge of Delft stands. 代尔夫特。',
  status: 'completed',
  error: null,
  finishReason: 'stop',
  promptTokens: 12,
  outputTokens: 30,
  bill: { USD: '0.0002' },
  latencyMs: 900,
}
const subject: CheckSubject = {
  prompt: {
    tokens: 12,
    exact: true,
    cost: { USD: '0.0001' },
    least: { USD: '0.00001' },
    most: { USD: '0.01' },
  },
  answer,
  grade: null,
}
const before: CheckSubject = { ...subject, answer: null }

async function check(assertion: Assertion, of: CheckSubject = subject): Promise<string> {
  const matcher = { ask: () => Promise.resolve({ outcome: 'yes' } as const) }
  const [finding] = await checkAll({ matcher, judge: null }, [assertion], of)
  if (finding === undefined) throw new Error('Nothing was checked.')
  return `${finding.outcome}: ${describeFinding(finding).message}`
}

test.each<[Assertion, string]>([
  [{ type: 'contains', text: 'Delft' }, 'pass: contains “Delft”'],
  [{ type: 'contains', text: 'delft' }, 'fail: contains “delft”'],
  [{ type: 'contains', text: 'delft', ignoreCase: true }, 'pass: contains “delft”'],
  [{ type: 'contains', text: 'Delft', not: true }, 'fail: does not contain “Delft”'],
  [
    { type: 'equals', text: ' The bridge of Delft stands. 代尔夫特。\n' },
    'pass: is “The bridge of Delft stands. 代尔夫特。”',
  ],
  [{ type: 'length', unit: 'characters', max: 33 }, 'pass: characters at most 33: 33'],
  [{ type: 'length', unit: 'words', min: 6 }, 'pass: words at least 6: 9'],
  [{ type: 'prompt-tokens', min: 12, max: 12 }, 'pass: prompt tokens exactly 12: 12'],
  [{ type: 'output-tokens', max: 29 }, 'fail: output tokens at most 29: 30'],
  [{ type: 'cost', currency: 'USD', max: '0.0002' }, 'pass: cost at most 0.0002 USD: 0.0002'],
  [{ type: 'cost', currency: 'USD', max: '0.000199999999' }, 'fail: cost at most 0.000199999999 USD: 0.0002'],
  [{ type: 'latency', maxMs: 899 }, 'fail: takes at most 899 ms: 900 ms'],
  [{ type: 'finish-reason', reason: 'length' }, 'fail: ends with length: stop'],
  [{ type: 'grade', min: 4 }, 'undecided: grade 4 or better: not graded yet'],
  [{ type: 'judge', criterion: 'kind' }, 'undecided: judge: kind: not judged'],
])('an answer is held against %j', async (assertion, said) => {
  expect(await check(assertion)).toBe(said)
})

test.each<[Assertion, string]>([
  [{ type: 'contains', text: 'x' }, 'undecided: contains “x”: needs an answer'],
  [{ type: 'prompt-tokens', max: 11 }, 'fail: prompt tokens at most 11: 12'],
  [
    { type: 'cost', currency: 'USD', max: '0.0001', part: 'prompt' },
    'pass: prompt cost at most 0.0001 USD: 0.0001',
  ],
  [
    { type: 'cost', currency: 'CNY', max: '1', part: 'prompt' },
    'undecided: prompt cost at most 1 CNY: unpriced',
  ],
  // What the answer will cost is between bounds: only beyond them anything is decided.
  [{ type: 'cost', currency: 'USD', max: '0.01' }, 'pass: cost at most 0.01 USD: 0.01'],
  [{ type: 'cost', currency: 'USD', max: '0.000009' }, 'fail: cost at most 0.000009 USD: 0.00001'],
  [
    { type: 'cost', currency: 'USD', max: '0.001' },
    'undecided: cost at most 0.001 USD: between 0.00001 – 0.01 until it has run',
  ],
])('without an answer %j is decided as far as it can be', async (assertion, said) => {
  expect(await check(assertion, before)).toBe(said)
})

test('a prompt that cannot be counted exactly decides nothing', async () => {
  const inexact = { ...before, prompt: { ...before.prompt, exact: false } }
  expect(await check({ type: 'prompt-tokens', max: 11 }, inexact)).toMatch(/^undecided/)
})

test('what failed proves nothing of its text, but its tokens and cost still count', async () => {
  const failed = { ...subject, answer: { ...answer, status: 'failed' as const, error: 'Overloaded.' } }
  expect(await check({ type: 'contains', text: 'Delft' }, failed)).toBe('fail: Overloaded.')
  expect(await check({ type: 'prompt-tokens', max: 12 }, failed)).toMatch(/^pass/)
})

test('a judge is asked last, and not about an answer that has failed already', async () => {
  const asked: string[] = []
  const judge = ({ criterion }: { readonly criterion: string }) => {
    asked.push(criterion)
    return Promise.resolve({ outcome: 'pass', actual: 'fine', why: null } as const)
  }
  const matcher = { ask: () => Promise.resolve({ outcome: 'yes' } as const) }
  const judged: Assertion = { type: 'judge', criterion: 'kind' }
  const good = await checkAll({ matcher, judge }, [judged, { type: 'contains', text: 'Delft' }], subject)
  expect(good.map(({ outcome }) => outcome)).toEqual(['pass', 'pass'])
  const bad = await checkAll({ matcher, judge }, [judged, { type: 'contains', text: 'no' }], subject)
  expect(bad.map(({ outcome }) => outcome)).toEqual(['undecided', 'fail'])
  expect(asked).toEqual(['kind'])
  expect(outcomeOf(bad, true)).toBe('fail')
})
