import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { savedShare } from './saved-share.ts'

describe('the share that waiting saves', () => {
  it('is of the price that is not paid', () => {
    expect(savedShare('0.0005', '0.0005')).toBe('50 %')
    expect(savedShare('0', '0.5')).toBe('0 %')
    expect(savedShare('0.000000000001', '0.000000000003')).toBe('25 %')
    expect(savedShare('0', '0')).toBe('0 %')
  })

  it('never passes the whole, whatever the digits of the two', () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 15n }).map((units) => {
      const digits = units.toString().padStart(13, '0')
      return `${digits.slice(0, -12)}.${digits.slice(-12)}`
    })
    fc.assert(
      fc.property(amount, amount, (saving, cost) => {
        const share = Number(savedShare(saving, cost).replace(' %', ''))
        expect(share).toBeGreaterThanOrEqual(0)
        expect(share).toBeLessThanOrEqual(100)
      }),
    )
  })
})
