import { beforeEach, describe, expect, it } from 'vitest'

import { charge, entry, usageOf } from '../ledger/test-entries.ts'
import {
  type BillingUnderTest,
  HOUR,
  MONDAY,
  NOW,
  openBilling,
  usageRows,
} from './testing/billing-fixture.ts'
import { amountFile } from './testing/usage-files.ts'

let bills: BillingUnderTest

beforeEach(() => {
  bills = openBilling()
})

describe('imports', () => {
  it('of the same export change nothing, zipped or not, and can be looked at again', async () => {
    const first = await bills.importRows(usageRows(0, 110, 50, 1))
    expect(first).toMatchObject({
      known: false,
      import: { rows: 4, notes: [], from: '2026-11-15T16:00:00.000Z' },
    })
    const again = await bills.billing.import(
      'amount (1).csv',
      Buffer.from(amountFile(usageRows(0, 110, 50, 1).toReversed())),
    )
    expect(again).toEqual({ known: true, import: first.import })
    expect(bills.billing.imports()).toEqual([first.import])
  })

  it('that overlap are never added: of a day the newer one is taken, in whatever zone it is cut', async () => {
    await bills.importRows([...usageRows(0, 60, 20, 1), ...usageRows(0, 7, 7, 1, { day: '2026-11-14' })])
    await bills.importRows(usageRows(0, 110, 50, 1))
    bills.run(1)
    expect((await bills.lines()).map(({ from, result }) => [from, result])).toEqual([
      ['2026-11-15T16:00:00.000Z', 'matched'],
      ['2026-11-13T16:00:00.000Z', 'only-deepseek'],
    ])
    await bills.billing.import('utc.csv', Buffer.from(amountFile(usageRows(0, 110, 50, 1), 'old')))
    expect((await bills.lines()).map(({ from, result }) => [from, result])).toEqual([
      ['2026-11-16T00:00:00.000Z', 'matched'],
      ['2026-11-13T16:00:00.000Z', 'only-deepseek'],
    ])
    const [newest] = bills.billing.imports()
    bills.billing.remove(newest?.id ?? '')
    expect((await bills.lines()).map(({ from }) => from)).toContain('2026-11-15T16:00:00.000Z')
  })

  it('on a full disk keep nothing of the export, and work again once there is room', async () => {
    bills.database.prepare('PRAGMA max_page_count = 1').get()
    const many = Array.from({ length: 5_000 }, (_, key) =>
      usageRows(1, 1, 1, 1, { key: `key ${key}` }),
    ).flat()
    await expect(bills.importRows(many)).rejects.toMatchObject({ code: 'DISK_FULL' })
    bills.database.prepare('PRAGMA max_page_count = 1000000').get()
    expect(bills.billing.imports()).toEqual([])
    expect(await bills.importRows(many)).toMatchObject({ known: false, import: { rows: 20_000 } })
  })
})

