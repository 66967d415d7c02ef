import { beforeEach, describe, expect, it } from 'vitest'

import { usageOf } from '../ledger/test-entries.ts'
import { type BillingUnderTest, openBilling, usageRows } from './testing/billing-fixture.ts'
import type { AmountRow } from './testing/usage-files.ts'

let bills: BillingUnderTest

beforeEach(() => {
  bills = openBilling()
})

const cutShort = {
  status: 'cut-short',
  usage: null,
  charges: {},
  remainder: null,
  estimatedTokens: 110,
  atLeast: { promptTokens: 110, completionTokens: 20 },
} as const

function withoutRequests(miss: number): AmountRow[] {
  return usageRows(0, miss, 25, 0).filter(({ type }) => type !== 'request_count')
}

describe('a run that was cut short', () => {
  const period = { from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z' }

  it('is settled where it is the only one that the difference can be, and that can be taken back', async () => {
    bills.run(1)
    const entryId = bills.run(2, cutShort)
    await bills.importRows(usageRows(64, 156, 75, 2))
    const settles = { entryId, run: 'run-2', number: 2, hit: 64, miss: 46, output: 25 }
    expect(await bills.lines()).toMatchObject([{ result: 'differs', settles }])
    const view = { filter: { practice: false }, zone: 'UTC', offset: 0, limit: 10 } as const
    const before = bills.ledger.list(view)

    expect(await bills.billing.settle(period, [entryId, 'none'])).toHaveLength(1)
    const after = bills.ledger.list(view)
    expect(after.entries[0]).toMatchObject({
      run: 'run-2',
      usage: { prompt_tokens: 110, prompt_cache_hit_tokens: 64, completion_tokens: 25 },
      // 64 x 0.003 + 46 x 0.15 + 25 x 0.6 per 1M tokens, off-peak
      USD: '0.000022092',
      CNY: '0.00014728',
      remainder: 0,
      atLeast: null,
    })
    expect(await bills.billing.match({})).toMatchObject({
      lines: [{ result: 'matched', settles: null }],
      settlements: [{ run: 'run-2', number: 2, USD: '0.000022092' }],
    })
    await expect(bills.billing.settle(period, [entryId])).rejects.toMatchObject({ code: 'NOTHING_TO_SETTLE' })

    expect(bills.billing.takeBack([entryId])).toHaveLength(1)
    expect(bills.billing.takeBack([entryId]), 'only once').toHaveLength(0)
    const back = bills.ledger.list(view)
    expect(back.totals).toEqual(before.totals)
    const entries = before.entries.map((each, index) =>
      Object.assign({}, each, { corrected: back.entries[index]?.corrected }),
    )
    expect(back.entries).toEqual(entries)
    expect(await bills.billing.match({})).toMatchObject({ lines: [{ settles }], settlements: [] })
    expect(await bills.billing.settle(period, [entryId]), 'and settled again').toHaveLength(1)
  })

  it.each([
    ['two of them are open', () => void bills.run(3, cutShort), usageRows(0, 220, 75, 2)],
    ['more than one request is missing', () => {}, usageRows(0, 220, 75, 3)],
    ['less is missing than it is known to have had', () => {}, usageRows(0, 200, 75, 2)],
    ['its output is less than what came', () => {}, usageRows(0, 220, 60, 2)],
    ['nothing is missing', () => {}, usageRows(0, 110, 50, 1)],
    [
      'another side is smaller',
      () => void bills.run(4, { usage: usageOf(50, 0, 0) }),
      usageRows(0, 220, 75, 3),
    ],
  ])('is not settled where %s', async (_name, more, amounts) => {
    bills.run(1)
    bills.run(2, cutShort)
    more()
    await bills.importRows(amounts)
    expect((await bills.lines()).every(({ settles }) => settles === null)).toBe(true)
  })

  it('without a count of requests is settled only by exactly its prompt', async () => {
    bills.run(2, cutShort)
    await bills.importRows(withoutRequests(110))
    expect(await bills.lines()).toMatchObject([{ settles: { miss: 110 } }])
    await bills.importRows(withoutRequests(111))
    expect(await bills.lines()).toMatchObject([{ settles: null }])
  })

  it('on a full disk is settled wholly or not at all', async () => {
    bills.run(1)
    const entryId = bills.run(2, cutShort)
    await bills.importRows(usageRows(64, 156, 75, 2))
    bills.database
      .prepare(
        "CREATE TRIGGER full BEFORE INSERT ON usage_settlements BEGIN SELECT RAISE(ABORT, 'full'); END",
      )
      .run()
    await expect(bills.billing.settle(period, [entryId])).rejects.toThrow('full')
    expect((await bills.billing.match({})).lines).toMatchObject([{ result: 'differs' }])
    expect(
      bills.ledger.list({ filter: { practice: false }, zone: 'UTC', offset: 0, limit: 1 }).entries[0]
        ?.corrected,
    ).toBeNull()
  })
})
