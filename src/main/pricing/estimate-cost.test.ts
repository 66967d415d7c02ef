import { assert, constantFrom, integer, property } from 'fast-check'
import { describe, expect, it } from 'vitest'

import { minuteMs } from './beijing.ts'
import { cost } from './cost.ts'
import { estimateCost, possibleRows, requestHorizonMs } from './estimate-cost.ts'
import { formatAmount } from './money.ts'
import { pricesAt } from './price-at.ts'
import { at, shippedBook as book } from './test-book.ts'

const estimate = (model: string, instant: number, promptTokens: number, maxTokens: number) =>
  estimateCost(
    promptTokens,
    maxTokens,
    pricesAt(book, model, instant).rows,
    possibleRows(book, model, instant),
  )

describe('the estimate of a cost', () => {
  it('gives the figures of the design for 97 tokens of v4-flash on 2026-08-10', () => {
    const { USD } = estimate('deepseek-v4-flash', at('2026-08-10T03:00:00Z'), 97, 65_536)
    expect(
      [USD?.promptMiss, USD?.promptHit, USD?.outputToken].map((amount) => formatAmount(amount!)),
    ).toEqual(['0.00001358', '0.0000002716', '0.00000028'])
    expect(formatAmount(USD!.worstCase)).toBe('0.01836366')
  })

  it('takes the dearer band for the worst case when the request may run into it, and not a moment earlier', () => {
    const peakStart = at('2026-11-23T01:00:00Z')
    const calm = estimate('deepseek-flash', peakStart - requestHorizonMs - 1, 1_000, 1_000)
    const close = estimate('deepseek-flash', peakStart - requestHorizonMs, 1_000, 1_000)
    expect(calm.USD?.worstRow.band).toBe('off-peak')
    expect(close.USD?.worstRow.band).toBe('peak')
    expect(close.USD?.promptMiss).toBe(calm.USD?.promptMiss)
    expect(close.USD?.worstCase).toBe(calm.USD!.worstCase * 2n)
  })

  it('meets a new tariff on the way', () => {
    const rise = at('2026-08-16T16:00:00Z')
    const ids = possibleRows(book, 'deepseek-v4-flash', rise - minuteMs).map(({ id }) => id)
    expect(ids).toContain('deepseek-v4-flash/USD/all-day/2026-04-26')
    expect(ids).toContain('deepseek-v4-flash/USD/off-peak/2026-08-16')
    const end = at('2025-02-08T16:00:00Z')
    expect(possibleRows(book, 'deepseek-chat', end - requestHorizonMs - 1)).toHaveLength(2)
    expect(possibleRows(book, 'deepseek-chat', end - requestHorizonMs)).toHaveLength(4)
    expect(possibleRows(book, 'deepseek-chat', end)).toHaveLength(2)
  })

  it('takes peak where the holidays are unknown, having looked at both', () => {
    const bands = possibleRows(book, 'deepseek-flash', at('2027-03-03T02:00:00Z')).map(({ band }) => band)
    expect(bands).toEqual(['peak', 'peak', 'off-peak', 'off-peak'])
    const { CNY } = estimate('deepseek-flash', at('2027-03-03T02:00:00Z'), 10, 10)
    expect(CNY?.worstRow.band).toBe('peak')
  })

  it('is empty, not zero, for an unpriced model', () => {
    expect(estimate('deepseek-next', at('2026-11-22T00:00:00Z'), 10, 10)).toEqual({})
  })

  it('bounds every bill of the request: no usage within it costs more, none less than all cached', () => {
    const models = constantFrom('deepseek-flash', 'deepseek-v4-pro')
    const instants = integer({ min: at('2026-09-10T04:00:00Z'), max: at('2027-06-01T00:00:00Z') })
    assert(
      property(
        models,
        instants,
        integer({ min: 0, max: requestHorizonMs }),
        integer({ min: 0, max: 5_000 }),
        integer({ min: 0, max: 5_000 }),
        (model, sentAt, duration, hit, completion) => {
          const bounds = estimate(model, sentAt, 5_000, 5_000)
          for (const row of pricesAt(book, model, sentAt + duration).rows) {
            const billed = cost({ hit, miss: 5_000 - hit, completion }, row).total
            expect(billed <= bounds[row.currency]!.worstCase).toBe(true)
          }
          for (const row of pricesAt(book, model, sentAt).rows) {
            const billed = cost({ hit, miss: 5_000 - hit, completion }, row).total
            expect(billed >= bounds[row.currency]!.promptHit).toBe(true)
          }
        },
      ),
    )
  })
})
