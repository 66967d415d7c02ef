import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { breakEvenOf, type TalliedCell, tallyCells } from './tallies.ts'

const cell = (
  caseId: string,
  amount: string | null,
  outcome: TalliedCell['outcome'] = 'pass',
): TalliedCell => ({
  caseId,
  practice: false,
  outcome,
  bill: amount === null ? {} : { USD: amount },
  latencyMs: 1_000,
})

test('a passing case costs all that was spent, failures included, over those that pass', () => {
  const [tally] = tallyCells([cell('1', '0.001'), cell('2', '0.002', 'fail'), cell('3', '0.003')])
  expect(tally).toMatchObject({
    ended: 3,
    passed: 2,
    failed: 1,
    total: { USD: '0.006' },
    perPass: { USD: '0.003' },
  })
})

test('without a passing case, or with one unpriced, there is no cost of a passing case', () => {
  expect(tallyCells([cell('1', '0.001', 'fail')])[0]?.perPass).toEqual({})
  expect(tallyCells([cell('1', '0.001'), cell('2', null)])[0]).toMatchObject({ unpriced: 1, perPass: {} })
})

test('practice and real results are never summed', () => {
  const tallies = tallyCells([cell('1', '0.001'), { ...cell('2', '5'), practice: true }])
  expect(tallies.map(({ practice, total }) => [practice, total.USD])).toEqual([
    [false, '0.001'],
    [true, '5'],
  ])
})

const column = (key: string, cells: readonly TalliedCell[]) => ({ key, cells })

test('break-even is 1 - c/d over the cases that both answered', () => {
  const cheap = column('flash', [cell('1', '0.001'), cell('2', '0.001', 'fail'), cell('9', '7')])
  const dear = column('pro', [cell('1', '0.004'), cell('2', '0.004')])
  expect(breakEvenOf('v1', false, cheap, dear)).toMatchObject({ breakEven: { USD: 0.75 }, retryRate: 0.5 })
  expect(breakEvenOf('v1', true, cheap, dear)).toBeNull()
})

test('below the break-even rate cheap first costs less than dear alone, above it more', () => {
  expect.hasAssertions()
  const cost = fc.integer({ min: 1, max: 1_000_000 })
  fc.assert(
    fc.property(cost, cost, fc.double({ min: 0, max: 1, noNaN: true }), (c, d, rate) => {
      const amount = (units: number): string => (units / 1e6).toFixed(6)
      const even = breakEvenOf(
        'v',
        false,
        column('a', [cell('1', amount(c))]),
        column('b', [cell('1', amount(d))]),
      )
      const share = even?.breakEven.USD ?? Number.NaN
      // Shares are told to a millionth.
      if (Math.abs(rate - share) > 2e-6) expect(c + rate * d < d).toBe(rate < share)
    }),
  )
})
