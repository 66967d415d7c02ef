import { expect, it } from 'vitest'

import { limitProblem, shareSpent } from './budget-words.ts'
import { choiceWords, gateMoney, worstCaseName } from './gate-words.ts'

const NOW = Date.parse('2026-11-23T06:20:00Z')

it('says what each choice will do, with the time and the span to off-peak', () => {
  const sheet = {
    scenario: 'worst-case',
    currency: 'USD',
    runs: 1,
    priced: 1,
    groups: [],
    total: '0.08',
    atLeast: '0',
  } as const
  const offPeak = { kind: 'off-peak', at: '2026-11-23T10:00:00.000Z', sheet } as const
  expect(choiceWords(offPeak, 1, NOW, 'Asia/Shanghai')).toEqual({
    name: 'Wait for off-peak',
    detail: '18:00 Beijing, in 3 h 40 m',
    action: 'Queue for 18:00',
  })
  const fewer = { kind: 'max-tokens', value: 20_125, was: 32_768, sheet } as const
  expect(choiceWords(fewer, 2, NOW, 'UTC')).toEqual({
    name: 'max_tokens 20,125',
    detail: 'both, now; was 32,768',
    action: 'Set max_tokens 20,125 and run',
  })
})

it('never shows an amount that is there as 0', () => {
  expect(['0.107744', '0.0000001', '0'].map(gateMoney)).toEqual(['0.10774', '0.0000001000', '0'])
})

it('names the runs that are held together', () => {
  expect([1, 2, 8].map(worstCaseName)).toEqual([
    'The worst case of this run',
    'The worst case of both runs together',
    'The worst case of all 8 runs together',
  ])
})

it('takes amounts above 0 only', () => {
  expect(['0.25', '12', ' 3 '].map(limitProblem)).toEqual([null, null, null])
  const wrong = ['', '0', '0.00', '-1', '1,5', '1e3', '.5']
  expect(wrong.filter((typed) => limitProblem(typed) === null)).toEqual([])
})

it('draws no meter beyond its end', () => {
  const spent = {
    runs: 1,
    billed: '3',
    atLeast: '0',
    unknown: 0,
    inFlight: '0',
    spent: '3',
    runsOf: { practice: false },
  }
  expect(shareSpent({ spent, limit: '2' })).toBe(1)
  expect(shareSpent({ spent, limit: '6' })).toBe(0.5)
})
