import * as fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'

import { charge, entry, usageOf } from '../ledger/test-entries.ts'
import { type BillingUnderTest, HOUR, MONDAY, openBilling, usageRows } from './testing/billing-fixture.ts'
import { amountFile } from './testing/usage-files.ts'

let bills: BillingUnderTest

beforeEach(() => {
  bills = openBilling()
})

function at(hours: number): string {
  return new Date(MONDAY + hours * HOUR).toISOString()
}

function reading(total: string, from: number, until: number) {
  return { total, granted: '0', toppedUp: total, firstAt: at(from), lastAt: at(until) }
}

describe('prices of the export', () => {
  it('agree with the book, each band of the day', async () => {
    const peak = usageRows(0, 5, 5, 1).map((row) => ({
      ...row,
      ...(row.price ? { price: (Number(row.price) * 2).toFixed(12) } : {}),
    }))
    await bills.importRows([...usageRows(0, 110, 50, 1), ...peak], [{ day: '2026-11-16', cost: '0.1' }])
    expect((await bills.billing.match({})).prices).toEqual({ compared: 6, differences: [] })
  })

  it('that differ are listed with the days and what the book has, in one line for a run of days', async () => {
    const wrong = ['2026-11-16', '2026-11-17'].map((day) => ({
      day,
      type: 'output_tokens',
      price: '0.00000066',
      amount: 5,
    }))
    await bills.importRows(
      [
        ...wrong,
        { day: '2026-11-16', model: 'deepseek-x', type: 'output_tokens', price: '0.000001', amount: 1 },
      ],
      [{ day: '2026-11-16', cost: '0.1', currency: 'CNY' }],
    )
    const { currency, prices: compared } = await bills.billing.match({})
    expect(currency).toBe('CNY')
    expect(compared.differences).toEqual([
      {
        model: 'deepseek-flash',
        type: 'output',
        from: '2026-11-15T16:00:00.000Z',
        until: '2026-11-17T16:00:00.000Z',
        days: 2,
        official: '0.66',
        book: ['4', '8'],
      },
      expect.objectContaining({ model: 'deepseek-x', official: '1', book: [] }),
    ])
  })

  it('tell the currency of an account without a cost file', async () => {
    await bills.importRows(usageRows(1, 110, 50, 1))
    expect((await bills.billing.match({})).currency).toBe('USD')
  })
})

describe('the money of a day', () => {
  it('has three sides, and days are joined where nobody looked at the balance', async () => {
    bills.run(1, { charges: { USD: charge(46_500_000n) } })
    const days = ['2026-11-16', '2026-11-17', '2026-11-18']
    await bills.importRows(
      days.flatMap((day) => usageRows(0, 110, 50, 1, { day })),
      days.map((day) => ({ day, cost: '0.0000465000000000' })),
    )
    bills.balance = {
      keyHint: '…8f2c',
      settlementMinutes: 60,
      series: [
        {
          currency: 'USD',
          readings: [reading('5', -1, 0.5), reading('14.9', 47.5, 49), reading('14.5', 71, 73)],
          marks: [{ kind: 'top-up', at: at(30), amount: '10' }],
        },
      ],
    }
    const { money, currency } = await bills.billing.match({})
    expect(currency).toBe('USD')
    expect(money).toEqual([
      {
        from: at(48),
        until: at(72),
        ledger: '0',
        unpriced: 0,
        official: '0.0000465',
        summed: '0.0000465',
        drop: '0.4',
      },
      {
        from: at(0),
        until: at(48),
        ledger: '0.0000465',
        unpriced: 0,
        official: '0.000093',
        summed: '0.000093',
        drop: '0.1',
      },
    ])
  })

  it('without any look at the balance stays day by day, and says that it was not looked at', async () => {
    await bills.importRows(
      [...usageRows(0, 1, 1, 1), ...usageRows(0, 1, 1, 1, { day: '2026-11-17' })],
      [{ day: '2026-11-16', cost: '0.1' }],
    )
    const { money } = await bills.billing.match({})
    expect(money.map(({ drop, official }) => [drop, official])).toEqual([
      [null, null],
      [null, '0.1'],
    ])
  })
})

it('whatever is imported and spent, both sides of all lines add up to what was imported and spent', async () => {
  const tokens = fc.nat(500)
  const day = fc.constantFrom('2026-11-16', '2026-11-17')
  const key = fc.constantFrom('fathom', 'other')
  const model = fc.constantFrom('deepseek-flash', 'deepseek-v4-pro')
  const official = fc.record({ day, key, model, hit: tokens, miss: tokens, output: tokens, count: fc.nat(4) })
  const spentRun = fc.record({
    at: fc.integer({ min: 1, max: 47 }),
    keyHint: fc.constantFrom('…8f2c', '…77aa'),
    model,
    hit: tokens,
    miss: tokens,
    output: tokens,
    open: fc.boolean(),
  })
  let imported = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(official, { minLength: 1, maxLength: 6 }),
      fc.array(spentRun, { maxLength: 6 }),
      async (said, done) => {
        const own = openBilling()
        const amounts = ['2026-11-16', '2026-11-17']
          .flatMap((each) => usageRows(0, 0, 0, 0, { day: each }))
          .concat(
            said.flatMap(({ day: on, key: of, model: by, hit, miss, output, count }) =>
              usageRows(hit, miss, output, count, { day: on, key: of, model: by }),
            ),
          )
        await own.billing.import(`${(imported += 1)}.csv`, Buffer.from(amountFile(amounts)))
        for (const [number, { at, keyHint, model: requested, hit, miss, output, open }] of done.entries()) {
          const sentAt = MONDAY + at * HOUR
          const usage = open ? null : usageOf(hit, miss, output)
          const status = open ? 'cut-short' : 'completed'
          own.ledger.record(
            entry(number, {
              sentAt,
              completedAt: sentAt,
              keyHint,
              usage,
              status,
              model: { requested, served: null },
            }),
          )
        }
        const { lines: found } = await own.billing.match({})
        const sum = (side: 'ledger' | 'official', type: string) =>
          found
            .flatMap(({ parts }) => parts.filter((part) => part.type === type))
            .reduce((total, part) => total + part[side], 0)
        for (const type of ['hit', 'miss', 'output'] as const) {
          expect(sum('official', type)).toBe(said.reduce((total, each) => total + each[type], 0))
          expect(sum('ledger', type)).toBe(
            done.reduce((total, each) => total + (each.open ? 0 : each[type]), 0),
          )
        }
        expect(found.reduce((total, { runs }) => total + runs, 0)).toBe(done.length)
      },
    ),
    { numRuns: 25 },
  )
})
