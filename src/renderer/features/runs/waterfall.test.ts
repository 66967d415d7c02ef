import { describe, expect, it } from 'vitest'

import { sharedDecimals, waterfall } from './waterfall.ts'

const money = {
  estimated: '0.0003',
  causes: [
    { cause: 'cache split', tokens: 1_000, amount: '-0.0001' },
    { cause: 'output, not forecast', tokens: 300, amount: '0.0006' },
  ],
  unknown: '0.0002',
  billed: '0.001',
}

describe('the bars from estimated to billed', () => {
  it('each begin where the one before it ends, on one scale', () => {
    const steps = waterfall(money, 3)
    expect(steps.map(({ kind }) => kind)).toEqual(['estimated', 'cause', 'cause', 'unknown', 'billed'])
    const ends = steps.map(({ from, to }) => [from, to].map((share) => Number(share.toFixed(6))))
    expect(ends).toEqual([
      [0, 0.3],
      [0.2, 0.3],
      [0.2, 0.8],
      [0.8, 1],
      [0, 1],
    ])
    expect(steps[3]?.tokens).toBe(3)
  })

  it('have none for a remainder that is 0, and no width where all is 0', () => {
    const nothing = { estimated: '0', causes: [], unknown: '0', billed: '0' }
    expect(waterfall(nothing, 0).map(({ kind, to }) => [kind, to])).toEqual([
      ['estimated', 0],
      ['billed', 0],
    ])
  })

  it('show as many decimals as it takes to see them sum', () => {
    expect(sharedDecimals(waterfall(money, 3))).toBe(4)
    expect(sharedDecimals([{ amount: '0.000000005600' }, { amount: '1' }])).toBe(10)
    expect(sharedDecimals([{ amount: '0' }])).toBe(2)
  })
})