describe('the match of a day, model and key', () => {
  it('is exact where both say the same', async () => {
    bills.run(1)
    bills.run(2, { usage: usageOf(128, 20, 30) })
    await bills.importRows(usageRows(128, 130, 80, 2))
    expect(await bills.lines()).toMatchObject([
      {
        result: 'matched',
        runs: 2,
        keyName: 'fathom',
        keyHints: ['…8f2c'],
        candidates: [],
        parts: [
          { type: 'hit', ledger: 128, official: 128 },
          { type: 'miss', ledger: 130, official: 130 },
          { type: 'output', ledger: 80, official: 80 },
          { type: 'requests', ledger: 2, official: 2 },
        ],
      },
    ])
  })

  it('leaves practice out, and runs that were refused', async () => {
    bills.run(1)
    bills.run(2, { practice: true })
    bills.run(3, { status: 'failed', usage: null, charges: { USD: charge(0n), CNY: charge(0n) } })
    await bills.importRows(usageRows(0, 110, 50, 1))
    expect(await bills.lines()).toMatchObject([{ result: 'matched' }])
  })

  it('names what is only at DeepSeek: another key, another app, searches', async () => {
    bills.run(1)
    await bills.importRows([
      ...usageRows(0, 110, 50, 1),
      ...usageRows(0, 9, 9, 1, { key: 'phone' }),
      ...usageRows(0, 9, 9, 1, { model: 'deepseek-v4-pro' }),
      { day: '2026-11-16', type: 'web_search_count', amount: 3, model: 'search' },
    ])
    bills.billing.nameKey('…8f2c', 'fathom')
    const found = (await bills.lines()).map(({ model, keyName, result, candidates }) => [
      model,
      keyName,
      result,
      ...candidates.map(({ kind }) => kind),
    ])
    expect(found).toEqual(
      expect.arrayContaining([
        ['deepseek-flash', 'fathom', 'matched'],
        ['deepseek-flash', 'phone', 'only-deepseek', 'other-key'],
        ['deepseek-v4-pro', 'fathom', 'only-deepseek', 'other-app'],
        ['search', 'fathom', 'only-deepseek', 'search'],
      ]),
    )
  })

  it('names what is only in the ledger, and that a fresh day may not be settled yet', async () => {
    bills.run(1, { model: { requested: 'deepseek-v4-pro', served: null } })
    bills.run(2)
    await bills.importRows(usageRows(0, 110, 50, 1))
    expect(await bills.lines()).toMatchObject([
      { model: 'deepseek-flash', result: 'matched' },
      { model: 'deepseek-v4-pro', result: 'only-ledger' },
    ])
    const today = NOW - HOUR
    bills.ledger.record(entry(9, { sentAt: today, completedAt: today }))
    await bills.importRows(usageRows(0, 1, 1, 1, { day: '2026-11-23' }))
    const fresh = (await bills.lines()).find(({ from }) => from === '2026-11-22T16:00:00.000Z')
    expect(fresh).toMatchObject({ result: 'differs', candidates: [{ kind: 'late' }] })
  })

  it('is under the name that the answer gave where the export has that one', async () => {
    bills.run(1, { model: { requested: 'deepseek-v4-flash', served: 'deepseek-flash' } })
    await bills.importRows(usageRows(0, 110, 50, 1))
    expect(await bills.lines()).toMatchObject([{ model: 'deepseek-flash', result: 'matched' }])
  })

  it('takes the day on which a run was completed, and names runs that went over midnight', async () => {
    const midnight = MONDAY + 24 * HOUR
    bills.run(1, { sentAt: midnight - 60_000, completedAt: midnight + 60_000 })
    await bills.importRows([...usageRows(0, 0, 0, 0), ...usageRows(0, 55, 50, 1, { day: '2026-11-17' })])
    expect(await bills.lines()).toMatchObject([
      {
        from: '2026-11-16T16:00:00.000Z',
        result: 'differs',
        candidates: [{ kind: 'edge', runs: [{ run: 'run-1', number: 1 }] }],
      },
      { result: 'matched', runs: 0 },
    ])
  })

  it('reads exports from before cache hits were told apart', async () => {
    bills.run(1, { usage: usageOf(10, 100, 50) })
    await bills.importRows([
      { day: '2026-11-16', type: 'input_tokens', amount: 110 },
      { day: '2026-11-16', type: 'output_tokens', amount: 50 },
    ])
    expect(await bills.lines()).toMatchObject([
      { result: 'matched', parts: [{ type: 'prompt', ledger: 110 }, { type: 'output' }] },
    ])
  })
})

describe('keys', () => {
  it('find their name by days that come out equal, until the user says otherwise', async () => {
    bills.run(1)
    bills.run(2, { keyHint: '…77aa', usage: usageOf(0, 30, 5) })
    await bills.importRows([
      ...usageRows(0, 110, 50, 1),
      ...usageRows(0, 30, 5, 1, { key: 'other' }),
      ...usageRows(0, 1, 1, 1, { key: '' }),
    ])
    expect((await bills.billing.match({})).keys).toEqual([
      { hint: '…77aa', name: 'other', by: 'likely' },
      { hint: '…8f2c', name: 'fathom', by: 'likely' },
    ])
    bills.billing.nameKey('…77aa', 'fathom')
    expect((await bills.billing.match({})).keys[0]).toEqual({ hint: '…77aa', name: 'fathom', by: 'said' })
    bills.billing.nameKey('…77aa', null)
    expect((await bills.billing.match({})).keys[0]?.by).toBe('likely')
  })

  it('without any equal day stay unknown, and their runs say so', async () => {
    bills.run(1, { usage: usageOf(0, 5, 5) })
    await bills.importRows([...usageRows(0, 110, 50, 1), ...usageRows(0, 9, 9, 1, { key: 'other' })])
    const { keys, lines: found } = await bills.billing.match({})
    expect(keys).toEqual([{ hint: '…8f2c', name: null, by: 'unknown' }])
    expect(found.find(({ keyName }) => keyName === null)).toMatchObject({
      result: 'only-ledger',
      candidates: [{ kind: 'key-unknown' }],
    })
  })
})
