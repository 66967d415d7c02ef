import { expect, test } from 'vitest'

import type { PriceListRow, Stretch } from '../../../contract/prices.ts'
import type { Band } from '../../../contract/values.ts'
import { familySteps, monthStarts, niceTicks } from './timeline-steps.ts'

function tariff(
  model: string,
  band: Band,
  from: string,
  until: string | null,
  output: string,
  holds: readonly Stretch[] = [{ from, until }],
): PriceListRow {
  return {
    id: `${model}${band}${from}`,
    model,
    band,
    currency: 'USD',
    effectiveFrom: from,
    effectiveUntil: until,
    cacheHit: '0.1',
    cacheMiss: '0.2',
    output,
    source: 'the page',
    confidence: 'high',
    recordedAt: from,
    inForce: false,
    own: false,
    withdrawn: false,
    holds,
    note: '',
  }
}

const end = Date.parse('2026-12-01T00:00:00Z')
const spring = '2026-04-24T00:00:00Z'
const summer = '2026-08-16T16:00:00Z'
const autumn = '2026-09-10T04:00:00Z'

test('two bands are one step with a lower and a higher price', () => {
  const tariffs = [
    tariff('deepseek-v4-flash', 'all-day', spring, summer, '0.28'),
    tariff('deepseek-v4-flash', 'peak', summer, null, '1.32'),
    tariff('deepseek-v4-flash', 'off-peak', summer, null, '0.66'),
  ]
  expect(familySteps(tariffs, 'flash', 'USD', 'output', end)).toMatchObject([
    { from: Date.parse(spring), until: Date.parse(summer), lowText: '0.28', highText: '0.28' },
    { from: Date.parse(summer), until: end, lowText: '0.66', highText: '1.32' },
  ])
})

test('the name in use now goes before the old name of the same family', () => {
  const tariffs = [
    tariff('deepseek-v4-flash', 'all-day', spring, null, '0.28'),
    tariff('deepseek-flash', 'all-day', autumn, null, '0.60'),
  ]
  expect(familySteps(tariffs, 'flash', 'USD', 'output', end).map((step) => step.lowText)).toEqual([
    '0.28',
    '0.60',
  ])
})

test('a row that goes on at the same price is no step, a gap in the book is', () => {
  const same = [
    tariff('deepseek-v4-pro', 'all-day', spring, summer, '0.87'),
    tariff('deepseek-v4-pro', 'all-day', summer, null, '0.870'),
  ]
  expect(familySteps(same, 'pro', 'USD', 'output', end)).toHaveLength(1)
  const gap = [
    tariff('deepseek-v4-pro', 'all-day', spring, summer, '0.87'),
    tariff('deepseek-v4-pro', 'all-day', autumn, null, '0.87'),
  ]
  expect(familySteps(gap, 'pro', 'USD', 'output', end)).toHaveLength(2)
})

test('another currency has no steps of its own making', () => {
  expect(
    familySteps([tariff('deepseek-v4-pro', 'all-day', spring, null, '1')], 'pro', 'CNY', 'output', end),
  ).toEqual([])
})

test('ticks are few and reach the deepest price', () => {
  for (const max of [0.0056, 0.28, 3.96, 27, 100]) {
    const ticks = niceTicks(max)
    expect(ticks.length).toBeLessThanOrEqual(6)
    expect(ticks.at(-1)).toBeGreaterThanOrEqual(max)
  }
})

test('months begin at Beijing midnight', () => {
  const starts = monthStarts(Date.parse('2026-10-31T15:59:00Z'), Date.parse('2026-12-02T00:00:00Z'))
  expect(starts.map((at) => new Date(at).toISOString())).toEqual([
    '2026-10-31T16:00:00.000Z',
    '2026-11-30T16:00:00.000Z',
  ])
})

test('a row steps only where it is the price that counts', () => {
  const rows = [
    tariff('deepseek-flash', 'all-day', spring, null, '0.28', [
      { from: spring, until: summer },
      { from: autumn, until: null },
    ]),
    tariff('deepseek-flash', 'all-day', summer, autumn, '0.70'),
    tariff('deepseek-flash', 'all-day', spring, null, '9', []),
  ]
  expect(familySteps(rows, 'flash', 'USD', 'output', end).map((step) => step.lowText)).toEqual([
    '0.28',
    '0.70',
    '0.28',
  ])
})
