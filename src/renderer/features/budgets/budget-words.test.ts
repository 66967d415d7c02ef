import { expect, test } from 'vitest'

import type { Spent } from '../../../contract/budgets.ts'
import { meterFigures } from './budget-words.ts'

const spent = (amount: string): Spent => ({
  runs: 2,
  billed: amount,
  atLeast: '0',
  unknown: 0,
  inFlight: '0',
  spent: amount,
  runsOf: { practice: false },
})

test('what was spent has the decimals of its limit, and never becomes 0 by them', () => {
  expect(meterFigures({ spent: spent('0.0784133'), limit: '0.2' })).toEqual({
    spent: '0.0784',
    limit: '0.2000',
  })
  expect(meterFigures({ spent: spent('3.14159'), limit: '10' })).toEqual({ spent: '3.14', limit: '10.00' })
  expect(meterFigures({ spent: spent('0.0000271'), limit: '5' })).toEqual({
    spent: '0.00002710',
    limit: '5.00',
  })
  expect(meterFigures({ spent: spent('0'), limit: '5' }).spent).toBe('0')
})
