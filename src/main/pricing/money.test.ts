import { assert, bigInt, property } from 'fast-check'
import { describe, expect, it } from 'vitest'

import {
  addAmounts,
  formatAmount,
  formatRate,
  mapCurrencies,
  multiplyAmount,
  parseAmount,
  parseRate,
  priceOf,
  subtractAmounts,
} from './money.ts'
import { sumByCurrency } from './sums.ts'

describe('money', () => {
  it('holds a rate as whole pico-units per token, so that no decimal slips', () => {
    expect(parseRate('0.28')).toBe(280_000n)
    expect(parseRate('0.003625')).toBe(3_625n)
    expect(parseRate('27')).toBe(27_000_000n)
    expect(formatRate(parseRate('1.10'))).toBe('1.1')
  })

  it('refuses a rate that it could not hold exactly rather than round it', () => {
    expect(() => parseRate('0.0000001')).toThrow(/more than 6 decimals/)
    expect(parseRate('0.0000010')).toBe(1n)
    for (const text of ['', '-0.1', '.5', '1e-3', '1,5', ' 1', 'NaN', '0x10']) {
      expect(() => parseRate(text)).toThrow(/^The price per 1M tokens/)
    }
  })

  it('prints full precision, never 0.00 for a small amount', () => {
    expect(formatAmount(priceOf(97, parseRate('0.14')))).toBe('0.00001358')
    expect(formatAmount(priceOf(97, parseRate('0.0028')))).toBe('0.0000002716')
    expect(formatAmount(priceOf(0, parseRate('1')))).toBe('0')
    expect(formatAmount(parseAmount('42.10'))).toBe('42.1')
    expect(formatAmount(subtractAmounts(parseAmount('0'), parseAmount('0.000000000001')))).toBe(
      '-0.000000000001',
    )
  })

  it('reads back every amount that it prints', () => {
    assert(
      property(bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), (value) => {
        const amount = addAmounts(value as ReturnType<typeof parseAmount>)
        expect(parseAmount(formatAmount(amount))).toBe(value)
      }),
    )
  })

  it('refuses a token count that is not one', () => {
    for (const tokens of [-1, 0.5, Number.NaN, Infinity, 2 ** 53]) {
      expect(() => priceOf(tokens, parseRate('1'))).toThrow(/number of tokens/)
    }
  })

  it('leaves a currency without a value out instead of making it zero', () => {
    const doubled = mapCurrencies({ CNY: parseAmount('1.5') }, (amount) =>
      formatAmount(multiplyAmount(amount, 2)),
    )
    expect(doubled).toEqual({ CNY: '3' })
  })

  it('sums each currency alone, and leaves out one that nothing has', () => {
    const [dime, seven] = [parseAmount('0.1'), parseAmount('0.7')]
    expect(sumByCurrency([{ USD: dime, CNY: seven }, {}, { USD: dime }])).toEqual({
      USD: parseAmount('0.2'),
      CNY: seven,
    })
    expect(sumByCurrency([{ USD: dime }, {}])).toEqual({ USD: dime })
  })
})
