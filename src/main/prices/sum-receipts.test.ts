import * as fc from 'fast-check'
import { expect, it } from 'vitest'

import type { LedgerTotals } from '../../contract/ledger.ts'
import type { SumSheet } from '../../contract/receipt-sheets.ts'
import type { SumSubject } from '../../contract/receipts.ts'
import { createReadSpend, viewSpend } from '../budgets/spend.ts'
import type { Database } from '../db/database.ts'
import { testDatabase } from '../db/test-folder.ts'
import { createLedgerPictures } from '../ledger/ledger-pictures.ts'
import { createLedger } from '../ledger/ledger.ts'
import { charge, entry, usageOf } from '../ledger/test-entries.ts'
import { books, END, filter, ledgerWithDatabase, zone } from '../ledger/test-ledgers.ts'
import { addAmounts, formatAmount, parseAmount, parseRate, type Pico, priceOf } from '../pricing/money.ts'
import { createSumReceipts } from './sum-receipts.ts'

const currencies = ['USD', 'CNY'] as const

async function sheetsOf(database: Database, subject: SumSubject): Promise<readonly SumSheet[]> {
  const receipt = await createSumReceipts({
    database,
    prices: () => books.prices,
    clock: () => END,
    runs: { get: () => null },
    columns: { estimate: async () => null },
    testRuns: () => [],
  })(subject)
  for (const sheet of receipt.sheets) expectToAddUp(sheet)
  return receipt.sheets
}

/** Each line is its tokens times its rate; lines and rest are the group; groups are the sum; nobody is counted twice. */
function expectToAddUp({ groups, total, priced, runs }: SumSheet): void {
  const sum = (amounts: readonly string[]): string => formatAmount(addAmounts(...amounts.map(parseAmount)))
  for (const group of groups) {
    for (const { tokens, per1M, amount } of group.lines)
      expect(formatAmount(priceOf(tokens, parseRate(per1M)))).toBe(amount)
    expect(sum([...group.lines.map(({ amount }) => amount), group.rest])).toBe(group.total)
  }
  expect(sum(groups.map((group) => group.total))).toBe(total)
  expect(groups.reduce((count, group) => count + group.runs, 0)).toBe(priced)
  expect(new Set(groups.map(({ rowId }) => rowId)).size).toBe(groups.length)
  expect(priced).toBeLessThanOrEqual(runs)
}

function shown({ entries, pricedIn, ...totals }: Pick<LedgerTotals, 'entries' | 'pricedIn' | 'USD' | 'CNY'>) {
  return currencies.map((currency) => [entries, pricedIn[currency], totals[currency]])
}

const drawnUp = (sheets: readonly SumSheet[]) =>
  sheets.map(({ runs, priced, total }) => [runs, priced, total])

it('the receipt of any total of the ledger adds up to it, practice never among real runs', async () => {
  await fc.assert(
    fc.asyncProperty(ledgerWithDatabase, filter, zone, async ({ book, database }, chosen, inZone) => {
      const { totals, days } = book.list({ filter: chosen, zone: inZone, offset: 0, limit: 1 })
      expect(drawnUp(await sheetsOf(database, { of: 'ledger', filter: chosen }))).toEqual(shown(totals))
      for (const day of days) {
        const ofDay = { ...chosen, from: day.from, to: day.until }
        expect(drawnUp(await sheetsOf(database, { of: 'ledger', filter: ofDay }))).toEqual(shown(day))
      }
    }),
    { numRuns: 40 },
  )
})

it('the receipt of any bar adds up to it, and of any of its parts', async () => {
  await fc.assert(
    fc.asyncProperty(ledgerWithDatabase, filter, zone, async ({ database }, chosen, inZone) => {
      const pictures = createLedgerPictures({ database, prices: () => books.prices, clock: () => END })
      const { spend, days } = pictures({ filter: chosen, zone: inZone })
      for (const { from, until, slices } of spend) {
        const ofBar = { ...chosen, from, to: until }
        for (const slice of slices) {
          const { model, band, entries, USD, CNY } = slice
          const sheets = await sheetsOf(database, { of: 'ledger', filter: ofBar, slices: [{ model, band }] })
          for (const { currency, priced } of sheets) if (priced > 0) expect(slice.known[currency]).toBe(true)
          expect(sheets.map(({ runs, total }) => [runs, total])).toEqual([
            [entries, USD],
            [entries, CNY],
          ])
        }
        const parts = slices.map(({ model, band }) => ({ model, band }))
        const whole = await sheetsOf(database, { of: 'ledger', filter: ofBar })
        if (parts.length > 0)
          expect(await sheetsOf(database, { of: 'ledger', filter: ofBar, slices: parts })).toEqual(whole)
      }
      const { from: _from, to: _to, ...always } = chosen
      for (const day of days) {
        const ofDay = { ...always, from: day.from, to: day.until }
        expect(drawnUp(await sheetsOf(database, { of: 'ledger', filter: ofDay }))).toEqual(shown(day))
      }
    }),
    { numRuns: 30 },
  )
})

it('the receipt of what is gone of a budget is what is billed and the least of the rest', async () => {
  await fc.assert(
    fc.asyncProperty(
      ledgerWithDatabase,
      filter,
      fc.constantFrom(...currencies),
      async ({ database }, chosen, currency) => {
        const spent = viewSpend(
          createReadSpend(database)({
            currency,
            promptId: chosen.promptId ?? null,
            keyHint: chosen.key ?? null,
            from: chosen.from === undefined ? -8.64e15 : Date.parse(chosen.from),
            until: chosen.to === undefined ? 8.64e15 : Date.parse(chosen.to),
          }),
        )
        const sheets = await sheetsOf(database, { of: 'ledger', filter: spent.runsOf })
        const sheet = sheets.find((each) => each.currency === currency)
        expect([sheet?.runs, sheet?.total]).toEqual([spent.runs, spent.billed])
        // A run that DeepSeek refused may have a least cost here, which no real one has.
        expect(parseAmount(sheet?.atLeast ?? '')).toBeGreaterThanOrEqual(parseAmount(spent.atLeast))
      },
    ),
    { numRuns: 40 },
  )
})

it('knows the least of a run again whose settlement was taken back', async () => {
  const database = testDatabase()
  const ledger = createLedger({ database, clock: () => END })
  const least = { USD: 7n as Pico }
  const { entryId } = ledger.record(entry(1, { usage: null, charges: {}, leastCost: least }))
  const atLeast = async (): Promise<readonly string[]> => {
    const spent = createReadSpend(database)({
      currency: 'USD',
      promptId: null,
      keyHint: null,
      from: 0,
      until: 8.64e15,
    })
    const [dollars] = await sheetsOf(database, { of: 'ledger', filter: { practice: false } })
    return [formatAmount(spent.atLeast), dollars?.atLeast ?? '']
  }
  expect(await atLeast()).toEqual(['0.000000000007', '0.000000000007'])
  ledger.correct({
    corrects: entryId,
    reason: 'Settled.',
    usage: usageOf(0, 110, 50),
    charges: { USD: charge(93n) },
    remainder: 0,
  })
  expect(await atLeast()).toEqual(['0', '0'])
  ledger.correct({ corrects: entryId, reason: 'Taken back.', usage: null, charges: {}, remainder: null })
  expect(await atLeast()).toEqual(['0.000000000007', '0.000000000007'])
})
